package org.overread.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Writes archived instances as plain Part 10 files (PS3.10 section 7), for whom the network is not
 * the way.
 */
public final class StudyExport {
  private final InstanceStore store;

  public StudyExport(InstanceStore store) {
    this.store = store;
  }

  /**
   * Writes each instance to a new file 000001.dcm, 000002.dcm ... of a folder, which is made if it
   * is not there. Data sets are copied byte for byte; an export that fails leaves the files it has
   * finished.
   *
   * @param progress is told the number of files written, after each
   * @throws java.nio.file.FileAlreadyExistsException when a file is in the way: nothing is replaced
   */
  public void write(String studyUid, List<Long> fileNumbers, Path folder, IntConsumer progress)
      throws IOException {
    Files.createDirectories(folder);
    int written = 0;
    for (long number : fileNumbers) {
      try (StoredDataSet dataSet = store.open(studyUid, number)) {
        byte[] header =
            ArchiveHeader.plain(ArchiveHeader.read(dataSet.channel(), Path.of(number + ".dcm")));
        Path file = folder.resolve(String.format("%06d.dcm", written + 1));
        try (FileChannel out =
            FileChannel.open(file, ArchiveLayout.CREATE, ArchiveLayout.OWNER_FILE)) {
          copy(dataSet, ByteBuffer.wrap(header), out);
        }
      }
      progress.accept(++written);
    }
  }

  private static void copy(StoredDataSet dataSet, ByteBuffer header, FileChannel out)
      throws IOException {
    while (header.hasRemaining()) {
      out.write(header);
    }
    long done = 0;
    while (done < dataSet.length()) {
      done += dataSet.channel().transferTo(dataSet.position() + done, dataSet.length() - done, out);
    }
  }
}
