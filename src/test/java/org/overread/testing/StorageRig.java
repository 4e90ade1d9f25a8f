package org.overread.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.FileCreator;
import org.overread.archive.InstanceStore;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.StoreService;
import org.overread.services.StorageScp;
import org.overread.study.ArchiveScan;
import org.overread.study.CompletionPolicy;
import org.overread.study.IndexQueue;
import org.overread.study.InstanceIndexer;
import org.overread.study.StudyControl;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;
import org.overread.study.StudyTracker;

/**
 * Everything from the last PDV to a complete study, on a real disk and a real database, without a
 * network.
 */
public final class StorageRig implements AutoCloseable {
  public static final CompletionPolicy POLICY =
      new CompletionPolicy(
          Duration.ofMinutes(10),
          Map.of("SLOW", Duration.ofMinutes(30)),
          Duration.ofSeconds(60),
          Set.of("ONE_EACH"),
          Duration.ofHours(24));
  private static final long MEBIBYTE = 1 << 20;

  public final Path folder;
  public final TestClock wall = new TestClock();
  public final TestClock clock;
  public final Database database;
  public final InstanceStore store;
  public final InstanceIndexer indexer;
  public final IndexQueue queue;
  public final StudyTracker tracker;
  public final StudyControl control;
  public final StorageScp scp;
  public final ArchiveScan scan;

  /** What the completion listener was told: "studyPk/contentVersion". */
  public final List<String> completed = new CopyOnWriteArrayList<>();

  public StorageRig(Path folder) {
    this(folder, new TestClock());
  }

  public StorageRig(Path folder, TestClock clock) {
    this(folder, clock, settings(folder), null);
  }

  /**
   * @param creator makes the incoming files; null for the real one
   */
  public StorageRig(Path folder, TestClock clock, ArchiveSettings settings, FileCreator creator) {
    this.folder = folder;
    this.clock = clock;
    database = TestDatabase.in(folder);
    try {
      store = creator == null ? new InstanceStore(settings) : new InstanceStore(settings, creator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    indexer = new InstanceIndexer(database, store, POLICY);
    queue = new IndexQueue(indexer, database);
    tracker =
        new StudyTracker(
            database,
            queue,
            POLICY,
            wall,
            clock,
            (tx, study, version) -> completed.add(study + "/" + version));
    control = new StudyControl(database, tracker, wall, clock);
    scp = new StorageScp(store, queue, tracker, clock);
    scan = new ArchiveScan(database, store, indexer, wall);
  }

  public static ArchiveSettings settings(Path folder) {
    return new ArchiveSettings(
        folder.resolve("archive"),
        ArchiveSettings.Durability.OS,
        MEBIBYTE,
        64 * MEBIBYTE,
        Duration.ofDays(30),
        MEBIBYTE);
  }

  public static AssociationInfo association(long id, String callingAeTitle) {
    return new AssociationInfo(
        id, callingAeTitle, "OVERREAD", InetAddress.getLoopbackAddress(), "1.2", "TEST");
  }

  /** Sends a data set over association 1 of the sender MODALITY. */
  public Status send(Attributes dataSet) {
    return send(association(1, "MODALITY"), dataSet);
  }

  public Status send(AssociationInfo association, Attributes dataSet) {
    byte[] bytes = encode(dataSet);
    StoreService.Receiver receiver = receiver(association, dataSet);
    receiver.data(ByteBuffer.wrap(bytes));
    Status status = receiver.complete();
    queue.awaitIndexed();
    return status;
  }

  /** The end of an association, and what follows from it. */
  public void ended(AssociationInfo association, boolean released) {
    scp.ended(association, released);
    queue.awaitIndexed();
  }

  public StoreService.Receiver receiver(AssociationInfo association, Attributes dataSet) {
    CStoreRq request =
        new CStoreRq(
            1,
            dataSet.string(Tag.SOPClassUID).orElse(""),
            dataSet.string(Tag.SOPInstanceUID).orElse(""),
            0,
            "",
            0);
    return scp.receive(association, request, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
  }

  public static byte[] encode(Attributes dataSet) {
    return DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  public StudyRow study(int number) {
    return database
        .inTransaction(tx -> new StudyTable().find(tx, Studies.studyUid(number)))
        .orElseThrow();
  }

  /** Rows of a table. */
  public long count(String table) {
    return database
        .inTransaction(tx -> tx.first("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n")))
        .orElseThrow();
  }

  /** Column v of the first row. */
  public String text(String query) {
    return database.inTransaction(tx -> tx.first(query, row -> row.string("v"))).orElseThrow();
  }

  /** Instances lying in a folder of the archive. */
  public long files(String below) {
    try (Stream<Path> files = Files.walk(folder.resolve("archive").resolve(below))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    queue.close();
    try {
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.close();
  }
}
