package org.overread.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.overread.database.Database;
import org.overread.testing.TestClock;
import org.overread.testing.TestDatabase;

class WorkerTest {
  private final Database database = TestDatabase.h2();
  private final WorkTable table = new WorkTable();
  private final TestClock clock = new TestClock();
  private final Recorder recorder = new Recorder();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void doesUrgentWorkFirstThenOldest() {
    enqueue(1, "a", 5);
    clock.advance(Duration.ofSeconds(1));
    enqueue(2, "a", 5);
    enqueue(3, "a", 1);

    worker("n").runDue();

    assertThat(recorder.handled).containsExactly(3L, 1L, 2L);
    assertThat(queues()).isEmpty();
  }

  @Test
  void twoRequestsForTheSameWorkAreOne() {
    enqueue(1, "a", 5);
    enqueue(1, "a", 2);

    assertThat(worker("n").runDue()).isEqualTo(1);
    assertThat(recorder.items.get(0).priority()).isEqualTo(2);
  }

  @Test
  void workAskedForWhileItRunsIsDoneOnceMore() {
    recorder.answers =
        item -> {
          if (item.attempts() == 1) {
            enqueue(1, "a", 5);
          }
          return Outcome.done();
        };
    enqueue(1, "a", 5);

    assertThat(worker("n").runDue()).isEqualTo(2);
  }

  @Test
  void workRolledBackIsNeverDone() {
    try {
      database.run(
          tx -> {
            table.enqueue(tx, "STEP", 1, "a", 5, clock.instant(), clock.instant());
            throw new IllegalStateException("crash before the commit");
          });
    } catch (IllegalStateException e) {
      assertThat(worker("n").runDue()).isZero();
    }
  }

  @Test
  void retriesAtTheTimeTheHandlerAsksFor() {
    Instant later = clock.instant().plusSeconds(60);
    recorder.answers =
        item -> item.attempts() == 1 ? Outcome.retryAt(later, "busy") : Outcome.done();
    enqueue(1, "a", 5);
    Worker worker = worker("n");

    assertThat(worker.runDue()).isEqualTo(1);
    assertThat(find(1).lastError()).isEqualTo("busy");
    clock.advance(Duration.ofSeconds(59));
    assertThat(worker.runDue()).isZero();
    clock.advance(Duration.ofSeconds(1));
    assertThat(worker.runDue()).isEqualTo(1);
  }

  @Test
  void unforeseenExceptionsAreRetriedThenGivenUp() {
    recorder.answers =
        item -> {
          throw new IllegalStateException("MUSTERMANN^ERIKA");
        };
    enqueue(1, "a", 5);
    Worker worker = worker("n");

    worker.runDue();
    assertThat(find(1).lastError()).startsWith("unforeseen: IllegalStateException in WorkerTest:");
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofHours(2));
      worker.runDue();
    }

    assertThat(recorder.handled).hasSize(5);
    assertThat(recorder.givenUp)
        .hasSize(1)
        .allMatch(text -> text.startsWith("1 unforeseen: ") && !text.contains("ERIKA"));
    assertThat(worker.runDue()).isZero();
  }

  @Test
  void failedWorkIsReportedOnceAndRemoved() {
    recorder.answers = item -> Outcome.failed("cannot be");
    enqueue(1, "a", 5);

    worker("n").runDue();

    assertThat(recorder.givenUp).containsExactly("1 cannot be");
    assertThat(worker("n").runDue()).isZero();
  }

  @Test
  void cmp31AnotherNodeTakesOverWhenTheLeaseHasRunOut() {
    enqueue(1, "a", 5);
    claimAndDie("dead");

    assertThat(worker("alive").runDue()).isZero();
    clock.advance(Duration.ofMinutes(1));
    assertThat(worker("alive").runDue()).isEqualTo(1);
    assertThat(recorder.items.get(0).attempts()).isEqualTo(2);
  }

  @Test
  void cmp31TheSameNodeTakesItsWorkBackAtOnceAfterARestart() {
    enqueue(1, "a", 5);
    claimAndDie("n");
    Worker restarted = worker("n");

    assertThat(restarted.releaseInterrupted()).isEqualTo(1);
    assertThat(restarted.runDue()).isEqualTo(1);
  }

  @Test
  void aNodeThatLostItsLeaseDoesNotRemoveTheWorkOfAnother() {
    enqueue(1, "a", 5);
    recorder.answers =
        item -> {
          clock.advance(Duration.ofMinutes(2));
          claimAndDie("other");
          return Outcome.done();
        };

    worker("slow").runDue();

    assertThat(find(1).attempts()).isEqualTo(2);
  }

  @Test
  void aQueueHasOnePieceOfWorkAtOnceAndDoesNotHoldUpAnother() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    recorder.answers =
        item -> {
          if (item.queue().equals("slow")) {
            await(release);
          } else {
            other.countDown();
          }
          return Outcome.done();
        };
    for (int subject = 1; subject <= 5; subject++) {
      enqueue(subject, "slow", 1);
    }
    try (Worker worker = worker("n")) {
      worker.start();
      enqueue(9, "quick", 5);

      assertThat(other.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(queues()).contains(new QueueRow("slow", 4, 1, clock.instant()));
      release.countDown();
    }
  }

  @Test
  void beginsEnqueuedWorkAtOnce() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    recorder.answers =
        item -> {
          begun.countDown();
          return Outcome.done();
        };
    WorkSettings slowPoll =
        new WorkSettings("n", 2, Duration.ofHours(3), Duration.ofHours(1), List.of());
    try (Worker worker = new Worker(database, table, recorder, slowPoll, clock)) {
      worker.start();
      enqueue(1, "a", 5);

      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void longWorkIsToldWhenTheNodeStops() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch toldToStop = new CountDownLatch(1);
    WorkHandler patient =
        new WorkHandler() {
          @Override
          public Outcome handle(WorkItem item, Lease lease) {
            begun.countDown();
            while (lease.isHeld()) {
              Thread.onSpinWait();
            }
            toldToStop.countDown();
            return Outcome.retryAt(clock.instant(), "stopped");
          }

          @Override
          public void gaveUp(WorkItem item, String reason) {}
        };
    enqueue(1, "a", 5);
    Worker worker = new Worker(database, table, patient, WorkSettings.of("n"), clock);
    worker.start();
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    worker.close();

    assertThat(toldToStop.getCount()).isZero();
    assertThat(find(1).lastError()).isEqualTo("stopped");
  }

  @Test
  void countsWhatWaitsAndWhatRunsInEachQueue() {
    enqueue(1, "a", 5);
    enqueue(2, "a", 5);
    enqueue(3, "b", 5);
    claimAndDie("n");

    assertThat(queues())
        .containsExactly(
            new QueueRow("a", 1, 1, clock.instant()), new QueueRow("b", 1, 0, clock.instant()));
  }

  private List<QueueRow> queues() {
    return database.inTransaction(tx -> table.queues(tx, clock.instant()));
  }

  private void claimAndDie(String node) {
    database.inTransaction(
        tx ->
            table.claim(
                tx, node + "/1", clock.instant(), clock.instant().plusSeconds(60), List.of()));
  }

  private WorkItem find(long subject) {
    return database.inTransaction(tx -> table.find(tx, "STEP", subject)).orElseThrow();
  }

  private void enqueue(long subject, String queue, int priority) {
    database.run(
        tx ->
            table.enqueue(tx, "STEP", subject, queue, priority, clock.instant(), clock.instant()));
  }

  private Worker worker(String owner) {
    return new Worker(database, table, recorder, WorkSettings.of(owner), clock);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Recorder implements WorkHandler {
    final List<WorkItem> items = new CopyOnWriteArrayList<>();
    final List<Long> handled = new CopyOnWriteArrayList<>();
    final List<String> givenUp = new CopyOnWriteArrayList<>();
    volatile Function<WorkItem, Outcome> answers = item -> Outcome.done();

    @Override
    public Outcome handle(WorkItem item, Lease lease) {
      items.add(item);
      handled.add(item.subject());
      return answers.apply(item);
    }

    @Override
    public void gaveUp(WorkItem item, String reason) {
      givenUp.add(item.subject() + " " + reason);
    }
  }
}
