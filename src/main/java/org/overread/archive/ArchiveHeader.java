package org.overread.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.FileMetaInformation.PrivateInformation;
import org.overread.dicom.Implementation;
import org.overread.dicom.Part10;

/**
 * The beginning of an archived file: a zero preamble and the file meta information of PS3.10
 * section 7.1, whose last element is private information (0002,0102) with what the archive must
 * know of the file. The last 16 bytes of it are the seal: length of the data set, its CRC-32C, and
 * the CRC-32C of everything before. A file without a valid seal was never acknowledged.
 */
final class ArchiveHeader {
  /**
   * Owner of the private information (PS3.10 7.1: Private Information Creator UID), made once from
   * a random UUID.
   */
  static final String CREATOR_UID = "2.25.66231171456582246933998098027818157622";

  static final int SEAL_LENGTH = 16;

  private static final int ADDRESS_LENGTH = 64; // column instance.source_address
  private static final int PRIVATE_LENGTH = 8 + ADDRESS_LENGTH + SEAL_LENGTH;

  private ArchiveHeader() {}

  /** The header with an empty seal: its last {@link #SEAL_LENGTH} bytes are zero. */
  static byte[] encode(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, Origin origin) {
    ByteBuffer information = ByteBuffer.allocate(PRIVATE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    information.putLong(origin.receivedAt().toEpochMilli());
    byte[] address = origin.address().getBytes(StandardCharsets.US_ASCII);
    information.put(address, 0, Math.min(address.length, ADDRESS_LENGTH));
    return Part10.encode(
        meta(sopClassUid, sopInstanceUid, transferSyntaxUid, origin),
        Optional.of(new PrivateInformation(CREATOR_UID, information.array())));
  }

  /** The header of a file that leaves the archive: what only the archive needs is not in it. */
  static byte[] plain(ArchivedFile file) {
    return Part10.encode(
        meta(file.sopClassUid(), file.sopInstanceUid(), file.transferSyntaxUid(), file.origin()));
  }

  private static FileMetaInformation meta(
      String sopClassUid, String sopInstanceUid, String syntaxUid, Origin origin) {
    String calling = origin.callingAeTitle();
    return new FileMetaInformation(
        sopClassUid,
        sopInstanceUid,
        syntaxUid,
        Implementation.CLASS_UID,
        Implementation.VERSION_NAME,
        calling,
        calling,
        origin.calledAeTitle());
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
  static ArchivedFile read(FileChannel channel, Path path) throws IOException {
    long number = ArchiveLayout.number(path).orElseThrow();
    Part10.Opened opened = Part10.open(channel);
    byte[] information =
        opened
            .privateInformation()
            .filter(
                found ->
                    found.creatorUid().equals(CREATOR_UID)
                        && found.bytes().length == PRIVATE_LENGTH)
            .orElseThrow(() -> damaged(number, "no header of the archive"))
            .bytes();
    int position = (int) opened.dataSetOffset();
    checkSeal(channel, position, number);
    ByteBuffer in = ByteBuffer.wrap(information).order(ByteOrder.LITTLE_ENDIAN);
    String address =
        new String(information, 8, ADDRESS_LENGTH, StandardCharsets.US_ASCII).replace("\0", "");
    FileMetaInformation meta = opened.meta();
    Origin origin =
        new Origin(
            meta.sourceAeTitle(),
            meta.receivingAeTitle(),
            address,
            Instant.ofEpochMilli(in.getLong(0)));
    int seal = PRIVATE_LENGTH - SEAL_LENGTH;
    StoredFile file = new StoredFile(number, in.getLong(seal), in.getInt(seal + 8) & 0xFFFFFFFFL);
    if (position + file.length() != channel.size()) {
      throw damaged(number, "wrong size");
    }
    return new ArchivedFile(
        path,
        file,
        meta.mediaStorageSopClassUid(),
        meta.mediaStorageSopInstanceUid(),
        meta.transferSyntaxUid(),
        origin,
        position);
  }

  private static void checkSeal(FileChannel channel, int headerLength, long number)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(headerLength).order(ByteOrder.LITTLE_ENDIAN);
    while (header.hasRemaining() && channel.read(header, header.position()) > 0) {
      continue; // short reads are allowed
    }
    CRC32C check = new CRC32C();
    check.update(header.array(), 0, headerLength - 4);
    if (header.hasRemaining() || (int) check.getValue() != header.getInt(headerLength - 4)) {
      throw damaged(number, "not sealed");
    }
  }

  private static IOException damaged(long number, String what) {
    return new IOException("file " + number + ": " + what);
  }
}
