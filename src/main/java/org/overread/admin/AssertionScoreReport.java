package org.overread.admin;

import org.overread.admin.ScoreReport.Ratios;
import org.overread.findings.Axis;
import org.overread.findings.NegexScore;
import org.overread.findings.NegexScore.Counts;

/** How well assertions agree with people, for scripts. */
record AssertionScoreReport(
    Ratios negation, Ratios historical, Ratios hypothetical, Ratios experiencer) {

  static AssertionScoreReport of(NegexScore score) {
    return new AssertionScoreReport(
        of(score, Axis.CERTAINTY),
        of(score, Axis.HISTORICAL),
        of(score, Axis.HYPOTHETICAL),
        of(score, Axis.EXPERIENCER));
  }

  private static Ratios of(NegexScore score, Axis axis) {
    Counts counts = score.axes().getOrDefault(axis, new Counts(0, 0, 0));
    return Ratios.of(counts.precision(), counts.recall(), counts.f1());
  }
}
