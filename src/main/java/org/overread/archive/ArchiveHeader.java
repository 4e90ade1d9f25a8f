package org.overread.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The beginning of an archived file: a zero preamble and the file meta information of PS3.10 section 7.1, whose last element is
 * private information (0002,0102) with what the archive must know of the file. The last 16 bytes of it are the seal: length of
 * the data set, its CRC-32C, and the CRC-32C of everything before. A file without a valid seal was never acknowledged.
 *
 * <p>Reading is strict: these are the archive's own files, and one that differs is damaged.
 */
final class ArchiveHeader {
  /** Owner of the private information (PS3.10 7.1: Private Information Creator UID), made once from a random UUID. */
  static final String CREATOR_UID = "2.25.66231171456582246933998098027818157622";

  static final int SEAL_LENGTH = 16;

  private static final int PREAMBLE_LENGTH = 128; // PS3.10 7.1
  private static final int PREFIX = 0x4D434944; // "DICM" as a little-endian number
  private static final int ADDRESS_LENGTH = 64; // column instance.source_address
  private static final int PRIVATE_LENGTH = 8 + ADDRESS_LENGTH + SEAL_LENGTH;
  private static final int MOST_BYTES = 4096; // ten elements, none over 255 bytes
  private static final int GROUP_LENGTH_END = PREAMBLE_LENGTH + 4 + 12;

  private ArchiveHeader() {}

  /** The header with an empty seal: its last {@link #SEAL_LENGTH} bytes are zero. */
  static byte[] encode(String sopClassUid, String sopInstanceUid, String transferSyntaxUid, Origin origin) {
    ByteBuffer out = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.position(PREAMBLE_LENGTH).putInt(PREFIX);
    out.position(GROUP_LENGTH_END);
    binary(out, 0x0001, 2).putShort((short) 0x0100); // version 00\01
    text(out, 0x0002, "UI", sopClassUid);
    text(out, 0x0003, "UI", sopInstanceUid);
    text(out, 0x0010, "UI", transferSyntaxUid);
    text(out, 0x0012, "UI", CREATOR_UID);
    text(out, 0x0013, "SH", "OVERREAD_010");
    text(out, 0x0016, "AE", origin.callingAeTitle());
    text(out, 0x0017, "AE", origin.callingAeTitle());
    text(out, 0x0018, "AE", origin.calledAeTitle());
    text(out, 0x0100, "UI", CREATOR_UID);
    binary(out, 0x0102, PRIVATE_LENGTH).putLong(origin.receivedAt().toEpochMilli());
    byte[] address = origin.address().getBytes(StandardCharsets.US_ASCII);
    out.put(address, 0, Math.min(address.length, ADDRESS_LENGTH));
    int end = out.position() + Math.max(0, ADDRESS_LENGTH - address.length) + SEAL_LENGTH;
    out.position(PREAMBLE_LENGTH + 4);
    element(out, 0x0000, "UL").putShort((short) 4).putInt(end - GROUP_LENGTH_END);
    byte[] header = new byte[end];
    System.arraycopy(out.array(), 0, header, 0, end);
    return header;
  }

  /** The seal that belongs to an encoded header. */
  static byte[] seal(byte[] header, long length, long crc32c) {
    ByteBuffer seal = ByteBuffer.allocate(SEAL_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    seal.putLong(length).putInt((int) crc32c);
    CRC32C check = new CRC32C();
    check.update(header, 0, header.length - SEAL_LENGTH);
    check.update(seal.array(), 0, SEAL_LENGTH - 4);
    return seal.putInt((int) check.getValue()).array();
  }

  /**
   * Reads the header of a file.
   *
   * @throws IOException when it has no valid seal, or the file's size is not what the seal says
   */
  static ArchivedFile read(FileChannel channel, long number) throws IOException {
    ByteBuffer in = ByteBuffer.allocate(MOST_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    while (in.hasRemaining() && channel.read(in, in.position()) > 0) {
      continue; // short reads are allowed
    }
    in.flip();
    if (in.limit() < GROUP_LENGTH_END || in.getInt(PREAMBLE_LENGTH) != PREFIX) {
      throw damaged(number, "no file meta information");
    }
    long end = GROUP_LENGTH_END + (in.getInt(GROUP_LENGTH_END - 4) & 0xFFFFFFFFL);
    if (end > in.limit() || end < GROUP_LENGTH_END + PRIVATE_LENGTH) {
      throw damaged(number, "wrong group length");
    }
    return parse(in.limit((int) end), channel.size(), number);
  }

  private static ArchivedFile parse(ByteBuffer in, long size, long number) throws IOException {
    int end = in.limit();
    long length = in.getLong(end - 16);
    long crc = in.getInt(end - 8) & 0xFFFFFFFFL;
    CRC32C check = new CRC32C();
    check.update(in.array(), 0, end - 4);
    if ((int) check.getValue() != in.getInt(end - 4) || end + length != size) {
      throw damaged(number, "not sealed");
    }
    Map<Integer, String> values = texts(in);
    int info = end - PRIVATE_LENGTH;
    Origin origin =
        new Origin(
            values.getOrDefault(0x0016, ""),
            values.getOrDefault(0x0018, ""),
            new String(in.array(), info + 8, ADDRESS_LENGTH, StandardCharsets.US_ASCII).replace("\0", ""),
            Instant.ofEpochMilli(in.getLong(info)));
    StoredFile file = new StoredFile(number, length, crc);
    return new ArchivedFile(
        file, values.getOrDefault(2, ""), values.getOrDefault(3, ""), values.getOrDefault(0x10, ""), origin, end);
  }

  private static Map<Integer, String> texts(ByteBuffer in) throws EOFException {
    Map<Integer, String> values = new HashMap<>();
    in.position(GROUP_LENGTH_END);
    while (in.remaining() >= 8) {
      int tag = in.getInt() >>> 16;
      boolean binary = in.getShort() == 0x424F; // "OB": two reserved bytes and a 32-bit length (PS3.5 7.1.2)
      int length = binary ? in.getInt(in.position() + 2) : in.getShort(in.position()) & 0xFFFF;
      in.position(in.position() + (binary ? 6 : 2));
      if (length < 0 || length > in.remaining()) {
        throw new EOFException("file meta information ends early");
      }
      byte[] value = new byte[length];
      in.get(value);
      values.put(tag, new String(value, StandardCharsets.US_ASCII).replace("\0", "").strip());
    }
    return values;
  }

  private static ByteBuffer element(ByteBuffer out, int element, String vr) {
    return out.putShort((short) 0x0002).putShort((short) element).put(vr.getBytes(StandardCharsets.US_ASCII));
  }

  private static ByteBuffer binary(ByteBuffer out, int element, int length) {
    return element(out, element, "OB").putShort((short) 0).putInt(length);
  }

  private static void text(ByteBuffer out, int element, String vr, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
    int even = bytes.length + (bytes.length & 1);
    element(out, element, vr).putShort((short) even).put(bytes);
    if (even > bytes.length) {
      out.put((byte) (vr.equals("UI") ? 0 : ' '));
    }
  }

  private static IOException damaged(long number, String what) {
    return new IOException("file " + number + ": " + what);
  }
}
