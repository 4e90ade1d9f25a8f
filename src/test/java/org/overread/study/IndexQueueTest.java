package org.overread.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.archive.Origin;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.overread.network.service.StoreService;
import org.overread.services.FindWhenIndexed;
import org.overread.testing.Eventually;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;

/** What is acknowledged and not in the index yet: nobody may notice but by waiting. */
class IndexQueueTest {
  private static final Duration QUIET = StorageRig.POLICY.quietPeriod();
  private static final AssociationInfo FIRST = StorageRig.association(1, "MODALITY");
  private static final AssociationInfo SECOND = StorageRig.association(2, "ONE_EACH");

  @TempDir Path folder;
  private StorageRig rig;
  private final CountDownLatch stalled = new CountDownLatch(1);

  @BeforeEach
  void open() {
    rig = new StorageRig(folder);
  }

  @AfterEach
  void close() {
    stalled.countDown();
    rig.close();
  }

  /** From now on no row is written until {@link #goOn}. */
  private void stall() {
    CountDownLatch reached = new CountDownLatch(1);
    rig.queue.afterwards(
        () -> {
          reached.countDown();
          awaitQuietly(stalled);
        });
    awaitQuietly(reached);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void goOn() {
    stalled.countDown();
  }

  private static Attributes instance(int number) {
    return Studies.instance(1, 1, number, "MR", Uid.MRImageStorage);
  }

  /** C-STORE whose answer does not wait for the index. */
  private int answerTo(AssociationInfo over, Attributes dataSet) {
    StoreService.Receiver receiver = rig.receiver(over, dataSet);
    receiver.data(ByteBuffer.wrap(StorageRig.encode(dataSet)));
    return receiver.complete().code();
  }

  /** Runs on a thread of its own, and is seen to wait there. */
  private static <T> FutureTask<T> waiting(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "waits");
    thread.setDaemon(true);
    thread.start();
    Eventually.until(
        "it waits", () -> task.isDone() || thread.getState() == Thread.State.TIMED_WAITING);
    assertThat(task.isDone()).as("done without waiting").isFalse();
    return task;
  }

  private ReceivedInstance stored(Attributes dataSet) throws Exception {
    String instanceUid = dataSet.string(Tag.SOPInstanceUID).orElseThrow();
    Origin origin = new Origin("MODALITY", "OVERREAD", "127.0.0.1", rig.clock.instant());
    var incoming =
        rig.store.receive(Uid.MRImageStorage, instanceUid, Uid.ExplicitVRLittleEndian, origin);
    incoming.write(ByteBuffer.wrap(StorageRig.encode(dataSet)));
    return new ReceivedInstance(
        incoming.finish(),
        dataSet,
        Uid.MRImageStorage,
        instanceUid,
        Uid.ExplicitVRLittleEndian,
        origin,
        rig.clock.instant(),
        ReceivedInstance.Arrival.RECEIVED);
  }

  @Test
  void dm21AnswersBeforeTheRowIsThereAndWritesItRightAfter() {
    stall();
    assertThat(answerTo(FIRST, instance(1))).isZero();
    assertThat(rig.files("incoming")).isEqualTo(1);
    assertThat(rig.count("instance")).isZero();
    assertThat(rig.queue.size()).isEqualTo(1);
    goOn();
    Eventually.until("the row is there", () -> rig.count("instance") == 1);
    assertThat(rig.queue.awaitIndexed()).isTrue();
    assertThat(rig.queue.size()).isZero();
  }

  @Test
  void whoBringsOneMoreThanMayWaitWaits() throws Exception {
    stall();
    for (int number = 1; number <= IndexQueue.MOST_WAITING; number++) {
      assertThat(answerTo(FIRST, instance(number))).isZero();
    }
    FutureTask<Integer> oneMore = waiting(() -> answerTo(FIRST, instance(100_000)));
    goOn();
    assertThat(oneMore.get()).isZero();
    assertThat(rig.queue.awaitIndexed()).isTrue();
    assertThat(rig.count("instance")).isEqualTo(IndexQueue.MOST_WAITING + 1);
  }

  @Test
  void dm26TheSameInManyCopiesBeforeAnyRowIsOneInstance() {
    stall();
    for (int copy = 0; copy < 5; copy++) {
      assertThat(answerTo(FIRST, instance(1))).isZero();
    }
    assertThat(answerTo(FIRST, instance(1).set(Tag.SeriesDescription, VR.LO, "corrected")))
        .isZero();
    goOn();
    assertThat(rig.queue.awaitIndexed()).isTrue();
    assertThat(rig.count("instance")).as("both contents").isEqualTo(2);
    assertThat(rig.files("incoming")).isEqualTo(2);
    assertThat(rig.text("SELECT series_description AS v FROM series")).isNotEqualTo("corrected");
  }

  @Test
  void cmp26TwoPatientsInOneBatchAreHeld() {
    stall();
    answerTo(FIRST, instance(1));
    answerTo(FIRST, instance(2).set(Tag.PatientID, VR.LO, "P9"));
    goOn();
    assertThat(rig.queue.awaitIndexed()).isTrue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.HELD);
  }

  @Test
  void cmp02AStudyDoesNotCompleteWhileARowOfItIsOnItsWay() throws Exception {
    rig.send(FIRST, instance(1));
    rig.ended(FIRST, true);
    rig.clock.advance(QUIET.minusSeconds(1));
    stall();
    assertThat(answerTo(SECOND, instance(2))).isZero();
    rig.clock.advance(Duration.ofSeconds(1));
    FutureTask<Integer> poll = waiting(rig.tracker::poll);
    goOn();
    assertThat(poll.get()).isZero();
    rig.ended(SECOND, false);
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).isEqualTo(1);
    assertThat(rig.count("instance")).isEqualTo(2);
  }

  @Test
  void cmp03TheEndOfAnAssociationCountsAfterItsRows() {
    stall();
    answerTo(SECOND, instance(1));
    rig.scp.ended(SECOND, true);
    goOn();
    assertThat(rig.queue.awaitIndexed()).isTrue();
    rig.clock.advance(StorageRig.POLICY.afterRelease().minusSeconds(1));
    assertThat(rig.tracker.poll()).isZero();
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.tracker.poll()).isEqualTo(1);
  }

  @Test
  void aQuerySeesWhatWasAcknowledgedBeforeIt() throws Exception {
    long[] seen = {-1};
    FindService counts =
        (association, request, identifier) -> {
          seen[0] = rig.count("instance");
          return new Nothing();
        };
    FindService find = new FindWhenIndexed(rig.queue, counts);
    stall();
    answerTo(FIRST, instance(1));
    CFindRq request = new CFindRq(1, Uid.StudyRootQueryRetrieveInformationModelFind, 0);
    var query = waiting(() -> find.find(FIRST, request, new Attributes()));
    assertThat(seen[0]).isEqualTo(-1);
    goOn();
    query.get().close();
    assertThat(seen[0]).isEqualTo(1);
  }

  @Test
  void aQueryIsRefusedWhileTheIndexCannotBeBroughtUpToDate() {
    FindService find =
        new FindWhenIndexed(rig.queue, (association, request, identifier) -> new Nothing());
    rig.database.close();
    rig.send(instance(1));
    CFindRq request = new CFindRq(1, Uid.StudyRootQueryRetrieveInformationModelFind, 0);
    try (FindService.Matches matches = find.find(FIRST, request, new Attributes())) {
      assertThat(matches.next()).isEmpty();
      assertThat(matches.end().code()).isEqualTo(0xA700);
    }
  }

  @Test
  void anInstanceThatTheDatabaseRefusesHoldsUpItsOwnStudyOnly() throws Exception {
    Attributes refused = instance(2).set(Tag.SeriesInstanceUID, VR.UI, "1." + "2".repeat(300));
    Attributes other = Studies.instance(2, 1, 1, "MR", Uid.MRImageStorage);
    answerTo(FIRST, instance(1));
    assertThat(rig.queue.offer(stored(refused), result -> {})).isTrue();
    answerTo(FIRST, other);
    rig.ended(FIRST, true);
    assertThat(rig.queue.isTaking()).isTrue();
    assertThat(rig.queue.size()).isEqualTo(1);
    rig.clock.advance(QUIET);
    assertThat(rig.tracker.poll()).as("study 2 alone").isEqualTo(1);
    assertThat(rig.study(2).state()).isEqualTo(StudyState.COMPLETE);
    rig.clock.advance(StorageRig.POLICY.upperBound());
    assertThat(rig.tracker.poll()).as("study 1 with what is there").isEqualTo(1);
    assertThat(rig.files("incoming")).as("the refused one is kept").isEqualTo(3);
  }

  @Test
  void anInstanceSetAsideIsTriedAgainAndKeepsNoAssociationOpen() throws Exception {
    try (IndexQueue queue = new IndexQueue(rig.indexer, rig.database, Duration.ofMillis(20))) {
      StudyTracker tracker =
          new StudyTracker(
              rig.database,
              queue,
              StorageRig.POLICY,
              rig.wall,
              rig.clock,
              (tx, study, version) -> {});
      rig.database.run(tx -> tx.update("ALTER TABLE instance RENAME TO hidden"));
      queue.offer(stored(instance(1)), result -> tracker.received(FIRST.id(), result));
      tracker.associationEnded(FIRST.id(), "MODALITY", true);
      assertThat(queue.awaitIndexed()).isTrue();
      assertThat(queue.size()).isEqualTo(1);

      rig.database.run(tx -> tx.update("ALTER TABLE hidden RENAME TO instance"));
      Eventually.until("it is in the index", () -> queue.size() == 0);
      assertThat(rig.count("instance")).isEqualTo(1);
      rig.clock.advance(QUIET);
      assertThat(tracker.poll()).isEqualTo(1);
    }
  }

  @Test
  void aWriterThatDiesTakesNothingMore() {
    rig.queue.afterwards(
        () -> {
          throw new AssertionError("a fault of ours");
        });
    Eventually.until("nothing is taken any more", () -> !rig.queue.isTaking());
    assertThat(answerTo(FIRST, instance(1))).isEqualTo(0xA700);
    assertThat(rig.queue.awaitIndexed()).isFalse();
    assertThat(rig.files("incoming")).isZero();
  }

  @Test
  void cmp31AStopWritesWhatWasAcknowledged() throws Exception {
    stall();
    for (int number = 1; number <= 3; number++) {
      answerTo(FIRST, instance(number));
    }
    FutureTask<Boolean> stop =
        waiting(
            () -> {
              rig.queue.close();
              return true;
            });
    assertThat(answerTo(FIRST, instance(4))).as("while it stops").isEqualTo(0xA700);
    goOn();
    assertThat(stop.get()).isTrue();
    assertThat(rig.count("instance")).isEqualTo(3);
    assertThat(rig.files("incoming")).isEqualTo(3);
  }

  @Test
  void versionsThatACrashLeftWithoutRowsAreAdoptedInTheOrderOfTheirArrival() throws Exception {
    // File numbers 1 to 10: as text the tenth would come second.
    for (int content = 1; content <= 10; content++) {
      stored(instance(1).set(Tag.ImageComments, VR.LT, "version " + content));
    }
    rig.scan.start();
    List<InstanceRow> newest =
        rig.database.inTransaction(tx -> new InstanceTable().ofStudy(tx, rig.study(1).pk()));
    assertThat(newest).singleElement().extracting(InstanceRow::fileNumber).isEqualTo(10L);
  }

  /** A query that finds nothing. */
  private record Nothing() implements FindService.Matches {
    @Override
    public Optional<Attributes> next() {
      return Optional.empty();
    }

    @Override
    public Status pending() {
      return Status.PENDING;
    }

    @Override
    public Status end() {
      return Status.SUCCESS;
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
