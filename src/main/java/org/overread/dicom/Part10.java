package org.overread.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.overread.dicom.FileMetaInformation.PrivateInformation;

/**
 * DICOM files (PS3.10 section 7). What is written always has a preamble of zeros: a received
 * preamble may be a program (CVE-2019-11687). What is read may lack preamble, prefix or File Meta
 * Information.
 */
public final class Part10 {
  static final int PREAMBLE = 128;
  static final byte[] PREFIX = {'D', 'I', 'C', 'M'};

  private Part10() {}

  /**
   * A file whose beginning has been read.
   *
   * @param meta what the file says; fields are empty where it does not
   * @param privateInformation (0002,0100) and (0002,0102)
   * @param transferSyntax of the data set; from its first element when the file does not name one
   * @param dataSetOffset first byte of the data set in the file
   */
  public record Opened(
      FileMetaInformation meta,
      Optional<PrivateInformation> privateInformation,
      TransferSyntax transferSyntax,
      long dataSetOffset) {}

  /** Preamble, prefix and group 0002 with its exact length. */
  public static byte[] encode(FileMetaInformation meta) {
    return encode(meta, Optional.empty());
  }

  /**
   * As {@link #encode(FileMetaInformation)}, with private information; bytes of odd length get a
   * NUL behind them.
   */
  public static byte[] encode(FileMetaInformation meta, Optional<PrivateInformation> extra) {
    byte[] group = DataSetWriter.write(meta.group(extra), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    DataSetOutput groupLength = new DataSetOutput(false);
    groupLength.tag(Tag.FileMetaInformationGroupLength);
    groupLength.put((byte) 'U');
    groupLength.put((byte) 'L');
    groupLength.u16(Integer.BYTES);
    groupLength.u32(group.length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[PREAMBLE]);
    out.writeBytes(PREFIX);
    out.writeBytes(groupLength.toBytes());
    out.writeBytes(group);
    return out.toByteArray();
  }

  /** Reads the beginning of a file. */
  public static Opened open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return open(channel);
    }
  }

  /**
   * Reads the beginning of a file; the position of the channel does not change.
   *
   * @throws DicomFormatException when neither File Meta Information nor the first element tells the
   *     transfer syntax
   */
  public static Opened open(FileChannel channel) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(MetaGroup.MAX_BYTES, channel.size()));
    while (start.hasRemaining() && channel.read(start, start.position()) >= 0) {
      continue; // a short read is no end of file
    }
    return open(start.flip());
  }

  /** Reads the beginning of a file from its first bytes, which hold all File Meta Information. */
  static Opened open(ByteBuffer start) throws DicomFormatException {
    MetaGroup group = MetaGroup.read(start);
    FileMetaInformation meta = FileMetaInformation.of(group.elements());
    TransferSyntax syntax;
    if (meta.transferSyntaxUid().isEmpty()) {
      byte[] first = new byte[Math.min(ElementHeader.SHORT_FORM, start.limit() - group.end())];
      start.get(group.end(), first);
      syntax =
          FirstElement.guess(first)
              .orElseThrow(
                  () ->
                      new DicomFormatException(
                          "no transfer syntax, and no element known", group.end()));
    } else {
      syntax = TransferSyntax.of(meta.transferSyntaxUid());
    }
    return new Opened(
        meta, FileMetaInformation.privateInformation(group.elements()), syntax, group.end());
  }

  /** The whole data set of a file. */
  public static Attributes read(Path file, Limits limits) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      Opened opened = open(channel);
      InputStream in = Channels.newInputStream(channel.position(opened.dataSetOffset()));
      return DataSetReader.read(in, opened.transferSyntax(), limits);
    }
  }

  /**
   * Writes a new file, in the syntax that the meta information names.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is one; it is never replaced
   */
  public static void write(Path file, FileMetaInformation meta, Attributes dataSet)
      throws IOException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(encode(meta));
      DataSetWriter.write(dataSet, TransferSyntax.of(meta.transferSyntaxUid()), out);
    }
  }
}
