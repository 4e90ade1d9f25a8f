package org.overread.flow;

import java.time.Duration;

/**
 * How the node goes about reports.
 *
 * @param expected reports come to this node, so a complete study waits for its own
 * @param longestWait how long after its last instance a study waits; then it is decided without
 * @param giveUpAfter how long a report or order waits for its study before it is listed as
 *     unmatched
 * @param siteSalt of the random sample, see {@link org.overread.rules.Sampling}
 */
public record ReportPolicy(
    boolean expected, Duration longestWait, Duration giveUpAfter, String siteSalt) {
  public ReportPolicy {
    if (longestWait.isNegative() || giveUpAfter.isNegative()) {
      throw new IllegalArgumentException("a time to wait is negative");
    }
  }

  /** For a node that no report reaches: a study is decided when it is complete. */
  public static ReportPolicy none() {
    return new ReportPolicy(false, Duration.ZERO, Duration.ofDays(30), "");
  }
}
