package org.overread.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps attempts away from a destination that failed several times in a row, and lets one through
 * after each pause to see whether it is back. Lives in memory: after a restart the first attempt
 * goes through. Safe for use by several threads.
 */
public final class CircuitBreaker {
  private final int mostFailures;
  private final Duration pause;
  private int failures;
  private Instant openUntil = Instant.MIN;

  /**
   * @param mostFailures failed attempts in a row that open it, at least 1
   * @param pause how long it stays open before one attempt may probe
   */
  public CircuitBreaker(int mostFailures, Duration pause) {
    this.mostFailures = mostFailures;
    this.pause = pause;
  }

  /**
   * Empty when an attempt may go now, otherwise when to ask again. A probe that goes keeps the
   * others away for a pause.
   */
  public synchronized Optional<Instant> holdsUntil(Instant now) {
    if (failures < mostFailures) {
      return Optional.empty();
    }
    if (now.isBefore(openUntil)) {
      return Optional.of(openUntil);
    }
    openUntil = now.plus(pause);
    return Optional.empty();
  }

  public synchronized void succeeded() {
    failures = 0;
  }

  public synchronized void failed(Instant now) {
    failures++;
    openUntil = now.plus(pause);
  }

  /** True while attempts are kept away; for status displays. */
  public synchronized boolean isOpen(Instant now) {
    return failures >= mostFailures && now.isBefore(openUntil);
  }
}
