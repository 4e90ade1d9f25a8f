package org.overread.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.overread.archive.InstanceReader;
import org.overread.archive.StoredDataSet;

/**
 * Data sets held in memory, by number. Each is sent from a file of its own that is gone when it is
 * closed, because that is what an association reads from.
 *
 * @param dataSets encoded, by number
 * @param transferSyntaxUid of all of them
 */
public record BytesReader(Map<Long, byte[]> dataSets, String transferSyntaxUid)
    implements InstanceReader {

  @Override
  public StoredDataSet open(String studyUid, long number) throws IOException {
    byte[] bytes = dataSets.get(number);
    Path file = Files.createTempFile("overread", ".dcm"); // mode 0600
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    return new StoredDataSet(channel, 0, bytes.length, transferSyntaxUid);
  }
}
