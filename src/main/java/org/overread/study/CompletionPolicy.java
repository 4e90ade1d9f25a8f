package org.overread.study;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * When a study counts as complete (CMP-02, 03, 08).
 *
 * @param quietPeriod silence after the last byte of the last instance, unless the source has its
 *     own
 * @param quietPeriodOf by calling AE title
 * @param afterRelease the shorter period that starts when a sender of one association per study
 *     releases it
 * @param oneAssociationPerStudy calling AE titles of such senders
 * @param upperBound a study is decided this long after its first instance, with what is there
 */
public record CompletionPolicy(
    Duration quietPeriod,
    Map<String, Duration> quietPeriodOf,
    Duration afterRelease,
    Set<String> oneAssociationPerStudy,
    Duration upperBound) {

  public Duration quietPeriod(String callingAeTitle) {
    return quietPeriodOf.getOrDefault(callingAeTitle, quietPeriod);
  }
}
