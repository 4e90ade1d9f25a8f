package org.overread;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
import org.overread.network.DicomListener;
import org.overread.network.DicomRequestor;
import org.overread.network.NetworkSettings;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.FindService;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.services.NodeServices;
import org.overread.services.Peer;
import org.overread.services.ServicesSettings;
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
  private static final int PDU = 16 * 1024; // bytes, as most senders cut them
  private static final int AE_TITLE_LENGTH = 16;
  private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  private static final Duration MOST = Duration.ofMillis(1_500);
  private static final long MAX_INSTANCE = 1 << 20;

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final NetworkSettings NETWORK =
      new NetworkSettings(
          "127.0.0.1", 0, PDU, PDU, 1, 1, 1, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT, SHORT);

  private final Path folder;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "rehearsal");

  private volatile int stored; // written by the thread of the rehearsal only

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

  /** Waits for its end; gives the instances that were stored. */
  int await() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return stored;
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
        receive(scp);
        queue.awaitIndexed();
      }
      indexer.placeIndexed();
    }
  }

  /** Over a loopback port that only takes a caller who knows a random title. */
  private void receive(StorageScp scp) throws IOException {
    String title = UUID.randomUUID().toString().substring(0, AE_TITLE_LENGTH);
    Peer peer = new Peer("rehearsal", title, Set.of(NETWORK.bind()), Set.of(Peer.Permission.STORE));
    ServicesSettings settings =
        new ServicesSettings(Set.of(title), List.of(peer), false, Map.of(), false, 1);
    FindService nobodyAsks =
        (association, request, identifier) -> {
          throw new IllegalStateException("a rehearsal has no queries");
        };
    NodeServices services =
        new NodeServices(settings, scp, nobodyAsks, () -> false, List.of(scp::ended));
    DicomListener listener = new DicomListener(NETWORK, services);
    try (DicomRequestor sender = new DicomRequestor(NETWORK)) {
      listener.start();
      RemoteAe here = new RemoteAe(title, NETWORK.bind(), listener.port());
      ProposedContext context = new ProposedContext(Uid.MRImageStorage, List.of(SYNTAX.uid()));
      try (RequestedAssociation association = sender.open(title, here, List.of(context))) {
        send(association);
      }
    } finally {
      stop(listener);
    }
  }

  private static void stop(DicomListener listener) {
    try {
      listener.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(RequestedAssociation association) throws IOException {
    long deadline = System.nanoTime() + MOST.toNanos();
    try (FileChannel file =
        FileChannel.open(
            folder.resolve("sent"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      for (int i = 0; i < INSTANCES && System.nanoTime() < deadline; i++) {
        String uid = "2.25." + (100 + i); // always as long, so that the rest stays where it is
        byte[] bytes = dataSet(uid, i % LARGE_EVERY == 0 ? LARGE : SMALL);
        file.write(ByteBuffer.wrap(bytes), 0);
        CStoreRq request = new CStoreRq(1, Uid.MRImageStorage, uid, 0, "", 0);
        DataSetSource source = new DataSetSource(file, 0, bytes.length);
        stored = stored + (association.store(request, SYNTAX.uid(), source).isStored() ? 1 : 0);
      }
    }
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
    return DataSetWriter.write(dataSet, SYNTAX);
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
