package org.overread.admin;

import java.util.List;
import java.util.Optional;
import org.overread.findings.Assertion;
import org.overread.findings.Mention;
import org.overread.report.ReportText;
import org.overread.routing.ReadingGroup;
import org.overread.rules.RuleResult;
import org.overread.trial.Trial;

/**
 * A case on trial, for scripts. Positions count in {@code text}.
 *
 * @param level 0 when not flagged
 * @param subspecialty that would read it; empty when none is told
 * @param rules of every mode
 */
record TrialReport(
    boolean flagged,
    int level,
    String subspecialty,
    String ruleSetVersion,
    String text,
    List<SectionReport> sections,
    List<FindingReport> findings,
    List<RuleResult> rules) {

  /** A section of the text. */
  record SectionReport(String kind, String heading, int start, int end) {}

  /** A mention with its assertion and the words that decided each axis. */
  record FindingReport(
      String concept,
      String group,
      int start,
      int end,
      String section,
      String certainty,
      boolean historical,
      boolean hypothetical,
      boolean question,
      boolean otherPerson,
      boolean quoted,
      boolean boilerplate,
      List<Assertion.Reason> reasons) {}

  static TrialReport of(Trial trial) {
    ReportText text = trial.text().text();
    Optional<String> subspecialty = trial.choice().group().map(ReadingGroup::name);
    return new TrialReport(
        trial.decision().flagged(),
        trial.decision().level(),
        subspecialty.orElse(""),
        trial.decision().ruleSetVersion(),
        text.text(),
        text.sections().stream()
            .map(s -> new SectionReport(s.kind().term(), s.heading(), s.start(), s.end()))
            .toList(),
        trial.text().mentions().stream().map(TrialReport::finding).toList(),
        trial.results());
  }

  private static FindingReport finding(Mention mention) {
    Assertion assertion = mention.assertion();
    return new FindingReport(
        mention.concept(),
        mention.group(),
        mention.start(),
        mention.end(),
        mention.section().term(),
        assertion.certainty().name(),
        assertion.historical(),
        assertion.hypothetical(),
        assertion.question(),
        assertion.otherPerson(),
        assertion.quoted(),
        assertion.boilerplate(),
        assertion.reasons());
  }
}
