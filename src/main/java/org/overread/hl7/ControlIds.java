package org.overread.hl7;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Own MSH-10 values: 20 characters (the limit up to v2.6), different across restarts and between
 * nodes that share a database. Safe for all threads.
 */
public final class ControlIds {
  private static final int NODE_RANGE = 36 * 36 * 36 * 36;
  private static final int RADIX = 36;

  private final Clock clock;
  private final String node;
  private final AtomicLong last = new AtomicLong();

  public ControlIds(Clock clock) {
    this.clock = clock;
    String digits = Integer.toString(new SecureRandom().nextInt(NODE_RANGE), RADIX);
    this.node = "0".repeat(4 - digits.length()) + digits;
  }

  /** Counts in microseconds of the clock, and on from the last one when the clock stands still. */
  public String next() {
    long now = clock.millis() * 1000;
    return String.format("%016d%s", last.updateAndGet(before -> Math.max(before + 1, now)), node);
  }
}
