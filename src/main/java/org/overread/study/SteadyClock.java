package org.overread.study;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of day at the start plus the time that has really passed since: steps of the system
 * clock neither fire nor delay a timer while the node runs (CMP-01, ATK-101).
 */
public final class SteadyClock extends Clock {
  private final Instant start;
  private final long startNanos = System.nanoTime();

  public SteadyClock(Clock wall) {
    this.start = wall.instant();
  }

  @Override
  public Instant instant() {
    return start.plusNanos(System.nanoTime() - startNanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** Always in UTC: timers have no use for a zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
