package org.overread;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** The folder of everything a node keeps, held by one process at a time. */
final class DataDirectory implements AutoCloseable {
  private static final FileAttribute<?>[] OWNER_ONLY =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
          ? new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
          }
          : new FileAttribute<?>[0];

  private final Path folder;
  private final FileChannel lock;

  private DataDirectory(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Makes the folder with mode 0700 where it is absent, and takes it.
   *
   * @throws IOException also when another process has it
   */
  static DataDirectory take(Path folder) throws IOException {
    Files.createDirectories(folder, OWNER_ONLY);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another node runs with " + folder + "; give this one its own with --data");
    }
    return new DataDirectory(folder, channel);
  }

  /**
   * A name no other node has, the same after each start: it is how work that a crash left claimed
   * is recognised.
   */
  String nodeId() throws IOException {
    Path file = folder.resolve("node-id");
    if (Files.notExists(file)) {
      Files.writeString(file, UUID.randomUUID().toString());
    }
    return Files.readString(file).strip();
  }

  /** Where the {@link Rehearsal} takes place; nothing else is there. */
  Path rehearsal() {
    return folder.resolve("rehearsal");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
