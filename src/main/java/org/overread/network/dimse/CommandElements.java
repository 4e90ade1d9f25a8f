package org.overread.network.dimse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Tag;

/**
 * The elements of group 0000 by tag, ascending, without the group length (PS3.7 6.3.1). Values that
 * are put are even in length.
 */
final class CommandElements {

  /** Group, element, and a length of 32 bits: Implicit VR Little Endian (PS3.5 7.1.3). */
  private static final int HEADER_LENGTH = 8;

  private static final int GROUP_LENGTH_VALUE = 4;

  private final SortedMap<Integer, byte[]> values = new TreeMap<>();

  static CommandElements decode(byte[] bytes) throws DicomFormatException {
    CommandElements elements = new CommandElements();
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining()) {
      int offset = in.position();
      if (in.remaining() < HEADER_LENGTH) {
        throw new DicomFormatException("command element header cut short", offset);
      }
      int group = Short.toUnsignedInt(in.getShort());
      int tag = Short.toUnsignedInt(in.getShort());
      long length = Integer.toUnsignedLong(in.getInt());
      if (group != 0) {
        throw new DicomFormatException("group %04X in a command set".formatted(group), offset);
      }
      if (length > in.remaining()) {
        throw new DicomFormatException(
            "element (0000,%04X) overruns the command set".formatted(tag), offset);
      }
      byte[] value = new byte[(int) length];
      in.get(value);
      if (tag != Tag.CommandGroupLength) {
        elements.values.putIfAbsent(tag, value);
      }
    }
    return elements;
  }

  byte[] encode() {
    int length = 0;
    for (byte[] value : values.values()) {
      length += HEADER_LENGTH + value.length;
    }
    ByteBuffer out =
        ByteBuffer.allocate(HEADER_LENGTH + GROUP_LENGTH_VALUE + length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(Tag.CommandGroupLength).putInt(GROUP_LENGTH_VALUE).putInt(length);
    values.forEach(
        (tag, value) ->
            out.putShort((short) 0).putShort(tag.shortValue()).putInt(value.length).put(value));
    return out.array();
  }

  /**
   * The first value as US, 16 bits without sign; nothing if the element is missing or too short to
   * hold one.
   */
  OptionalInt number(int tag) {
    byte[] value = values.get(tag);
    return value == null || value.length < 2
        ? OptionalInt.empty()
        : OptionalInt.of(value[0] & 0xFF | (value[1] & 0xFF) << 8);
  }

  /**
   * The first value as text without NULs and spaces at its end; empty if the element is missing.
   */
  String text(int tag) {
    String text = new String(values.getOrDefault(tag, new byte[0]), StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\\');
    end = end < 0 ? text.length() : end;
    while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return text.substring(0, end);
  }

  void putNumber(int tag, int number) {
    if (number >>> 16 != 0) {
      throw new IllegalArgumentException("(0000,%04X) holds 0 to 65535".formatted(tag));
    }
    values.put(tag, new byte[] {(byte) number, (byte) (number >> 8)});
  }

  void putUid(int tag, String uid) {
    put(tag, uid, (byte) 0);
  }

  void putText(int tag, String text) {
    put(tag, text, (byte) ' ');
  }

  /** ASCII; other characters become question marks. */
  private void put(int tag, String text, byte padding) {
    byte[] value = text.getBytes(StandardCharsets.US_ASCII);
    if (value.length % 2 != 0) {
      value = Arrays.copyOf(value, value.length + 1);
      value[value.length - 1] = padding;
    }
    values.put(tag, value);
  }
}
