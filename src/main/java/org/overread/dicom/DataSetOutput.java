package org.overread.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Growing bytes in one byte order, in which lengths can be set once they are known. */
final class DataSetOutput {
  private final boolean bigEndian;
  private byte[] bytes = new byte[512];
  private int size;

  DataSetOutput(boolean bigEndian) {
    this.bigEndian = bigEndian;
  }

  int size() {
    return size;
  }

  private int grow(int by) {
    int at = size;
    size = Math.addExact(size, by);
    if (size > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(size, bytes.length * 2L)));
    }
    return at;
  }

  void u16(int value) {
    int at = grow(2);
    bytes[at] = (byte) (bigEndian ? value >>> 8 : value);
    bytes[at + 1] = (byte) (bigEndian ? value : value >>> 8);
  }

  void u32(int value) {
    u32At(grow(4), value);
  }

  /** Sets a 32-bit number that was left open. */
  void u32At(int at, int value) {
    int number = bigEndian ? value : Integer.reverseBytes(value);
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (number >>> 24 - 8 * i);
    }
  }

  void tag(int tag) {
    u16(tag >>> 16);
    u16(tag);
  }

  void put(byte[] value) {
    int at = grow(value.length); // before the array is named: it may be another one afterwards
    System.arraycopy(value, 0, bytes, at, value.length);
  }

  void put(byte value) {
    int at = grow(1);
    bytes[at] = value;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }
}
