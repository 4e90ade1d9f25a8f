package org.overread.testing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.overread.archive.InstanceReader;
import org.overread.archive.StoredDataSet;

/**
 * An archive that gives bytes by file number: those put in, or a few that mean nothing. Files can
 * be lost.
 */
public final class ArchiveOfOneFile implements InstanceReader {
  private final Path directory;
  private final Set<Long> lost = ConcurrentHashMap.newKeySet();
  private final Map<Long, Path> files = new ConcurrentHashMap<>();
  private final Map<Long, String> syntaxes = new ConcurrentHashMap<>();

  public ArchiveOfOneFile(Path directory) {
    this.directory = directory;
  }

  public void put(long fileNumber, String transferSyntaxUid, byte[] dataSet) throws IOException {
    files.put(fileNumber, Files.write(directory.resolve(fileNumber + ".bin"), dataSet));
    syntaxes.put(fileNumber, transferSyntaxUid);
  }

  public void lose(long fileNumber) {
    lost.add(fileNumber);
  }

  @Override
  public StoredDataSet open(String studyUid, long fileNumber) throws IOException {
    if (lost.contains(fileNumber)) {
      throw new NoSuchFileException("lost");
    }
    if (!files.containsKey(fileNumber)) {
      put(fileNumber, "1.2.840.10008.1.2.1", new byte[16]);
    }
    FileChannel channel = FileChannel.open(files.get(fileNumber), StandardOpenOption.READ);
    return new StoredDataSet(channel, 0, channel.size(), syntaxes.get(fileNumber));
  }
}
