package org.overread;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.InstanceStore;
import org.overread.database.Database;
import org.overread.database.DatabaseSettings;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.StoreService;
import org.overread.services.StorageScp;
import org.overread.study.CompletionPolicy;
import org.overread.study.IndexQueue;
import org.overread.study.InstanceIndexer;
import org.overread.study.StudyTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores invented instances in a folder that is then thrown away, before the port opens: the code
 * of C-STORE is loaded and compiled when the first real instance comes. It has an archive and a
 * database of its own and touches nothing of the node's. A rehearsal that fails is logged and
 * changes nothing.
 */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /** The quick compiler takes a method after 200 calls. */
  private static final int INSTANCES = 320;

  /** Every so many instances one is larger than the buffer of the archive. */
  private static final int LARGE_EVERY = 16;

  private static final int SMALL = 2 * 1024;
  private static final int LARGE = 160 * 1024;
  private static final int FRAGMENT = 16 * 1024; // bytes, as most senders cut them
  private static final Duration MOST = Duration.ofMillis(1_500);
  private static final long MAX_INSTANCE = 1 << 20;

  private final Path folder;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "rehearsal");

  private Rehearsal(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Begins on a thread of its own.
   *
   * @param folder is made, and removed with all that is in it, also what a crash left there
   */
  static Rehearsal begin(Path folder, Clock clock) {
    Rehearsal rehearsal = new Rehearsal(folder, clock);
    rehearsal.thread.setDaemon(true);
    rehearsal.thread.start();
    return rehearsal;
  }

  /** Waits for its end. */
  void await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      remove();
      Files.createDirectories(folder);
      store();
    } catch (IOException | RuntimeException e) {
      LOG.atWarn().setCause(e).log("the rehearsal failed: the first instances take longer");
    }
    try {
      remove();
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("the folder of the rehearsal is left for the next start");
    }
  }

  private void store() throws IOException {
    String url = "jdbc:h2:file:" + folder.toAbsolutePath().resolve("index");
    Duration hour = Duration.ofHours(1);
    CompletionPolicy policy = new CompletionPolicy(hour, Map.of(), hour, Set.of(), hour);
    ArchiveSettings archive =
        new ArchiveSettings(
            folder.resolve("archive"), ArchiveSettings.Durability.DISK, 0, MAX_INSTANCE, hour, 0);
    try (Database database = Database.open(new DatabaseSettings(url, "", "", 2));
        InstanceStore store = new InstanceStore(archive)) {
      InstanceIndexer indexer = new InstanceIndexer(database, store, policy);
      try (IndexQueue queue = new IndexQueue(indexer, database)) {
        StudyTracker tracker =
            new StudyTracker(database, queue, policy, clock, clock, (tx, study, version) -> {});
        StorageScp scp = new StorageScp(store, queue, tracker, clock);
        storeAll(scp);
        queue.awaitIndexed();
      }
      indexer.placeIndexed();
    }
  }

  private static void storeAll(StorageScp scp) {
    AssociationInfo association =
        new AssociationInfo(0, "REHEARSAL", "REHEARSAL", InetAddress.getLoopbackAddress(), "", "");
    long deadline = System.nanoTime() + MOST.toNanos();
    for (int i = 0; i < INSTANCES && System.nanoTime() < deadline; i++) {
      String uid = "2.25." + i;
      CStoreRq request = new CStoreRq(i, Uid.MRImageStorage, uid, 0, "", 0);
      StoreService.Receiver receiver =
          scp.receive(association, request, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
      byte[] bytes = dataSet(uid, i % LARGE_EVERY == 0 ? LARGE : SMALL);
      for (int at = 0; at < bytes.length; at += FRAGMENT) {
        receiver.data(ByteBuffer.wrap(bytes, at, Math.min(FRAGMENT, bytes.length - at)));
      }
      receiver.complete();
    }
    scp.ended(association, true);
  }

  private static byte[] dataSet(String uid, int pixels) {
    Attributes dataSet = new Attributes();
    dataSet
        .set(Tag.SOPClassUID, VR.UI, Uid.MRImageStorage)
        .set(Tag.SOPInstanceUID, VR.UI, uid)
        .set(Tag.StudyDate, VR.DA, "20260101")
        .set(Tag.Modality, VR.CS, "MR")
        .set(Tag.PatientName, VR.PN, "Rehearsal")
        .set(Tag.PatientID, VR.LO, "REHEARSAL")
        .set(Tag.StudyInstanceUID, VR.UI, "2.25.1")
        .set(Tag.SeriesInstanceUID, VR.UI, "2.25.2")
        .set(Tag.InstanceNumber, VR.IS, "1")
        .put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[pixels]));
    return DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private void remove() throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(folder)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.delete(each);
    }
  }
}
