package org.overread.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * An open archived data set, byte for byte as received. Close it.
 *
 * @param channel the Part 10 file, open for reading; read with absolute positions only
 * @param position first byte of the data set, after the file meta information
 * @param length bytes
 * @param transferSyntaxUid how it is encoded
 */
public record StoredDataSet(
    FileChannel channel, long position, long length, String transferSyntaxUid)
    implements AutoCloseable {
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
