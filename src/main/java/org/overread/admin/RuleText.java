package org.overread.admin;

import java.util.List;
import java.util.function.Consumer;
import org.overread.rules.Evidence;
import org.overread.rules.RuleResult;

/** What one rule said, as lines for a terminal. */
final class RuleText {
  /** Values looked at that are shown for a rule that said no. */
  private static final int SHOWN_OF_NO = 3;

  private final String indent;
  private final Consumer<String> lines;

  /**
   * @param indent stands before each line that is not a rule's first
   * @param lines takes one line at a time
   */
  RuleText(String indent, Consumer<String> lines) {
    this.indent = indent;
    this.lines = lines;
  }

  /** What a YES rests on: the rule's own sentence, then the evidence. */
  void yes(RuleResult rule) {
    lines.accept(indent + rule.because());
    rule.evidence().forEach(this::evidence);
    if (!rule.withheld().isEmpty()) {
      lines.accept(indent + "withheld: " + rule.withheld());
    }
  }

  private void evidence(Evidence evidence) {
    if (evidence.source().equals(RuleResult.POINTS)) {
      lines.accept(indent + evidence.value());
    } else if (evidence.source().endsWith(".")) {
      // the sentence of a point: its values stand below it
      lines.accept(indent + evidence.source());
      lines.accept(indent + "  " + evidence.value());
    } else {
      lines.accept(indent + quote(evidence));
    }
    if (!evidence.why().isEmpty()) {
      lines.accept(indent + "  " + evidence.why());
    }
  }

  /** The points of a rule, then the values a NO looked at; empty when it looked at none. */
  static String no(RuleResult rule) {
    return points(rule) + lookedAt(rule);
  }

  /** What was absent. */
  static String notKnown(RuleResult rule) {
    return points(rule) + "  absent: " + String.join("; ", rule.missing());
  }

  private static String points(RuleResult rule) {
    return rule.evidence().stream()
        .filter(evidence -> evidence.source().equals(RuleResult.POINTS))
        .map(evidence -> "  " + evidence.value())
        .findFirst()
        .orElse("");
  }

  private static String lookedAt(RuleResult rule) {
    List<String> seen =
        rule.evidence().stream()
            .filter(evidence -> !evidence.source().equals(RuleResult.POINTS))
            .map(RuleText::quote)
            .toList();
    if (seen.isEmpty()) {
      return "";
    }
    return "  looked at "
        + String.join("; ", seen.subList(0, Math.min(SHOWN_OF_NO, seen.size())))
        + (seen.size() > SHOWN_OF_NO ? "; and " + (seen.size() - SHOWN_OF_NO) + " more" : "");
  }

  /** Words of a text stand in quotation marks, values do not. */
  private static String quote(Evidence evidence) {
    String value = evidence.hasPlace() ? "\"" + evidence.value() + "\"" : evidence.value();
    return evidence.source() + (evidence.source().endsWith(".") ? " " : ": ") + value;
  }
}
