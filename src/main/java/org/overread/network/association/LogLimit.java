package org.overread.network.association;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets one log line through per period, so that a flood of connections is not a flood of lines.
 * Safe for all threads.
 */
final class LogLimit {
  private final long period;
  private final AtomicLong nextAllowed = new AtomicLong(System.nanoTime());

  LogLimit(Duration period) {
    this.period = period.toNanos();
  }

  /** True at most once per period. */
  boolean mayLog() {
    long now = System.nanoTime();
    long allowed = nextAllowed.get();
    return now - allowed >= 0 && nextAllowed.compareAndSet(allowed, now + period);
  }
}
