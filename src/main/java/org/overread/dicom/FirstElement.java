package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Tells by the first element how a data set is really encoded, whatever label it came with. */
final class FirstElement {
  private static final int USUAL_GROUP = 0x0008;
  private static final int LARGEST_FIRST_VALUE =
      0x4000; // every pair of VR letters, read as a length, is larger

  private FirstElement() {}

  /**
   * Compares the first header with the syntax it was read in.
   *
   * @throws DicomFormatException when the bytes are of another syntax
   */
  static void check(ElementHeader header, String syntaxUid, Frame root, long offset)
      throws DicomFormatException {
    if (header.group() == 0 || header.isDelimiter()) {
      return; // padding or stray delimiters: the parser has its own rules for them
    }
    boolean foreignOrder = header.group() != USUAL_GROUP && isSwapped(header.tag());
    boolean foreignVr = root.explicitVr && !header.vrFound();
    boolean foreignLength = !root.explicitVr && letters(header.length(), root.bigEndian);
    if (foreignOrder || foreignVr || foreignLength) {
      throw new DicomFormatException(
          "first element is not encoded as " + syntaxUid + " says", offset);
    }
  }

  /** True when only the tag with swapped bytes is in the dictionary. */
  private static boolean isSwapped(int tag) {
    int swapped =
        Short.reverseBytes((short) (tag >>> 16)) << 16 | Short.reverseBytes((short) tag) & 0xFFFF;
    return !Dictionary.isPrivate(tag) && !Dictionary.contains(tag) && Dictionary.contains(swapped);
  }

  /** True when the first two bytes of a length are letters of a VR. */
  private static boolean letters(long length, boolean bigEndian) {
    int four = bigEndian ? (int) length : Integer.reverseBytes((int) length);
    return length != ElementHeader.UNDEFINED && VR.ofCode(four >>> 16) != null;
  }

  /**
   * The native syntax that the first eight bytes of a data set show, by order of bytes and VR
   * letters.
   *
   * @return empty when they are no element a data set could begin with
   */
  static Optional<TransferSyntax> guess(byte[] start) {
    if (start.length < ElementHeader.SHORT_FORM) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    int little = buffer.getShort(0) << 16 | buffer.getShort(2) & 0xFFFF;
    boolean swapped = little >>> 16 != USUAL_GROUP && isSwapped(little);
    if (VR.ofCode((start[4] & 0xFF) << 8 | start[5] & 0xFF) != null) {
      return Optional.of(
          swapped
              ? TransferSyntax.EXPLICIT_VR_BIG_ENDIAN
              : TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
    long length = buffer.getInt(4) & 0xFFFFFFFFL;
    boolean plausible = Dictionary.contains(little) && length < LARGEST_FIRST_VALUE;
    return plausible ? Optional.of(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN) : Optional.empty();
  }
}
