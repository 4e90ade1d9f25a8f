package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * An item or sub-item of an A-ASSOCIATE PDU: type(1), reserved(1), length(2), value (PS3.8 9.3.2,
 * D.1; PS3.7 D.3.3).
 *
 * @param type first byte
 * @param value a slice of the PDU, valid as long as it
 */
record Item(int type, ByteBuf value) {

  static final int APPLICATION_CONTEXT = 0x10;
  static final int PRESENTATION_CONTEXT_RQ = 0x20;
  static final int PRESENTATION_CONTEXT_AC = 0x21;
  static final int ABSTRACT_SYNTAX = 0x30;
  static final int TRANSFER_SYNTAX = 0x40;
  static final int USER_INFORMATION = 0x50;
  static final int MAXIMUM_LENGTH = 0x51;
  static final int IMPLEMENTATION_CLASS_UID = 0x52;
  static final int ASYNC_OPERATIONS = 0x53;
  static final int ROLE_SELECTION = 0x54;
  static final int IMPLEMENTATION_VERSION_NAME = 0x55;
  static final int EXTENDED_NEGOTIATION = 0x56;
  static final int USER_IDENTITY = 0x58;

  private static final int HEADER_LENGTH = 4;
  private static final int MAX_LENGTH = 0xFFFF;
  private static final int MAX_UID_LENGTH = 64; // PS3.5 9.1

  /** Takes the next item; it must end inside its parent. */
  static Item read(ByteBuf parent) throws PduException {
    if (parent.readableBytes() < HEADER_LENGTH) {
      throw invalid("item header cut short", parent);
    }
    int type = parent.readUnsignedByte();
    parent.skipBytes(1);
    int length = parent.readUnsignedShort();
    if (length > parent.readableBytes()) {
      throw invalid("item %02X of %d bytes overruns its parent".formatted(type, length), parent);
    }
    return new Item(type, parent.readSlice(length));
  }

  /** The whole value as a UID. */
  String uid() throws PduException {
    return uid(value.readableBytes());
  }

  /**
   * The next bytes of the value as a UID; padding with NULs or spaces at the end is dropped (PS3.8
   * Annex F).
   */
  String uid(int length) throws PduException {
    if (length > value.readableBytes()) {
      throw invalid("UID overruns item %02X".formatted(type), value);
    }
    String uid = text(length);
    if (!isUid(uid)) {
      throw invalid("item %02X holds no UID".formatted(type), value);
    }
    return uid;
  }

  /** The next bytes of the value as text without padding at the end. */
  String text(int length) {
    String text = value.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == 0 || text.charAt(end - 1) == ' ')) {
      end--;
    }
    return text.substring(0, end);
  }

  void requireLength(int length) throws PduException {
    if (value.readableBytes() != length) {
      throw invalid(
          "item %02X has %d bytes, not %d".formatted(type, value.readableBytes(), length), value);
    }
  }

  void requireAtLeast(int length) throws PduException {
    if (value.readableBytes() < length) {
      throw invalid(
          "item %02X has %d bytes, fewer than %d".formatted(type, value.readableBytes(), length),
          value);
    }
  }

  private static boolean isUid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_UID_LENGTH
        && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }

  /** Bytes against the standard: A-ABORT 2/6. The offset is that in the item's parent or value. */
  static PduException invalid(String what, ByteBuf at) {
    return new PduException(
        what + ", at byte " + at.readerIndex(), AAbort.INVALID_PDU_PARAMETER_VALUE);
  }

  /** An item type that has no place here: A-ABORT 2/4. */
  static PduException unrecognized(Item item, String place) {
    return new PduException(
        "item %02X in %s is unknown".formatted(item.type, place),
        AAbort.UNRECOGNIZED_PDU_PARAMETER);
  }

  /** Writes an item header of length 0 and returns where its value begins, for {@link #end}. */
  static int begin(ByteBuf out, int type) {
    out.writeByte(type).writeByte(0).writeShort(0);
    return out.writerIndex();
  }

  /** Sets the length of the item whose value began at {@code start}. */
  static void end(ByteBuf out, int start) {
    int length = out.writerIndex() - start;
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException("an item cannot hold " + length + " bytes");
    }
    out.setShort(start - 2, length);
  }

  /** Writes an item of ASCII text, UIDs without padding (PS3.8 Annex F). */
  static void writeText(ByteBuf out, int type, String text) {
    int start = begin(out, type);
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
    end(out, start);
  }
}
