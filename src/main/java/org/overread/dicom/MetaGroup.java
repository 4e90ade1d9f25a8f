package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Group 0002 at the beginning of a file, as files in the field have it: elements are walked as long
 * as their group is 0002, whatever the group length says; it counts only where a value's own length
 * is damaged.
 *
 * @param elements of group 0002, first of duplicates
 * @param end offset of the data set
 */
record MetaGroup(Attributes elements, int end) {
  /** Longest beginning of a file that is looked at. */
  static final int MAX_BYTES = 256 << 10;

  private static final int META_GROUP = 0x0002;

  static MetaGroup read(ByteBuffer start) throws DicomFormatException {
    ByteBuffer in = start.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    in.position(
        hasPrefix(in, Part10.PREAMBLE)
            ? Part10.PREAMBLE + Part10.PREFIX.length
            : hasPrefix(in, 0) ? Part10.PREFIX.length : 0);
    Attributes elements = new Attributes();
    ElementHeader header = new ElementHeader();
    boolean explicitVr = in.remaining() >= ElementHeader.SHORT_FORM && VR.ofCode(code(in)) != null;
    long declaredEnd = Long.MAX_VALUE;
    while (isMeta(in) && header.read(in, explicitVr, false)) {
      long valueEnd = in.position() + header.length();
      if (valueEnd > declaredEnd && startsDataSet(in, declaredEnd)) {
        return new MetaGroup(elements, (int) declaredEnd);
      }
      if (valueEnd > in.limit()) {
        throw new DicomFormatException(
            "File Meta Information does not end in its first " + in.limit(), in.position());
      }
      byte[] bytes = new byte[(int) header.length()];
      in.get(bytes);
      if (header.tag() == Tag.FileMetaInformationGroupLength && bytes.length == Integer.BYTES) {
        declaredEnd =
            in.position()
                + (ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt() & 0xFFFFFFFFL);
      } else if (!elements.contains(header.tag())) {
        VR vr = header.vrFound() ? header.vr() : Dictionary.vrOf(header.tag());
        elements.put(Element.ofBytes(header.tag(), vr, bytes));
      }
    }
    return new MetaGroup(elements, in.position());
  }

  private static boolean hasPrefix(ByteBuffer in, int at) {
    byte[] found = new byte[Part10.PREFIX.length];
    if (in.limit() < at + found.length) {
      return false;
    }
    in.get(at, found);
    return Arrays.equals(found, Part10.PREFIX);
  }

  private static int code(ByteBuffer in) {
    return (in.get(in.position() + 4) & 0xFF) << 8 | in.get(in.position() + 5) & 0xFF;
  }

  private static boolean isMeta(ByteBuffer in) {
    return in.remaining() >= ElementHeader.SHORT_FORM && in.getShort(in.position()) == META_GROUP;
  }

  /**
   * True when the end of the group, as declared, is followed by something that can begin a data
   * set.
   */
  private static boolean startsDataSet(ByteBuffer in, long at) {
    if (at + ElementHeader.SHORT_FORM > in.limit() || in.getShort((int) at) == META_GROUP) {
      return false;
    }
    byte[] first = new byte[ElementHeader.SHORT_FORM];
    in.get((int) at, first);
    return FirstElement.guess(first).isPresent();
  }
}
