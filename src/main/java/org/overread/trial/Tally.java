package org.overread.trial;

/**
 * How often a yes or no was right.
 *
 * @param hits yes, and rightly so
 * @param falseAlarms yes, wrongly
 * @param misses no, wrongly
 * @param silences no, and rightly so
 */
public record Tally(int hits, int falseAlarms, int misses, int silences) {
  public static final Tally NONE = new Tally(0, 0, 0, 0);

  /** One more answer beside the one that was expected. */
  public Tally plus(boolean expected, boolean said) {
    return expected
        ? said
            ? new Tally(hits + 1, falseAlarms, misses, silences)
            : new Tally(hits, falseAlarms, misses + 1, silences)
        : said
            ? new Tally(hits, falseAlarms + 1, misses, silences)
            : new Tally(hits, falseAlarms, misses, silences + 1);
  }

  /** Share of the yeses that were right, 0 to 1; 0 when none was said. */
  public double precision() {
    return share(hits, hits + falseAlarms);
  }

  /** Share of those that should be yes that were found, 0 to 1; 0 when there are none. */
  public double recall() {
    return share(hits, hits + misses);
  }

  /** Harmonic mean of precision and recall. */
  public double f1() {
    return share(2 * hits, 2 * hits + falseAlarms + misses);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
