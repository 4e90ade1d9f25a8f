package org.overread.dicom;

/** Turns values of Explicit VR Big Endian into little endian and back (PS3.5 7.3). */
final class ByteSwap {
  private ByteSwap() {}

  /** Reverses the bytes of each whole unit in place; bytes behind the last whole unit stay. */
  static void units(byte[] bytes, int unit) {
    for (int start = 0; start + unit <= bytes.length; start += unit) {
      for (int low = start, high = start + unit - 1; low < high; low++, high--) {
        byte kept = bytes[low];
        bytes[low] = bytes[high];
        bytes[high] = kept;
      }
    }
  }
}
