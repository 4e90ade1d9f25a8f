package org.overread.study;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.overread.archive.ArchivedFile;
import org.overread.archive.InstanceStore;
import org.overread.archive.StoredDataSet;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.HeaderReader;
import org.overread.dicom.Limits;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index agree with the files, which are the truth: at the start with those a crash left
 * in {@code incoming}, and on demand, or when the database is empty, with all. Used by one thread.
 */
public final class ArchiveScan {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveScan.class);
  private static final StudyTable STUDIES = new StudyTable();
  private static final InstanceTable INSTANCES = new InstanceTable();
  private static final int PAGE = 500;
  private static final int PROGRESS_EVERY = 100;
  private static final int LOG_EVERY = 10_000;
  private static final int CHUNK = 64 * 1024;

  private final Database database;
  private final InstanceStore store;
  private final InstanceIndexer indexer;
  private final Clock wall;

  /**
   * What a scan found.
   *
   * @param files placed files read
   * @param rowsAdded files that had no row
   * @param rowsRemoved rows that had no file
   * @param unreadable files without a row that could not be indexed; they stay where they are
   */
  public record Report(long files, long rowsAdded, long rowsRemoved, long unreadable) {}

  public ArchiveScan(Database database, InstanceStore store, InstanceIndexer indexer, Clock wall) {
    this.database = database;
    this.store = store;
    this.indexer = indexer;
    this.wall = wall;
  }

  /**
   * The work of every start, before anything is received: adopts what was acknowledged and lies in
   * {@code incoming}, removes what was not, and rebuilds the index when the database knows no study
   * but the archive has files.
   *
   * @return instances adopted
   */
  public int start() throws IOException {
    boolean empty = database.inTransaction(STUDIES::isEmpty);
    int adopted = 0;
    for (ArchivedFile file : store.recover()) {
      // The sender had no answer yet, or its answer was not yet followed by the move: either way it
      // belongs to us.
      adopted += adopt(file) ? 1 : 0;
    }
    indexer.placeIndexed();
    if (adopted > 0) {
      LOG.atInfo()
          .addKeyValue("instances", adopted)
          .log("adopted instances that the last run had not put in their place");
    }
    if (empty && !store.isEmpty()) {
      LOG.atWarn().log("the database is empty but the archive is not: rebuilding the index");
      all(ArchiveScan::logProgress);
    }
    return adopted;
  }

  /**
   * One file that the database does not take must not keep the node from starting, nor be lost: it
   * stays in incoming.
   */
  private boolean adopt(ArchivedFile file) throws IOException {
    try {
      return index(file, ReceivedInstance.Arrival.RECEIVED);
    } catch (RuntimeException e) {
      database.run(
          STUDIES::isEmpty); // fails when the whole database does: then the node does not start
      LOG.atError()
          .addKeyValue("file", file.file().number())
          .setCause(e)
          .log("an instance in incoming cannot be indexed; it stays there for the next start");
      return false;
    }
  }

  private static void logProgress(long files) {
    if (files % LOG_EVERY == 0) {
      LOG.atInfo().addKeyValue("files", files).log("rebuilding the index");
    }
  }

  /**
   * Gives every file a row and removes every row without a file. May run while instances are
   * received.
   *
   * @param progress is told the number of files looked at, after each {@value #PROGRESS_EVERY} of
   *     them
   */
  public Report all(LongConsumer progress) throws IOException {
    long files = 0;
    long added = 0;
    long unreadable = 0;
    try (Stream<ArchivedFile> found = store.files()) {
      for (Iterator<ArchivedFile> each = found.iterator(); each.hasNext(); ) {
        ArchivedFile file = each.next();
        if (++files % PROGRESS_EVERY == 0) {
          progress.accept(files);
        }
        if (!database.inTransaction(tx -> INSTANCES.hasFile(tx, file.file().number()))) {
          boolean indexed = index(file, ReceivedInstance.Arrival.REBUILT);
          added += indexed ? 1 : 0;
          unreadable += indexed ? 0 : 1;
        }
      }
    }
    indexer.placeIndexed();
    Report report = new Report(files, added, removeRowsWithoutFile(), unreadable);
    LOG.atInfo().addKeyValue("report", report).log("archive scanned");
    return report;
  }

  private boolean index(ArchivedFile file, ReceivedInstance.Arrival arrival) throws IOException {
    Optional<Attributes> header = header(file);
    if (header.isEmpty()
        || !header.get().hasValue(Tag.StudyInstanceUID)
        || !header.get().hasValue(Tag.SeriesInstanceUID)) {
      LOG.atError()
          .addKeyValue("file", file.file().number())
          .log("an archived file cannot be indexed; left where it is");
      return false;
    }
    indexer.index(
        new ReceivedInstance(
            file.file(),
            header.get(),
            file.sopClassUid(),
            file.sopInstanceUid(),
            file.transferSyntaxUid(),
            file.origin(),
            file.origin().receivedAt(),
            arrival));
    return true;
  }

  private Optional<Attributes> header(ArchivedFile file) throws IOException {
    HeaderReader reader =
        new HeaderReader(
            TransferSyntax.of(file.transferSyntaxUid()),
            InstanceIndexer.WANTED_TAGS,
            Limits.HEADER);
    try (StoredDataSet dataSet = store.openFile(file)) {
      ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
      long end = dataSet.position() + dataSet.length();
      for (long at = dataSet.position(); at < end; at += chunk.limit()) {
        chunk.clear().limit((int) Math.min(CHUNK, end - at));
        int read = dataSet.channel().read(chunk, at);
        reader.feed(chunk.flip());
        if (read <= 0) {
          break; // a file that is shorter than its header says fails at the end
        }
      }
      reader.end();
      return Optional.of(reader.header());
    } catch (DicomFormatException e) {
      LOG.atError()
          .addKeyValue("file", file.file().number())
          .setCause(e)
          .log("an archived data set cannot be read");
      return Optional.empty();
    }
  }

  private long removeRowsWithoutFile() {
    long removed = 0;
    long after = 0;
    List<StudyRow> page = page(after);
    while (!page.isEmpty()) {
      for (StudyRow study : page) {
        removed += removeLost(study);
        after = study.pk();
      }
      page = page(after);
    }
    return removed;
  }

  private List<StudyRow> page(long after) {
    return database.inTransaction(tx -> STUDIES.after(tx, after, PAGE));
  }

  private int removeLost(StudyRow study) {
    List<Long> lost = new ArrayList<>();
    for (long number : database.inTransaction(tx -> INSTANCES.fileNumbers(tx, study.pk()))) {
      if (!store.contains(study.studyUid(), number)) {
        lost.add(number);
      }
    }
    if (lost.isEmpty()) {
      return 0;
    }
    LOG.atError()
        .addKeyValue("study", study.studyUid())
        .addKeyValue("files", lost)
        .log("archived files are lost");
    database.run(
        tx -> {
          lost.forEach(number -> INSTANCES.removeByFile(tx, number));
          String what =
              lost.size()
                  + " instances were in the index but not in the archive; removed from the index";
          STUDIES.happened(tx, study.pk(), wall.instant(), "archive", what);
        });
    return lost.size();
  }
}
