package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Tag, VR and length of the element being read (PS3.5 7.1), gathered from chunks that may end
 * anywhere. One object is used again for every element of a data set; it belongs to the thread that
 * reads.
 */
final class ElementHeader {
  /** Undefined Length (PS3.5 7.1.1). */
  static final long UNDEFINED = 0xFFFFFFFFL;

  /** Tag and 32-bit length, or tag, VR and 16-bit length. */
  static final int SHORT_FORM = 8;

  /** Tag, VR, two reserved bytes and 32-bit length (PS3.5 table 7.1-1). */
  static final int LONG_FORM = 12;

  private static final int DELIMITER_GROUP = 0xFFFE; // PS3.5 7.5

  private final ByteBuffer carried = ByteBuffer.allocate(LONG_FORM).order(ByteOrder.LITTLE_ENDIAN);
  private boolean bigEndian;

  private int tag;
  private VR vr;
  private long length;
  private int size;
  private boolean vrFound;

  /**
   * Reads on. True when the header is complete; its bytes are then consumed. Syntax must not change
   * between the calls for one header.
   *
   * @param in little-endian buffer
   */
  boolean read(ByteBuffer in, boolean explicitVr, boolean bigEndianBytes) {
    bigEndian = bigEndianBytes;
    if (carried.position() == 0 && in.remaining() >= LONG_FORM) {
      int at = in.position();
      size = sizeAt(in, at, explicitVr);
      decode(in, at, explicitVr);
      in.position(at + size);
      return true;
    }
    if (!carry(in, SHORT_FORM) || !carry(in, sizeAt(carried, 0, explicitVr))) {
      return false;
    }
    size = carried.position();
    decode(carried, 0, explicitVr);
    carried.clear();
    return true;
  }

  private boolean carry(ByteBuffer in, int wanted) {
    while (carried.position() < wanted && in.hasRemaining()) {
      carried.put(in.get());
    }
    return carried.position() >= wanted;
  }

  private int sizeAt(ByteBuffer from, int at, boolean explicitVr) {
    if (!explicitVr || u16(from, at) == DELIMITER_GROUP) {
      return SHORT_FORM;
    }
    int code = code(from, at);
    VR known = VR.ofCode(code);
    return known == null
        ? isLetters(code) ? LONG_FORM : SHORT_FORM
        : known.longForm() ? LONG_FORM : SHORT_FORM;
  }

  private void decode(ByteBuffer from, int at, boolean explicitVr) {
    tag = u16(from, at) << 16 | u16(from, at + 2);
    vrFound = explicitVr && size == LONG_FORM;
    if (size == LONG_FORM) {
      VR known = VR.ofCode(code(from, at));
      vr = known == null ? VR.UN : known; // a VR of a later edition has the long form (PS3.5 6.2)
      length = u32(from, at + 8);
      return;
    }
    VR known = explicitVr && !isDelimiter() ? VR.ofCode(code(from, at)) : null;
    vrFound = known != null;
    vr = vrFound ? known : VR.UN;
    length = vrFound ? u16(from, at + 6) : u32(from, at + 4);
  }

  private static int code(ByteBuffer from, int at) {
    return (from.get(at + 4) & 0xFF) << 8 | from.get(at + 5) & 0xFF;
  }

  private static boolean isLetters(int code) {
    int first = code >> 8;
    int second = code & 0xFF;
    return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
  }

  private int u16(ByteBuffer from, int at) {
    short value = from.getShort(at);
    return (bigEndian ? Short.reverseBytes(value) : value) & 0xFFFF;
  }

  private long u32(ByteBuffer from, int at) {
    int value = from.getInt(at);
    return (bigEndian ? Integer.reverseBytes(value) : value) & 0xFFFFFFFFL;
  }

  int tag() {
    return tag;
  }

  int group() {
    return tag >>> 16;
  }

  /**
   * The VR of an explicit header, UN when it is a VR we do not know; meaningless when {@link
   * #vrFound} is false.
   */
  VR vr() {
    return vr;
  }

  /**
   * False for implicit headers, items and delimiters, and for an explicit header whose VR bytes are
   * not letters.
   */
  boolean vrFound() {
    return vrFound;
  }

  /** Bytes of the value, 0 to 2^32 - 2, or {@link #UNDEFINED}. */
  long length() {
    return length;
  }

  /** Bytes of the header itself. */
  int size() {
    return size;
  }

  boolean isDelimiter() {
    return group() == DELIMITER_GROUP;
  }

  /** Bytes of a header that has begun and is not complete. */
  int pending() {
    return carried.position();
  }

  /** True when all pending bytes are zero: padding behind the last element. */
  boolean pendingIsZero() {
    for (int i = 0; i < carried.position(); i++) {
      if (carried.get(i) != 0) {
        return false;
      }
    }
    return true;
  }
}
