package org.overread.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/** Reads whole data sets of archived files, a piece at a time. */
final class DataSetBytes {
  private static final int PIECE = 128 * 1024;

  private DataSetBytes() {}

  /**
   * @throws IOException when the data set does not have the checksum in the file's header
   */
  static void verify(FileChannel channel, ArchivedFile file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long length = file.file().length();
    for (long done = 0; done < length; done += piece.limit()) {
      fill(channel, piece, file.position() + done, length - done);
      crc.update(piece);
    }
    if (crc.getValue() != file.file().crc32c()) {
      throw new IOException("file " + file.file().number() + ": wrong checksum");
    }
  }

  static boolean same(StoredDataSet a, StoredDataSet b) throws IOException {
    if (a.length() != b.length()) {
      return false;
    }
    ByteBuffer one = ByteBuffer.allocate(PIECE);
    ByteBuffer other = ByteBuffer.allocate(PIECE);
    for (long done = 0; done < a.length(); done += one.limit()) {
      fill(a.channel(), one, a.position() + done, a.length() - done);
      fill(b.channel(), other, b.position() + done, b.length() - done);
      if (!one.equals(other)) {
        return false;
      }
    }
    return true;
  }

  private static void fill(FileChannel channel, ByteBuffer piece, long position, long remaining)
      throws IOException {
    piece.clear().limit((int) Math.min(piece.capacity(), remaining));
    while (piece.hasRemaining()) {
      if (channel.read(piece, position + piece.position()) < 0) {
        throw new EOFException("an archived file ends early");
      }
    }
    piece.flip();
  }
}
