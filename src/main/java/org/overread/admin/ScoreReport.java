package org.overread.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.overread.trial.RuleScore;
import org.overread.trial.Tally;

/**
 * How well rules agree with people, for scripts.
 *
 * @param any over all criteria together
 * @param criteria by identifier
 */
record ScoreReport(Ratios any, Map<String, Ratios> criteria, Subspecialty subspecialty) {

  /** Shares from 0 to 1, rounded to four places; 0 where there is nothing to divide by. */
  record Ratios(double precision, double recall, double f1) {
    private static final double PLACES = 10_000;

    static Ratios of(double precision, double recall, double f1) {
      return new Ratios(rounded(precision), rounded(recall), rounded(f1));
    }

    static double rounded(double share) {
      return Double.isNaN(share) ? 0 : Math.round(share * PLACES) / PLACES;
    }
  }

  /** Share of reports that went to a group that may read them; absent when none is labelled so. */
  record Subspecialty(Double accuracy) {}

  static ScoreReport of(RuleScore score) {
    Map<String, Ratios> criteria = new LinkedHashMap<>();
    score.criteria().forEach((criterion, tally) -> criteria.put(criterion, of(tally)));
    Optional<Double> accuracy = score.subspecialty().map(Ratios::rounded);
    return new ScoreReport(of(score.any()), criteria, new Subspecialty(accuracy.orElse(null)));
  }

  private static Ratios of(Tally tally) {
    return Ratios.of(tally.precision(), tally.recall(), tally.f1());
  }
}
