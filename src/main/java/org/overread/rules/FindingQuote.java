package org.overread.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.findings.Assertion;
import org.overread.findings.Axis;
import org.overread.findings.Certainty;
import org.overread.findings.Mention;
import org.overread.report.Sentence;

/** Puts findings into the words of an explanation. */
final class FindingQuote {
  /** Characters of a sentence that are quoted on each side of the words. */
  private static final int CONTEXT = 200;

  /** The same, where many mentions are told in one line. */
  private static final int SHORT_CONTEXT = 30;

  /** Most mentions quoted in one line. */
  private static final int MOST_QUOTED = 3;

  /** Most concepts named in one line. */
  private static final int MOST_NAMED = 3;

  private FindingQuote() {}

  /** The sentence with the words in brackets, and why it counts as it does. */
  static Evidence of(Finding finding) {
    Mention mention = finding.mention();
    String quote = quote(finding, CONTEXT, "[", "]");
    return new Evidence(finding.place(), quote, mention.start(), mention.end(), why(finding));
  }

  private static String quote(Finding finding, int context, String open, String close) {
    String text = finding.text().text();
    Mention mention = finding.mention();
    Sentence sentence = finding.text().sentences().get(mention.sentence());
    int from = Math.max(Math.min(sentence.start(), mention.start()), mention.start() - context);
    int to = Math.min(Math.max(sentence.end(), mention.end()), mention.end() + context);
    String quote =
        (from > sentence.start() ? "..." : "")
            + text.substring(from, mention.start())
            + open
            + text.substring(mention.start(), mention.end())
            + close
            + text.substring(mention.end(), to)
            + (to < sentence.end() ? "..." : "");
    return oneLine(quote);
  }

  /** White space of any length as one blank. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        line.append(c);
      } else if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    return line.toString().strip();
  }

  /**
   * E.g. "not negated, not historical, not conditional"; cue words are quoted where they decided.
   */
  private static String why(Finding finding) {
    Assertion assertion = finding.mention().assertion();
    List<String> parts = new ArrayList<>();
    Certainty certainty = assertion.certainty();
    parts.add(
        certainty == Certainty.PRESENT
            ? "not negated"
            : Finding.term(certainty) + cue(finding, Axis.CERTAINTY));
    parts.add(
        (assertion.historical() ? "" : "not ") + "historical" + cue(finding, Axis.HISTORICAL));
    parts.add(
        (assertion.hypothetical() ? "" : "not ") + "conditional" + cue(finding, Axis.HYPOTHETICAL));
    if (assertion.question()) {
      parts.add("a question" + cue(finding, Axis.QUESTION));
    }
    if (assertion.otherPerson()) {
      parts.add("of another person" + cue(finding, Axis.EXPERIENCER));
    }
    if (assertion.quoted()) {
      parts.add("from an earlier report" + cue(finding, Axis.QUOTED));
    }
    if (assertion.boilerplate()) {
      parts.add("a stock phrase" + cue(finding, Axis.BOILERPLATE));
    }
    return String.join(", ", parts);
  }

  private static String cue(Finding finding, Axis axis) {
    return finding.mention().assertion().reasons().stream()
        .filter(reason -> reason.axis() == axis)
        .findFirst()
        .map(reason -> finding.text().text().substring(reason.start(), reason.end()))
        .map(words -> " (\"" + oneLine(words) + "\")")
        .orElse("");
  }

  /**
   * What there was but did not count, e.g. "3 mentions, all negated: "no fracture", ...". The
   * findings are those of the concepts that were looked for, in any section.
   */
  static Evidence dropped(List<Finding> findings, FindingBounds bounds) {
    if (findings.isEmpty()) {
      return new Evidence("findings", "no mention of " + wanted(bounds));
    }
    Set<String> reasons = new LinkedHashSet<>();
    findings.forEach(finding -> reasons.add(reason(finding, bounds)));
    boolean alike = reasons.size() == 1;
    String quotes =
        findings.stream()
            .limit(MOST_QUOTED)
            .map(f -> "\"" + quote(f, SHORT_CONTEXT, "", "") + "\"" + told(f, alike, bounds))
            .collect(Collectors.joining(", "));
    int count = findings.size();
    String head = count == 1 ? "1 mention" : count + " mentions" + (alike ? ", all" : "");
    String reason = alike ? (count == 1 ? ", " : " ") + reasons.iterator().next() : "";
    return new Evidence(
        "findings", head + reason + ": " + quotes + (count > MOST_QUOTED ? ", ..." : ""));
  }

  private static String told(Finding finding, boolean alike, FindingBounds bounds) {
    return alike ? "" : " (" + reason(finding, bounds) + ")";
  }

  private static String wanted(FindingBounds bounds) {
    Optional<Set<String>> names =
        bounds.concepts().isPresent() ? bounds.concepts() : bounds.groups();
    if (names.isEmpty()) {
      return "anything";
    }
    String kind = bounds.concepts().isPresent() ? "concepts" : "groups";
    return names.get().size() > MOST_NAMED
        ? "any of " + names.get().size() + " " + kind
        : names.get().stream()
            .sorted()
            .map(n -> "\"" + n + "\"")
            .collect(Collectors.joining(" or "));
  }

  /** The first thing that speaks against the mention. */
  private static String reason(Finding finding, FindingBounds bounds) {
    Assertion assertion = finding.mention().assertion();
    String section = finding.mention().section().term();
    if (bounds.sections().isPresent() && !bounds.sections().get().contains(section)) {
      return "in section " + section;
    }
    if (assertion.isAsserted()) {
      return "asserted, but the rest of the condition is not met";
    }
    return assertion.otherPerson()
        ? "of another person"
        : assertion.quoted()
            ? "from an earlier report"
            : assertion.boilerplate()
                ? "in a stock phrase"
                : assertion.historical()
                    ? "historical"
                    : assertion.hypothetical()
                        ? "conditional"
                        : assertion.question()
                            ? "asked, not answered"
                            : Finding.term(assertion.certainty());
  }
}
