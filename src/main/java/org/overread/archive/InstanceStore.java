package org.overread.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Received instances, one file each. An instance is written to {@code incoming}, and moved to the
 * folder of its study once the index knows it durably; what is in {@code incoming} at the start is
 * therefore all that a crash can have left unfinished. Safe for several threads; one process at a
 * time.
 */
public final class InstanceStore implements InstanceReader, AutoCloseable {
  private final ArchiveSettings settings;
  private final ArchiveLayout layout;
  private final FileCreator creator;
  private final FileNumbers numbers;
  private final BufferPool buffers = new BufferPool();
  private final FileStore disk;
  private final FileChannel lockFile;

  /**
   * @throws IOException when the folders cannot be made, or another process has the archive open
   */
  public InstanceStore(ArchiveSettings settings) throws IOException {
    this(settings, path -> FileChannel.open(path, ArchiveLayout.CREATE, ArchiveLayout.OWNER_FILE));
  }

  public InstanceStore(ArchiveSettings settings, FileCreator creator) throws IOException {
    this.settings = settings;
    this.creator = creator;
    this.layout = new ArchiveLayout(settings.directory());
    this.lockFile = lock(layout.root().resolve("lock"));
    Path numberFile = layout.root().resolve("numbers");
    this.numbers = new FileNumbers(numberFile, Files.exists(numberFile) ? 1 : largestNumber() + 1);
    this.disk = Files.getFileStore(layout.root());
  }

  /**
   * Begins to receive an instance.
   *
   * @throws StoreFullException when the disk is below its reserve
   */
  public IncomingInstance receive(
      String sopClassUid, String sopInstanceUid, String transferSyntaxUid, Origin origin)
      throws IOException {
    if (belowReserve()) {
      throw new StoreFullException(
          "free disk space is below the reserve of " + settings.reserveBytes() + " bytes");
    }
    byte[] header = ArchiveHeader.encode(sopClassUid, sopInstanceUid, transferSyntaxUid, origin);
    long number = numbers.next();
    Path path = layout.incoming(number);
    boolean force = settings.durability() == ArchiveSettings.Durability.DISK;
    return new IncomingInstance(
        number, path, creator.create(path), header, settings.maxInstanceBytes(), force, buffers);
  }

  /** Moves an indexed instance to the folder of its study. Harmless when it is there already. */
  public void place(String studyUid, long number) throws IOException {
    Path study = layout.study(studyUid);
    Path target = layout.placed(study, number);
    layout.makeStudy(study);
    try {
      // The number is unique, so nothing is replaced.
      Files.move(layout.incoming(number), target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      if (!Files.exists(target)) {
        throw e;
      }
    }
  }

  /** True while an instance is not yet in the folder of its study. */
  public boolean isIncoming(long number) {
    return Files.exists(layout.incoming(number));
  }

  /** Removes a finished instance that is not wanted after all, before it is placed. */
  public void discard(long number) throws IOException {
    Files.deleteIfExists(layout.incoming(number));
  }

  @Override
  public StoredDataSet open(String studyUid, long fileNumber) throws IOException {
    Path placed = layout.placed(layout.study(studyUid), fileNumber);
    try {
      return open(placed);
    } catch (NoSuchFileException notPlaced) {
      try {
        return open(layout.incoming(fileNumber));
      } catch (NoSuchFileException placedMeanwhile) {
        return open(placed);
      }
    }
  }

  private static StoredDataSet open(Path path) throws IOException {
    FileChannel channel = FileChannel.open(path, ArchiveLayout.READ);
    try {
      ArchivedFile file = ArchiveHeader.read(channel, path);
      return new StoredDataSet(
          channel, file.position(), file.file().length(), file.transferSyntaxUid());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Opens a file that {@link #recover} or {@link #files} has described. */
  public StoredDataSet openFile(ArchivedFile file) throws IOException {
    FileChannel channel = FileChannel.open(file.path(), ArchiveLayout.READ);
    return new StoredDataSet(
        channel, file.position(), file.file().length(), file.transferSyntaxUid());
  }

  /** True when two instances of one study have the same data set, byte for byte. */
  public boolean sameDataSet(String studyUid, long one, long other) throws IOException {
    try (StoredDataSet a = open(studyUid, one);
        StoredDataSet b = open(studyUid, other)) {
      return DataSetBytes.same(a, b);
    }
  }

  /**
   * Removes these files of a study and no others: what arrives under the same Study Instance UID
   * meanwhile stays. Gives how many were there. A folder that is empty then goes too; an instance
   * about to be placed in it is tried again by whoever places it.
   */
  public int remove(String studyUid, Collection<Long> numbers) throws IOException {
    Path study = layout.study(studyUid);
    int removed = 0;
    for (long number : numbers) {
      removed += Files.deleteIfExists(layout.placed(study, number)) ? 1 : 0;
    }
    try {
      Files.deleteIfExists(study);
    } catch (DirectoryNotEmptyException e) {
      return removed; // instances that came meanwhile live there
    }
    return removed;
  }

  /**
   * What a crash left in {@code incoming}, in the order in which it came: sealed files whose data
   * set has its checksum. Everything else there was never acknowledged and is removed. Called once,
   * before anything is received.
   */
  public List<ArchivedFile> recover() throws IOException {
    List<ArchivedFile> good = new ArrayList<>();
    for (Path path : list(layout.incoming())) {
      OptionalLong number = ArchiveLayout.number(path);
      if (number.isEmpty()) {
        ArchiveLog.foreign(path);
        continue;
      }
      try (FileChannel channel = FileChannel.open(path, ArchiveLayout.READ)) {
        ArchivedFile file = ArchiveHeader.read(channel, path);
        DataSetBytes.verify(channel, file);
        good.add(file);
      } catch (IOException e) {
        ArchiveLog.unfinished(number.getAsLong(), e);
        Files.delete(path);
      }
    }
    return good;
  }

  /**
   * The placed files, study by study in no order; damaged ones and foreign names are left out and
   * logged. Close it.
   */
  public Stream<ArchivedFile> files() throws IOException {
    return Files.walk(layout.studies(), 4)
        .filter(path -> ArchiveLayout.number(path).isPresent())
        .flatMap(path -> describe(path).stream());
  }

  private static Optional<ArchivedFile> describe(Path path) {
    long number = ArchiveLayout.number(path).orElseThrow();
    try (FileChannel channel = FileChannel.open(path, ArchiveLayout.READ)) {
      return Optional.of(ArchiveHeader.read(channel, path));
    } catch (IOException e) {
      ArchiveLog.damaged(number, e);
      return Optional.empty();
    }
  }

  /** True when a file is where the index says it is. */
  public boolean contains(String studyUid, long fileNumber) {
    return Files.exists(layout.placed(layout.study(studyUid), fileNumber))
        || Files.exists(layout.incoming(fileNumber));
  }

  /** True when no instance has been placed. */
  public boolean isEmpty() throws IOException {
    try (Stream<Path> folders = Files.list(layout.studies())) {
      return folders.findAny().isEmpty();
    }
  }

  /** Bytes that may still be written. */
  public long freeBytes() throws IOException {
    return disk.getUsableSpace();
  }

  /** True when nothing more is accepted. */
  public boolean belowReserve() throws IOException {
    return freeBytes() < settings.reserveBytes();
  }

  private long largestNumber() throws IOException {
    try (Stream<Path> files = Files.walk(layout.root(), 5)) {
      return files.map(ArchiveLayout::number).flatMapToLong(OptionalLong::stream).max().orElse(0);
    }
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .sorted(Comparator.comparing(path -> ArchiveLayout.number(path).orElse(0)))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, ArchiveLayout.CREATE_OR_OPEN, ArchiveLayout.OWNER_FILE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("this process has the archive open already: " + path, e);
    }
    channel.close();
    throw new IOException("another process has the archive open: " + path);
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
