package org.overread.dicom;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The value being collected. Memory grows with the bytes that arrive, not with the length that was
 * announced.
 */
final class ValueBytes {
  private static final int FIRST_ALLOCATION = 8 << 10;

  private byte[] bytes = {};
  private int length;
  private int filled;

  void begin(int valueLength) {
    length = valueLength;
    filled = 0;
    bytes = null;
  }

  /** Takes what belongs to the value; true when it is complete. */
  boolean take(ByteBuffer in) {
    int now = Math.min(length - filled, in.remaining());
    if (bytes == null) {
      bytes = new byte[Math.min(length, Math.max(now, FIRST_ALLOCATION))];
    } else if (filled + now > bytes.length) {
      bytes =
          Arrays.copyOf(bytes, (int) Math.min(length, Math.max(filled + now, bytes.length * 2L)));
    }
    in.get(bytes, filled, now);
    filled += now;
    return filled == length;
  }

  /** The complete value; hands it over. */
  byte[] bytes() {
    return bytes;
  }
}
