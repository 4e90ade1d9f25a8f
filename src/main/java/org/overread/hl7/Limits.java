package org.overread.hl7;

/** What a message may hold, so that 16 MiB of it cannot become gigabytes of objects. */
public final class Limits {
  /** Segments of one message. */
  public static final int SEGMENTS = 100_000;

  /** Fields of one segment; the standard's longest segment has about 60. */
  public static final int FIELDS = 10_000;

  private Limits() {}
}
