package org.overread.rules;

import static org.overread.rules.FactField.STUDY_BODY_PART;
import static org.overread.rules.FactField.STUDY_BODY_PARTS;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.report.ReportText;
import org.overread.report.Section;
import org.overread.report.SectionKind;

/**
 * The body parts that a report's title names, e.g. "EXAM: MRI of the left knee": the last resort
 * where no header names one.
 */
final class ExamLine {
  /** Words that begin the heading of a line which names the examination. */
  private static final Set<String> HEADINGS = Set.of("exam", "examination", "study", "procedure");

  /** A title is one line; what is longer is prose, and its organs are findings. Characters. */
  private static final int LONGEST_TITLE = 100;

  private static final String SOURCE = "report, line that names the examination";

  private ExamLine() {}

  /** Nothing when the title names no part. */
  static List<Fact> bodyParts(CaseText text) {
    ReportText report = text.text();
    return Stream.concat(examinations(report), titles(report))
        .filter(line -> !line.isEmpty() && line.length() <= LONGEST_TITLE)
        .map(ExamLine::facts)
        .filter(facts -> !facts.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static List<Fact> facts(String line) {
    List<String> parts = List.copyOf(BodyParts.TABLE.ofWords(line));
    if (parts.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Fact(STUDY_BODY_PART, parts.get(0), SOURCE, parts.get(0) + " (" + line + ")"),
        new Fact(STUDY_BODY_PARTS, parts, SOURCE, String.join(", ", parts) + " (" + line + ")"));
  }

  private static Stream<String> examinations(ReportText report) {
    return report.sections().stream()
        .filter(section -> HEADINGS.contains(firstWord(section.heading())))
        .map(section -> firstLine(report, section));
  }

  private static String firstWord(String heading) {
    return heading.toLowerCase(Locale.ROOT).split("[^a-z]", 2)[0];
  }

  /** The first line of a report that begins without a heading. */
  private static Stream<String> titles(ReportText report) {
    return report.sections().stream()
        .filter(section -> section.kind() != SectionKind.ORDER)
        .limit(1)
        .filter(section -> section.heading().isEmpty())
        .map(section -> firstLine(report, section));
  }

  private static String firstLine(ReportText report, Section section) {
    String content = report.text().substring(section.start(), section.end()).strip();
    return content.lines().findFirst().orElse("").strip();
  }
}
