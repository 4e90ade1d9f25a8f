package org.overread.dicom;

/**
 * What reading one data set may cost. Breach of the depth is always a {@link DicomFormatException};
 * breach of another limit is one for {@link DataSetReader}, while {@link HeaderReader} leaves the
 * element out and says so.
 *
 * @param depth sequences inside sequences
 * @param valueBytes longest value kept, in bytes
 * @param totalBytes all values kept together, in bytes
 * @param elements elements and items kept together
 * @param items items kept of one sequence, or fragments of one Pixel Data
 * @param inflatedBytes bytes a deflated data set may grow to
 * @param inflateRatio inflated bytes per deflated byte; looked at from {@link #RATIO_FLOOR} bytes
 *     on
 */
public record Limits(
    int depth,
    int valueBytes,
    long totalBytes,
    int elements,
    int items,
    long inflatedBytes,
    int inflateRatio) {

  /**
   * Below this many inflated bytes the ratio says nothing: a small data set may well be mostly
   * zeros.
   */
  static final long RATIO_FLOOR = 1 << 20;

  /** What an array can hold on every JVM. */
  private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

  /** A data set held whole, without large pixel data: 32 MiB, enough for structured reports. */
  public static final Limits DEFAULT =
      new Limits(64, 32 << 20, 32 << 20, 1_000_000, 100_000, 64 << 20, 200);

  /** A C-FIND or N-service data set: 1 MiB. */
  public static final Limits QUERY =
      new Limits(64, 1 << 20, 1 << 20, 1_000_000, 100_000, 1 << 20, 200);

  /** The header of an instance that passes by: 64 KiB per value, 2 MiB, 20,000 elements. */
  public static final Limits HEADER =
      new Limits(64, 64 << 10, 2 << 20, 20_000, 20_000, 64 << 20, 200);

  public Limits {
    if (depth < 0
        || valueBytes < 0
        || totalBytes < 0
        || elements < 0
        || items < 0
        || inflatedBytes < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
    if (inflateRatio < 1 || valueBytes > LARGEST_ARRAY) {
      throw new IllegalArgumentException(
          "inflateRatio must be at least 1, valueBytes at most " + LARGEST_ARRAY);
    }
  }

  /**
   * The same limits for larger objects: values, their total and inflated bytes up to this many
   * bytes.
   */
  public Limits withBytes(long bytes) {
    return new Limits(
        depth, (int) Math.min(bytes, LARGEST_ARRAY), bytes, elements, items, bytes, inflateRatio);
  }
}
