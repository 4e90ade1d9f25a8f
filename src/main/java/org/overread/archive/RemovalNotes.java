package org.overread.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is about to be removed, noted on the disk before the rows of it go: a crash between rows and
 * files would leave files that nobody knows. Used by one thread.
 */
public final class RemovalNotes {
  private static final String SUFFIX = ".txt";

  /** Last line of a whole note: one without it is of a crash before anything was removed. */
  private static final String END = "end";

  private final Path folder;

  /**
   * A study of which files are being removed.
   *
   * @param path of the note
   * @param studyUid its Study Instance UID
   * @param files numbers of the files
   */
  public record Note(Path path, String studyUid, Set<Long> files) {}

  /**
   * @throws IOException when the folder of the notes cannot be made
   */
  public RemovalNotes(ArchiveSettings settings) throws IOException {
    this.folder = new ArchiveLayout(settings.directory()).removing();
  }

  /** Writes a note; when this returns it survives a power cut. */
  public Note write(String studyUid, Collection<Long> files) throws IOException {
    Set<Long> numbers = new TreeSet<>(files);
    StringBuilder text = new StringBuilder(studyUid).append('\n');
    numbers.forEach(number -> text.append(number).append('\n'));
    Path path = folder.resolve(numbers.stream().findFirst().orElseThrow() + SUFFIX);
    Files.deleteIfExists(path); // of an attempt that failed; the files are the same or more
    try (FileChannel channel =
        FileChannel.open(path, ArchiveLayout.CREATE, ArchiveLayout.OWNER_FILE)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(text.append(END).toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(false);
    }
    return new Note(path, studyUid, numbers);
  }

  /** The removals that were not finished. */
  public List<Note> unfinished() throws IOException {
    List<Note> notes = new ArrayList<>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : paths.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
        Optional<Note> note = read(path);
        if (note.isPresent()) {
          notes.add(note.get());
        } else {
          Files.delete(path);
        }
      }
    }
    return notes;
  }

  private static Optional<Note> read(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
    int last = lines.size() - 1;
    if (last < 1 || !lines.get(last).equals(END)) {
      return Optional.empty();
    }
    Set<Long> files = new TreeSet<>(lines.subList(1, last).stream().map(Long::valueOf).toList());
    return Optional.of(new Note(path, lines.get(0), files));
  }

  /** Everything the note speaks of is gone, or stays. */
  public void done(Note note) throws IOException {
    Files.deleteIfExists(note.path());
  }
}
