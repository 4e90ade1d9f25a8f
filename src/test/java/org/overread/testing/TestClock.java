package org.overread.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is moved. Safe for several threads. */
public final class TestClock extends Clock {
  private final ZoneId zone;
  private volatile Instant now;

  /** Starts at noon UTC of a Monday. */
  public TestClock() {
    this(Instant.parse("2026-11-23T12:00:00Z"));
  }

  public TestClock(Instant now) {
    this(now, ZoneOffset.UTC);
  }

  private TestClock(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  /** Sets the time, backwards too. */
  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  /** A clock of its own: later moves of this one do not reach it. */
  @Override
  public Clock withZone(ZoneId other) {
    return new TestClock(now, other);
  }
}
