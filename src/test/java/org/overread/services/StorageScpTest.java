package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.StoreService;
import org.overread.study.InstanceRow;
import org.overread.study.InstanceTable;
import org.overread.study.StudyState;
import org.overread.testing.Eventually;
import org.overread.testing.FullDisk;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

class StorageScpTest {
  @TempDir Path folder;
  private StorageRig rig;

  @BeforeEach
  void open() {
    rig = new StorageRig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Attributes instance() {
    return Studies.instance(1, 1, 1, "MR", Uid.MRImageStorage);
  }

  private Status sendAs(String sopClass, String sopInstance, byte[] bytes) {
    StoreService.Receiver receiver =
        rig.scp.receive(
            StorageRig.association(1, "MODALITY"),
            new CStoreRq(1, sopClass, sopInstance, 0, "", 0),
            Uid.ExplicitVRLittleEndian);
    receiver.data(ByteBuffer.wrap(bytes));
    return receiver.complete();
  }

  private void assertNothingIsLeft() {
    assertThat(rig.files("incoming")).isZero();
    assertThat(rig.files("studies")).isZero();
    assertThat(rig.count("study")).isZero();
  }

  @Test
  void dm21StoredMeansOnDiskAndInTheIndexByteForByte() throws Exception {
    Attributes sent = instance();
    assertThat(rig.send(sent)).isEqualTo(Status.SUCCESS);

    InstanceRow row = onlyInstance();
    assertThat(row.sopInstanceUid()).isEqualTo(Studies.instanceUid(1, 1, 1));
    assertThat(row.sourceAeTitle()).isEqualTo("MODALITY");
    assertThat(read(row)).isEqualTo(StorageRig.encode(sent));
    assertThat(rig.indexer.placeIndexed()).isEqualTo(1);
    assertThat(rig.files("incoming")).isZero();
    assertThat(read(row)).isEqualTo(StorageRig.encode(sent));
  }

  @Test
  void ds54TheSameIsStoredHoweverTheBytesAreCut() throws Exception {
    Attributes sent = instance().put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[700_000]));
    byte[] bytes = StorageRig.encode(sent);
    Random random = new Random(7);
    StoreService.Receiver receiver = rig.receiver(StorageRig.association(1, "MODALITY"), sent);
    for (int at = 0; at < bytes.length; ) {
      int length =
          Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 20 : 300_000));
      receiver.data(ByteBuffer.wrap(bytes, at, length));
      at += length;
    }
    assertThat(receiver.complete()).isEqualTo(Status.SUCCESS);
    rig.queue.awaitIndexed();
    assertThat(read(onlyInstance())).isEqualTo(bytes);
  }

  @Test
  void dm23AnswersA900WhenTheUidsOfCommandAndDataSetDiffer() {
    byte[] bytes = StorageRig.encode(instance());
    assertThat(sendAs(Uid.MRImageStorage, "1.2.3", bytes).code()).isEqualTo(0xA900);
    assertThat(sendAs(Uid.CTImageStorage, Studies.instanceUid(1, 1, 1), bytes).code())
        .isEqualTo(0xA900);
    assertNothingIsLeft();
  }

  @Test
  void dm23AnswersC000WithoutStudyOrSeriesUid() {
    for (int tag : new int[] {Tag.StudyInstanceUID, Tag.SeriesInstanceUID}) {
      assertThat(rig.send(instance().set(tag, VR.UI, "")).code()).isEqualTo(0xC000);
      assertThat(rig.send(instance().set(tag, VR.UI, "1".repeat(256))).code()).isEqualTo(0xC000);
    }
    assertNothingIsLeft();
  }

  @Test
  void dm23Answers0117WhenTheInstanceUidIsNoUid() {
    byte[] bytes = StorageRig.encode(instance());
    for (String uid : new String[] {"", "../../etc/passwd", "1.2.x", "1".repeat(65)}) {
      assertThat(sendAs(Uid.MRImageStorage, uid, bytes).code()).isEqualTo(0x0117);
    }
    assertNothingIsLeft();
  }

  @Test
  void ds56AnswersC000WhenTheBytesAreOfAnotherSyntax() {
    StoreService.Receiver receiver =
        rig.scp.receive(
            StorageRig.association(1, "MODALITY"),
            new CStoreRq(1, Uid.MRImageStorage, Studies.instanceUid(1, 1, 1), 0, "", 0),
            Uid.ImplicitVRLittleEndian);
    receiver.data(ByteBuffer.wrap(StorageRig.encode(instance())));
    assertThat(receiver.complete().code()).isEqualTo(0xC000);
    assertNothingIsLeft();
  }

  @Test
  void ds57AnswersC000WhenTheDataSetIsCutOff() {
    byte[] bytes = StorageRig.encode(instance());
    for (int cut : new int[] {1, 3, 31, 33, 100}) {
      byte[] part = Arrays.copyOf(bytes, bytes.length - cut);
      assertThat(sendAs(Uid.MRImageStorage, Studies.instanceUid(1, 1, 1), part).code())
          .isEqualTo(0xC000);
    }
    assertNothingIsLeft();
  }

  @Test
  void refusesAnEmptyDataSet() {
    assertThat(sendAs(Uid.MRImageStorage, "1.2.3", new byte[0]).isStored()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void ds58HostileNamesTouchNoFileOutsideTheArchive() {
    Attributes hostile =
        instance()
            .set(Tag.StudyInstanceUID, VR.UI, "../../../tmp/evil")
            .set(Tag.SeriesInstanceUID, VR.UI, "/etc/passwd")
            .set(Tag.PatientName, VR.PN, "'; DROP TABLE study; --\u0000\u001b[2J")
            .set(Tag.StudyDescription, VR.LO, "x".repeat(5_000));
    assertThat(rig.send(hostile)).isEqualTo(Status.SUCCESS);
    rig.indexer.placeIndexed();
    assertThat(rig.files("studies")).isEqualTo(1);
    assertThat(rig.count("study")).isEqualTo(1);
  }

  @Test
  void dm29AThousandAbortedStoresLeaveNothing() {
    byte[] bytes =
        StorageRig.encode(instance().put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[300_000])));
    for (int i = 0; i < 1_000; i++) {
      StoreService.Receiver receiver =
          rig.receiver(StorageRig.association(i, "MODALITY"), instance());
      receiver.data(ByteBuffer.wrap(bytes, 0, i * 290));
      receiver.abort();
    }
    assertNothingIsLeft();
  }

  @Test
  void dm22AnswersA700OnAFullDiskConsumesTheRestAndRecovers() {
    rig.close();
    FullDisk disk = new FullDisk(0);
    rig = new StorageRig(folder, new TestClock(), StorageRig.settings(folder), disk);
    Attributes big = instance().put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[900_000]));
    int length = StorageRig.encode(big).length;
    for (long room = 0; room < length; room += 90_001) {
      disk.makeRoom(room);
      assertThat(rig.send(big).code()).as("room for %d", room).isEqualTo(0xA700);
      assertNothingIsLeft();
    }
    disk.makeRoom(Long.MAX_VALUE);
    assertThat(rig.send(big)).isEqualTo(Status.SUCCESS);
  }

  @Test
  void atk047AnswersA700WhenForcingFails() {
    rig.close();
    FullDisk disk = new FullDisk(Long.MAX_VALUE);
    disk.failToForce();
    var plain = StorageRig.settings(folder);
    var forced =
        new ArchiveSettings(
            plain.directory(),
            ArchiveSettings.Durability.DISK,
            plain.reserveBytes(),
            plain.maxInstanceBytes(),
            plain.keepFor(),
            plain.keepFreeBytes());
    rig = new StorageRig(folder, new TestClock(), forced, disk);
    assertThat(rig.send(instance()).code()).isEqualTo(0xA700);
    assertNothingIsLeft();
  }

  @Test
  void answersA700WhenTheDiskIsBelowItsReserve() {
    rig.close();
    rig = new StorageRig(folder, new TestClock(), settings(Long.MAX_VALUE, 1000), null);
    assertThat(rig.send(instance()).code()).isEqualTo(0xA700);
    assertThat(rig.scp.diskTrouble().isNow()).isTrue();
    assertNothingIsLeft();
  }

  @Test
  void answersA700WhenAnInstanceIsLongerThanAllowedAndSuccessAtTheLimit() {
    rig.close();
    int length = StorageRig.encode(instance()).length;
    rig = new StorageRig(folder, new TestClock(), settings(0, length - 1), null);
    assertThat(rig.send(instance()).code()).isEqualTo(0xA700);
    assertThat(rig.scp.diskTrouble().isNow()).as("trouble with the disk").isFalse();
    assertNothingIsLeft();
    rig.close();
    rig = new StorageRig(folder, new TestClock(), settings(0, length), null);
    assertThat(rig.send(instance())).isEqualTo(Status.SUCCESS);
  }

  @Test
  void dm22AnswersA700WhileTheDatabaseIsDownAndKeepsWhatWasAcknowledgedBefore() {
    rig.database.close();
    assertThat(rig.send(instance())).isEqualTo(Status.SUCCESS); // nobody can know it yet
    Eventually.until("the database is found to be down", () -> !rig.queue.isTaking());
    Status refusal = rig.send(Studies.instance(1, 1, 2, "MR", Uid.MRImageStorage));
    assertThat(refusal.code()).isEqualTo(0xA700);
    assertThat(refusal.comment()).contains("the database of the node does not answer");
    assertThat(rig.files("incoming")).isEqualTo(1);
    assertThat(rig.queue.size()).isEqualTo(1);
  }

  @Test
  void ds60ControlCharactersInAnyIndexedValueRefuseNothing() {
    Attributes hostile = instance();
    for (int tag :
        List.of(
            Tag.PatientName,
            Tag.PatientID,
            Tag.IssuerOfPatientID,
            Tag.PatientBirthDate,
            Tag.PatientSex,
            Tag.StudyDate,
            Tag.StudyTime,
            Tag.AccessionNumber,
            Tag.StudyID,
            Tag.StudyDescription,
            Tag.ReferringPhysicianName,
            Tag.InstitutionName,
            Tag.Modality,
            Tag.SeriesNumber,
            Tag.SeriesDescription,
            Tag.SeriesDate,
            Tag.SeriesTime,
            Tag.BodyPartExamined,
            Tag.Laterality,
            Tag.ProtocolName,
            Tag.StationName,
            Tag.InstanceNumber,
            Tag.NumberOfFrames)) {
      hostile.set(tag, VR.LO, "A\u0000B\u0007C");
    }
    assertThat(rig.send(hostile)).isEqualTo(Status.SUCCESS);
    assertThat(rig.send(hostile.set(Tag.SOPInstanceUID, VR.UI, Studies.instanceUid(1, 1, 2))))
        .isEqualTo(Status.SUCCESS);
    assertThat(rig.text("SELECT patient_id AS v FROM study")).isEqualTo("ABC");
    assertThat(rig.text("SELECT modality AS v FROM series")).isEqualTo("ABC");
    assertThat(rig.count("instance")).isEqualTo(2);
    assertThat(rig.study(1).state()).as("the same patient twice").isEqualTo(StudyState.RECEIVING);
  }

  @Test
  void dm40DatesOfTheOldFormAreIndexedInTheFormThatRangesFind() {
    rig.send(
        instance()
            .set(Tag.StudyDate, VR.DA, "1996.03.31")
            .set(Tag.SeriesDate, VR.DA, "1996.04.01")
            .set(Tag.PatientBirthDate, VR.DA, "1929.02.30"));
    assertThat(rig.text("SELECT study_date AS v FROM study")).isEqualTo("19960331");
    assertThat(rig.text("SELECT series_date AS v FROM series")).isEqualTo("19960401");
    assertThat(rig.text("SELECT patient_birth_date AS v FROM study"))
        .as("no day")
        .isEqualTo("1929.02.30");
  }

  @Test
  void dm26TheSameBytesAgainAreASuccessAndNoNews() {
    rig.send(instance());
    var before = rig.study(1);
    rig.clock.advance(Duration.ofMinutes(5));
    assertThat(rig.send(instance())).isEqualTo(Status.SUCCESS);
    assertThat(rig.study(1)).isEqualTo(before);
    assertThat(rig.count("instance")).isEqualTo(1);
    assertThat(rig.count("study_event")).isZero();
    assertThat(rig.files("incoming")).isEqualTo(1);
  }

  @Test
  void dm26OtherContentUnderTheSameUidIsKeptBesideTheFirst() throws Exception {
    rig.send(instance());
    Attributes changed = instance().set(Tag.SeriesDescription, VR.LO, "corrected");
    assertThat(rig.send(changed)).isEqualTo(Status.SUCCESS);
    assertThat(rig.send(instance())).isEqualTo(Status.SUCCESS); // a known version: no news
    assertThat(rig.count("instance")).isEqualTo(2);
    assertThat(rig.count("study_event")).isEqualTo(1);
    assertThat(read(onlyInstance())).isEqualTo(StorageRig.encode(changed));
  }

  @Test
  void theSameUidInAnotherSeriesIsAnotherInstance() {
    rig.send(instance());
    rig.send(instance().set(Tag.SeriesInstanceUID, VR.UI, Studies.seriesUid(1, 2)));
    int instances =
        rig.database.inTransaction(tx -> new InstanceTable().count(tx, rig.study(1).pk()));
    assertThat(instances).isEqualTo(2);
  }

  @Test
  void dm27TheSameInstanceOnSixteenAssociationsAtOnceIsOneCopyAndSixteenSuccesses()
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(16);
    List<Callable<Status>> senders = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      long id = i;
      senders.add(() -> rig.send(StorageRig.association(id, "MODALITY"), instance()));
    }
    for (Future<Status> answer : pool.invokeAll(senders)) {
      assertThat(answer.get()).isEqualTo(Status.SUCCESS);
    }
    pool.shutdown();
    assertThat(rig.count("instance")).isEqualTo(1);
    assertThat(rig.files("incoming")).isEqualTo(1);
  }

  @Test
  void cmp23SeriesInterleavedOverFourAssociationsAndTwoSendersAreOneStudy() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Callable<Void>> senders = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      int series = s + 1;
      senders.add(
          () -> {
            for (Attributes each : Studies.series(1, series, 25, "MR", Uid.MRImageStorage)) {
              assertThat(
                      rig.send(
                          StorageRig.association(series, series % 2 == 0 ? "PACS" : "MODALITY"),
                          each))
                  .isEqualTo(Status.SUCCESS);
            }
            return null;
          });
    }
    for (Future<Void> each : pool.invokeAll(senders)) {
      each.get();
    }
    pool.shutdown();
    assertThat(rig.count("study")).isEqualTo(1);
    assertThat(rig.count("series")).isEqualTo(4);
    assertThat(rig.count("instance")).isEqualTo(100);
  }

  private ArchiveSettings settings(long reserve, long longest) {
    var plain = StorageRig.settings(folder);
    return new ArchiveSettings(
        plain.directory(),
        plain.durability(),
        reserve,
        longest,
        plain.keepFor(),
        plain.keepFreeBytes());
  }

  private InstanceRow onlyInstance() {
    List<InstanceRow> rows =
        rig.database.inTransaction(tx -> new InstanceTable().ofStudy(tx, rig.study(1).pk()));
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private byte[] read(InstanceRow row) throws Exception {
    try (StoredDataSet dataSet = rig.store.open(row.studyUid(), row.fileNumber())) {
      ByteBuffer bytes = ByteBuffer.allocate((int) dataSet.length());
      while (bytes.hasRemaining()
          && dataSet.channel().read(bytes, dataSet.position() + bytes.position()) > 0) {
        continue;
      }
      return bytes.array();
    }
  }
}
