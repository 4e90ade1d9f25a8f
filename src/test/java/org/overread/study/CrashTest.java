package org.overread.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.archive.Origin;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.service.StoreService;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/**
 * Stops after each step of the way of an instance, looks at the disk as a killed process leaves it
 * (a copy of the folder, made while everything is open), starts on that, and expects the same end.
 */
final class CrashTest {
  @TempDir Path folder;
  @TempDir Path copy;

  private final List<Attributes> study = Studies.series(1, 1, 5, "MR", Uid.MRImageStorage);

  /**
   * What is on the disk after kill -9: no file is closed, nothing that only memory knew is there.
   */
  private StorageRig killAndStart(StorageRig rig) throws IOException {
    try (Stream<Path> all = Files.walk(rig.folder)) {
      for (Path from : all.toList()) {
        Path to = copy.resolve(rig.folder.relativize(from).toString());
        if (Files.isDirectory(from)) {
          Files.createDirectories(to);
        } else {
          Files.copy(from, to);
        }
      }
    }
    rig.close();
    StorageRig next = new StorageRig(copy, new TestClock(rig.clock.instant()));
    next.scan.start();
    next.tracker.resume();
    return next;
  }

  private static void assertStudyOfFive(StorageRig rig) throws IOException {
    List<InstanceRow> rows =
        rig.database.inTransaction(tx -> new InstanceTable().ofStudy(tx, rig.study(1).pk()));
    assertThat(rows).hasSize(5);
    assertThat(rig.count("instance")).isEqualTo(5);
    for (InstanceRow row : rows) {
      try (StoredDataSet dataSet = rig.store.open(row.studyUid(), row.fileNumber())) {
        assertThat(dataSet.length()).isEqualTo(row.length());
      }
    }
    rig.indexer.placeIndexed();
    assertThat(rig.files("incoming")).isZero();
    assertThat(rig.files("studies")).isEqualTo(5);
    rig.ended(StorageRig.association(1, "MODALITY"), true);
    rig.clock.advance(Duration.ofMinutes(10));
    assertThat(rig.tracker.poll()).isEqualTo(1);
    assertThat(rig.completed).hasSize(1);
    assertThat(rig.study(1).contentVersion()).isEqualTo(1);
  }

  @Test
  void dm21EveryAcknowledgedInstanceIsThereAfterKillRightAfterTheAnswer() throws Exception {
    StorageRig rig = new StorageRig(folder);
    study.forEach(rig::send);
    try (StorageRig next = killAndStart(rig)) {
      assertStudyOfFive(next);
    }
  }

  @Test
  void killedBetweenForcingAndIndexing() throws Exception {
    StorageRig rig = new StorageRig(folder);
    study.subList(0, 4).forEach(rig::send);
    Attributes last = study.get(4);
    var incoming =
        rig.store.receive(
            Uid.MRImageStorage,
            Studies.instanceUid(1, 1, 5),
            Uid.ExplicitVRLittleEndian,
            new Origin("MODALITY", "OVERREAD", "127.0.0.1", rig.clock.instant()));
    incoming.write(ByteBuffer.wrap(StorageRig.encode(last)));
    incoming.finish();
    try (StorageRig next = killAndStart(rig)) {
      assertThat(next.send(last).code()).isZero(); // the sender had no answer and sends again
      assertStudyOfFive(next);
    }
  }

  @Test
  void killedInTheMiddleOfADataSet() throws Exception {
    StorageRig rig = new StorageRig(folder);
    study.subList(0, 4).forEach(rig::send);
    byte[] big = new byte[600_000];
    StoreService.Receiver receiver =
        rig.receiver(StorageRig.association(1, "MODALITY"), study.get(4));
    receiver.data(ByteBuffer.wrap(StorageRig.encode(study.get(4))));
    receiver.data(ByteBuffer.wrap(big));
    try (StorageRig next = killAndStart(rig)) {
      assertThat(next.files("incoming") + next.files("studies")).isEqualTo(4);
      assertThat(next.send(study.get(4)).code()).isZero();
      assertStudyOfFive(next);
    }
  }

  @Test
  void killedAfterSomeWerePlaced() throws Exception {
    StorageRig rig = new StorageRig(folder);
    study.subList(0, 3).forEach(rig::send);
    rig.indexer.placeIndexed();
    study.subList(3, 5).forEach(rig::send);
    try (StorageRig next = killAndStart(rig)) {
      assertStudyOfFive(next);
    }
  }

  @Test
  void killedAfterCompletion() throws Exception {
    StorageRig rig = new StorageRig(folder);
    study.forEach(rig::send);
    rig.ended(StorageRig.association(1, "MODALITY"), true);
    rig.clock.advance(Duration.ofMinutes(10));
    rig.tracker.poll();
    try (StorageRig next = killAndStart(rig)) {
      assertThat(next.study(1).state()).isEqualTo(StudyState.COMPLETE);
      assertThat(next.study(1).contentVersion()).isEqualTo(1);
      next.clock.advance(Duration.ofDays(1));
      assertThat(next.tracker.poll()).isZero();
    }
  }

  @Test
  void aDamagedFileInIncomingIsNotTakenForAnInstance() throws Exception {
    StorageRig rig = new StorageRig(folder);
    rig.send(study.get(0));
    rig.database.checkpoint();
    Path file;
    try (Stream<Path> files = Files.list(folder.resolve("archive/incoming"))) {
      file = files.findFirst().orElseThrow();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {77}), Files.size(file) - 5);
    }
    try (StorageRig next = killAndStart(rig)) {
      assertThat(next.files("incoming") + next.files("studies")).isZero();
      assertThat(next.scan.all(files -> {}).rowsRemoved()).isEqualTo(1);
      assertThat(next.count("instance")).isZero();
    }
  }

  @Test
  void anEmptyDatabaseIsRebuiltAndItsStudiesAreHeld() throws Exception {
    StorageRig rig = new StorageRig(folder);
    study.forEach(rig::send);
    rig.indexer.placeIndexed();
    rig.close();
    Files.delete(folder.resolve("index.mv.db"));
    try (StorageRig next = new StorageRig(folder, new TestClock(rig.clock.instant()))) {
      next.scan.start();
      assertThat(next.count("instance")).isEqualTo(5);
      assertThat(next.study(1).state()).isEqualTo(StudyState.HELD);
      assertThat(next.study(1).reason()).startsWith("index rebuilt from the archive");
      assertThat(next.scan.all(files -> {})).isEqualTo(new ArchiveScan.Report(5, 0, 0, 0));
      assertThat(next.send(study.get(0)).code()).isZero();
      assertThat(next.count("instance")).isEqualTo(5);
    }
  }

  @Test
  void aRowWhoseFileIsLostIsRemovedAndTheOlderVersionIsTheNewestAgain() throws Exception {
    try (StorageRig rig = new StorageRig(folder)) {
      rig.send(study.get(0));
      rig.send(study.get(0).set(Tag.SeriesDescription, VR.LO, "changed"));
      rig.indexer.placeIndexed();
      InstanceRow newest =
          rig.database
              .inTransaction(tx -> new InstanceTable().ofStudy(tx, rig.study(1).pk()))
              .get(0);
      try (Stream<Path> files = Files.walk(folder.resolve("archive/studies"))) {
        Files.delete(
            files
                .filter(path -> path.endsWith(newest.fileNumber() + ".dcm"))
                .findFirst()
                .orElseThrow());
      }
      assertThat(rig.scan.all(files -> {}).rowsRemoved()).isEqualTo(1);
      assertThat(
              rig.database
                  .inTransaction(tx -> new InstanceTable().count(tx, rig.study(1).pk()))
                  .intValue())
          .isEqualTo(1);
    }
  }

  @Test
  void aLongScanSaysHowFarItIs() throws Exception {
    try (StorageRig rig = new StorageRig(folder)) {
      Studies.series(1, 1, 230, "MR", Uid.MRImageStorage).forEach(rig::send);
      rig.indexer.placeIndexed();
      List<Long> progress = new ArrayList<>();
      assertThat(rig.scan.all(progress::add).files()).isEqualTo(230);
      assertThat(progress).containsExactly(100L, 200L);
    }
  }

  @Test
  void anInstanceThatTheDatabaseRefusesStaysInIncomingAndTheNodeStarts() throws Exception {
    try (StorageRig rig = new StorageRig(folder)) {
      Attributes refused =
          Studies.instance(2, 1, 1, "MR", Uid.MRImageStorage)
              .set(Tag.StudyInstanceUID, VR.UI, "1." + "2".repeat(300)); // longer than the column
      for (Attributes each : List.of(refused, study.get(0))) {
        var incoming =
            rig.store.receive(
                Uid.MRImageStorage,
                each.string(Tag.SOPInstanceUID).orElseThrow(),
                Uid.ExplicitVRLittleEndian,
                new Origin("MODALITY", "OVERREAD", "127.0.0.1", rig.clock.instant()));
        incoming.write(ByteBuffer.wrap(StorageRig.encode(each)));
        incoming.finish();
      }
      assertThat(rig.scan.start()).isEqualTo(1);
      assertThat(rig.files("incoming")).isEqualTo(1);
      assertThat(rig.files("studies")).isEqualTo(1);
    }
  }
}
