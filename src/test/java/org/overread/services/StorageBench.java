package org.overread.services;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.InstanceStore;
import org.overread.database.Database;
import org.overread.database.DatabaseSettings;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.StoreService;
import org.overread.study.InstanceIndexer;
import org.overread.study.StudyTracker;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;

/**
 * Measures C-STORE without a network. Arguments: folder, data set bytes, instances, threads, DISK
 * or OS, and "store" for the way of the product or "append" for one growing file per thread, forced
 * once per instance.
 */
public final class StorageBench {
  private static final int FRAGMENT = 64 * 1024 - 6;

  private StorageBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "bench");
    int bytes = Integer.parseInt(args[1]);
    int instances = Integer.parseInt(args[2]);
    int threads = Integer.parseInt(args[3]);
    ArchiveSettings settings =
        new ArchiveSettings(
            folder.resolve("archive"),
            ArchiveSettings.Durability.valueOf(args[4]),
            0,
            Long.MAX_VALUE,
            Duration.ofDays(1),
            0);
    if (args[5].equals("append")) {
      report(
          bytes,
          instances,
          threads,
          run(instances, threads, (thread, i) -> append(folder, bytes, thread)));
      return;
    }
    try (Database database =
            Database.open(
                new DatabaseSettings("jdbc:h2:file:" + folder.resolve("index"), "", "", 4));
        InstanceStore store = new InstanceStore(settings)) {
      InstanceIndexer indexer = new InstanceIndexer(database, store, StorageRig.POLICY);
      Clock clock = Clock.systemUTC();
      StudyTracker tracker =
          new StudyTracker(database, StorageRig.POLICY, clock, clock, (tx, study, version) -> {});
      StorageScp scp = new StorageScp(store, indexer, tracker, clock);
      AtomicBoolean stop = new AtomicBoolean();
      Thread placer = new Thread(() -> placeUntil(stop, indexer));
      placer.start();
      byte[][] data = dataSets(bytes, threads);
      run(200, threads, (thread, i) -> store(scp, data[thread], thread, 5_000_000 + i)); // warm up
      report(
          bytes,
          instances,
          threads,
          run(instances, threads, (thread, i) -> store(scp, data[thread], thread, i)));
      stop.set(true);
      placer.join();
      System.out.println(scp.answers());
    }
  }

  private interface Work {
    void one(int thread, int number) throws IOException;
  }

  private static long[] run(int instances, int threads, Work work) throws InterruptedException {
    long[] nanos = new long[instances + 2];
    var pool = Executors.newFixedThreadPool(threads);
    CountDownLatch end = new CountDownLatch(threads);
    long cpu = cpu();
    long start = System.nanoTime();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      pool.execute(
          () -> {
            try {
              for (int i = thread; i < instances; i += threads) {
                long begin = System.nanoTime();
                work.one(thread, i);
                nanos[i] = System.nanoTime() - begin;
              }
            } catch (IOException | RuntimeException e) {
              e.printStackTrace();
            }
            end.countDown();
          });
    }
    end.await();
    nanos[instances] = System.nanoTime() - start;
    nanos[instances + 1] = cpu() - cpu;
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    return nanos;
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void report(int bytes, int instances, int threads, long[] nanos) {
    double seconds = nanos[instances] / 1e9;
    long[] sorted = Arrays.copyOf(nanos, instances);
    Arrays.sort(sorted);
    System.out.printf(
        "%d x %d bytes, %d threads: %.0f/s, %.0f MB/s, median %.3f ms, p99 %.3f ms, CPU %.0f us"
            + " each%n",
        instances,
        bytes,
        threads,
        instances / seconds,
        instances / seconds * bytes / 1e6,
        sorted[instances / 2] / 1e6,
        sorted[instances * 99 / 100] / 1e6,
        nanos[instances + 1] / 1e3 / instances);
  }

  private static byte[][] dataSets(int bytes, int threads) {
    byte[][] data = new byte[threads][];
    for (int t = 0; t < threads; t++) {
      Attributes instance = Studies.instance(t + 10, 1, 1, "MR", Uid.MRImageStorage);
      instance.set(Tag.SOPInstanceUID, VR.UI, uid(t, 0));
      int header = StorageRig.encode(instance).length;
      instance.put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[Math.max(0, bytes - header)]));
      data[t] = StorageRig.encode(instance);
    }
    return data;
  }

  private static String uid(int thread, int number) {
    return "2.25." + (1_000_000_000L + thread * 10_000_000L + number);
  }

  /**
   * The same data set under another SOP Instance UID, written over the one before: encoding is not
   * what is measured.
   */
  private static void store(StorageScp scp, byte[] data, int thread, int number) {
    byte[] uid = uid(thread, number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(uid, 0, data, find(data), uid.length);
    CStoreRq request = new CStoreRq(1, Uid.MRImageStorage, uid(thread, number), 0, "", 0);
    StoreService.Receiver receiver =
        scp.receive(StorageRig.association(thread, "BENCH"), request, Uid.ExplicitVRLittleEndian);
    for (int at = 0; at < data.length; at += FRAGMENT) {
      receiver.data(ByteBuffer.wrap(data, at, Math.min(FRAGMENT, data.length - at)));
    }
    Status status = receiver.complete();
    if (!status.isStored()) {
      throw new IllegalStateException(status.toString());
    }
  }

  private static int find(byte[] data) {
    for (int at = 0; at < 1000; at++) {
      if (data[at] == 8
          && data[at + 1] == 0
          && data[at + 2] == 0x18
          && data[at + 3] == 0
          && data[at + 4] == 'U') {
        return at + 8;
      }
    }
    throw new IllegalStateException("no SOP Instance UID");
  }

  private static final ThreadLocal<FileChannel> APPENDED = new ThreadLocal<>();

  private static void append(Path folder, int bytes, int thread) throws IOException {
    if (APPENDED.get() == null) {
      APPENDED.set(
          FileChannel.open(
              folder.resolve("t" + thread),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE));
    }
    ByteBuffer buffer = ByteBuffer.allocateDirect(bytes);
    while (buffer.hasRemaining()) {
      APPENDED.get().write(buffer);
    }
    APPENDED.get().force(false);
  }

  private static void placeUntil(AtomicBoolean stop, InstanceIndexer indexer) {
    while (!stop.get()) {
      indexer.placeIndexed();
      java.util.concurrent.locks.LockSupport.parkNanos(500_000_000);
    }
    indexer.placeIndexed();
  }
}
