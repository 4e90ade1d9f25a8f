package org.overread.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overread.findings.Assertion;
import org.overread.findings.Axis;
import org.overread.findings.Certainty;
import org.overread.findings.Mention;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;
import org.overread.report.Sentence;

/**
 * A report written with its mentions marked, one sentence a line:
 *
 * <pre>
 * status final
 * # impression
 * {surgical referral|Orthopedic consultation} is recommended.
 * There is {fracture in bone|no fracture|negated cue=no}.
 * </pre>
 *
 * A mark is concept (or group/concept), words and, if need be: a certainty, axes (historical,
 * hypothetical, question, other, quoted, boilerplate), size=mm, category=name, cue=word. Without a
 * status there is only the order.
 */
public record MarkedReport(ReportText text, List<Mention> mentions, Optional<ReportStatus> status) {
  private static final Pattern MARK =
      Pattern.compile("\\{([^|{}]*)\\|([^|{}]*)(?:\\|([^{}]*))?\\}");

  public static MarkedReport of(String marked) {
    return new Reader().read(marked);
  }

  private static final class Reader {
    private final StringBuilder text = new StringBuilder();
    private final List<Section> sections = new ArrayList<>();
    private final List<Sentence> sentences = new ArrayList<>();
    private final List<Mention> mentions = new ArrayList<>();
    private Optional<ReportStatus> status = Optional.empty();

    MarkedReport read(String marked) {
      for (String line : marked.lines().filter(l -> !l.isBlank()).toList()) {
        if (line.startsWith("status ")) {
          status = Optional.of(ReportStatus.valueOf(upper(line.substring("status ".length()))));
        } else if (line.startsWith("# ")) {
          SectionKind kind = SectionKind.valueOf(upper(line.substring(2)));
          text.append(kind).append(": ");
          sections.add(new Section(kind, kind.name(), text.length(), text.length()));
        } else {
          sentence(line);
        }
      }
      return new MarkedReport(
          new ReportText(text.toString(), sections, sentences), List.copyOf(mentions), status);
    }

    private static String upper(String word) {
      return word.strip().toUpperCase(Locale.ROOT);
    }

    private void sentence(String line) {
      int start = text.length();
      Matcher mark = MARK.matcher(line);
      int from = 0;
      while (mark.find()) {
        text.append(line, from, mark.start());
        mention(mark.group(1), mark.group(2), Optional.ofNullable(mark.group(3)).orElse(""));
        from = mark.end();
      }
      text.append(line.substring(from));
      int number = sections.size() - 1;
      sentences.add(new Sentence(number, start, text.length()));
      Section section = sections.get(number);
      sections.set(
          number, new Section(section.kind(), section.heading(), section.start(), text.length()));
      text.append('\n');
    }

    private void mention(String concept, String words, String options) {
      int start = text.length();
      text.append(words);
      List<String> given = List.of(options.split(" "));
      Certainty certainty = Certainty.PRESENT;
      for (Certainty possible : Certainty.values()) {
        certainty = given.contains(possible.name().toLowerCase(Locale.ROOT)) ? possible : certainty;
      }
      List<Assertion.Reason> reasons = new ArrayList<>();
      value(given, "cue")
          .ifPresent(
              cue -> {
                int at = start + words.indexOf(cue);
                reasons.add(new Assertion.Reason(Axis.CERTAINTY, at, at + cue.length()));
              });
      int slash = concept.indexOf('/');
      mentions.add(
          new Mention(
              concept.substring(slash + 1),
              concept.substring(0, Math.max(0, slash)),
              start,
              text.length(),
              sections.get(sections.size() - 1).kind(),
              sentences.size(),
              new Assertion(
                  certainty,
                  given.contains("hypothetical"),
                  given.contains("question"),
                  given.contains("historical"),
                  given.contains("other"),
                  given.contains("quoted"),
                  given.contains("boilerplate"),
                  reasons),
              value(given, "category"),
              value(given, "size").map(Double::valueOf)));
    }

    private static Optional<String> value(List<String> options, String key) {
      return options.stream()
          .filter(option -> option.startsWith(key + "="))
          .map(option -> option.substring(key.length() + 1))
          .findFirst();
    }
  }
}
