package org.overread.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Gives each file a number that is never given again, across restarts and whatever the clock says:
 * numbers are claimed in blocks, and the end of the claimed block is on the disk before its first
 * number is used. Safe for several threads.
 */
final class FileNumbers {
  /** Numbers skipped at most by a restart; one forced write per block. */
  static final long BLOCK = 1 << 16;

  private final Path file;
  private long next;
  private long end;

  /**
   * @param file holds the end of the claimed block
   * @param floor a number not below any in use, for an archive whose file of numbers was lost
   */
  FileNumbers(Path file, long floor) throws IOException {
    this.file = file;
    this.next = floor;
    if (Files.exists(file)) {
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      try {
        this.next = Math.max(floor, Long.parseLong(text));
      } catch (NumberFormatException e) {
        throw new IOException("the file of numbers is damaged; remove it to have it made again", e);
      }
    }
    this.end = next;
  }

  synchronized long next() throws IOException {
    if (next == end) {
      claim(end + BLOCK);
    }
    return next++;
  }

  private void claim(long newEnd) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(temporary, ArchiveLayout.CREATE, ArchiveLayout.OWNER_FILE)) {
      channel.write(ByteBuffer.wrap((newEnd + "\n").getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
    end = newEnd;
  }
}
