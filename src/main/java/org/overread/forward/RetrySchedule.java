package org.overread.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When to try again (FWD-07). The jitter comes from a seed, so that the same case gives the same
 * times and many cases that failed together do not come back together.
 */
public final class RetrySchedule {
  private final List<Duration> delays;
  private final Duration giveUpAfter;
  private final double jitter;

  public RetrySchedule(ForwardSettings settings) {
    if (settings.retryDelays().isEmpty()) {
      throw new IllegalArgumentException("at least one retry delay");
    }
    this.delays = List.copyOf(settings.retryDelays());
    this.giveUpAfter = settings.giveUpAfter();
    this.jitter = settings.jitter();
  }

  /**
   * The time of the next attempt; empty when that would be too late.
   *
   * @param attempts failed attempts so far, at least 1
   * @param tryingSince time of the first
   * @param now time of the last
   * @param seed of the case
   */
  public Optional<Instant> next(int attempts, Instant tryingSince, Instant now, long seed) {
    Duration delay = delays.get(Math.min(attempts, delays.size()) - 1);
    double factor = 1 + jitter * (2 * new SplittableRandom(seed * 31 + attempts).nextDouble() - 1);
    Instant next = now.plusMillis(Math.round(delay.toMillis() * factor));
    return next.isAfter(tryingSince.plus(giveUpAfter)) ? Optional.empty() : Optional.of(next);
  }
}
