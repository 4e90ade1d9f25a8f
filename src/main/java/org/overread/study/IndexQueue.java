package org.overread.study;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.overread.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances that are durable in {@code incoming}, and acknowledged, on their way into the index:
 * one thread writes the rows of many in one transaction. Nothing leaves the queue before its row is
 * there: while the database is down all wait, and an instance that it refuses alone is set aside
 * and tried again. Safe for several threads.
 */
public final class IndexQueue implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexQueue.class);

  /** Instances that wait at most; whoever brings a further one waits. About 6 MB of headers. */
  static final int MOST_WAITING = 2_000;

  /** Rows of one transaction. */
  private static final int MOST_IN_BATCH = 500;

  /** The first of a batch waits this long for others, unless somebody waits for the index. */
  private static final Duration GATHER = Duration.ofMillis(50);

  /** Between two attempts while the database is down. */
  private static final Duration DOWN_PAUSE = Duration.ofMillis(500);

  /** When instances that were set aside are tried again. */
  private static final Duration RETRY = Duration.ofSeconds(30);

  /** How long a query, a completion or a stop waits for what is on its way. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final IndexWriter writer;
  private final Duration retry;
  private final Thread thread = new Thread(this::run, "index");

  // all that follows is guarded by the monitor
  private final Deque<QueuedInstance> waiting = new ArrayDeque<>();
  private final List<QueuedInstance> setAside = new ArrayList<>();
  private final Map<String, Integer> studies = new HashMap<>(); // instances on their way, by UID
  private long offered;
  private long settled; // done, or set aside for the first time
  private int hurrying;
  private boolean down;
  private boolean closing;
  private boolean ended; // the writer's thread

  public IndexQueue(InstanceIndexer indexer, Database database) {
    this(indexer, database, RETRY);
  }

  /**
   * @param retry after which time an instance that the database refused is tried again
   */
  IndexQueue(InstanceIndexer indexer, Database database, Duration retry) {
    this.writer = new IndexWriter(indexer, database, this);
    this.retry = retry;
    thread.setDaemon(true);
    thread.start();
  }

  // ---- for those who bring instances
  // ----------------------------------------------------------------------------------------------

  /**
   * Takes an instance whose file is durable; waits while too many are on their way. Its file then
   * belongs to the archive, or is removed when it is a duplicate.
   *
   * @param indexed is told, on the writer's thread, what the instance was to the index
   * @return false when it is not taken because the database is down or the node stops: the file is
   *     still the caller's
   */
  public synchronized boolean offer(ReceivedInstance instance, Consumer<IndexResult> indexed) {
    await(() -> waiting.size() < MOST_WAITING || !isTaking());
    if (!isTaking()) {
      return false;
    }
    QueuedInstance queued = QueuedInstance.of(instance, indexed);
    studies.merge(queued.studyUid(), 1, Integer::sum);
    add(queued);
    return true;
  }

  /** Runs an action on the writer's thread once all that was offered before has been written. */
  public synchronized void afterwards(Runnable action) {
    add(QueuedInstance.none(action));
  }

  private void add(QueuedInstance queued) {
    offered++;
    waiting.addLast(queued);
    notifyAll();
  }

  /** False while the database is down or the node stops: what arrives is to be refused. */
  public synchronized boolean isTaking() {
    return !down && !closing && !ended;
  }

  // ---- for those who need the index to be up to date
  // ----------------------------------------------------------------------------------------------

  /**
   * Waits until all that was acknowledged before this call is in the index, or set aside.
   *
   * @return false when the database is down, or that took longer than ten seconds
   */
  public synchronized boolean awaitIndexed() {
    long wanted = offered;
    hurrying++;
    notifyAll();
    try {
      await(() -> settled >= wanted || down || ended, PATIENCE);
      return settled >= wanted;
    } finally {
      hurrying--;
    }
  }

  /** True while an instance of a study is on its way, or was refused by the database. */
  synchronized boolean waitsFor(String studyUid) {
    return studies.containsKey(studyUid);
  }

  /** Instances acknowledged that are not in the index yet, those set aside included. */
  public synchronized int size() {
    return studies.values().stream().mapToInt(Integer::intValue).sum();
  }

  // ---- the writer's thread
  // ----------------------------------------------------------------------------------------------

  /** However it ends, nothing is acknowledged after it that nobody would write. */
  private void run() {
    try {
      writeUntilClosed();
    } catch (RuntimeException | Error bug) {
      LOG.atError().setCause(bug).log("no more rows are written: C-STORE is refused with A700");
      throw bug;
    } finally {
      end();
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private void writeUntilClosed() {
    for (List<QueuedInstance> batch = next(); !batch.isEmpty(); batch = next()) {
      List<QueuedInstance> left = writer.write(batch);
      while (!left.isEmpty()) {
        if (isOverAfter(DOWN_PAUSE)) {
          LOG.atWarn()
              .addKeyValue("instances", size())
              .log("stopping without the database: instances stay in incoming for the next start");
          return;
        }
        left = writer.write(left);
      }
    }
  }

  /** The next batch; empty when the node stops and nothing is left to do. */
  private synchronized List<QueuedInstance> next() {
    while (waiting.isEmpty() && !closing) {
      await(() -> !waiting.isEmpty() || closing, retry);
      if (waiting.isEmpty() && !setAside.isEmpty() && !closing) {
        List<QueuedInstance> again = List.copyOf(setAside);
        setAside.clear();
        return again;
      }
    }
    await(() -> waiting.size() >= MOST_IN_BATCH || hurrying > 0 || closing, GATHER);
    List<QueuedInstance> batch = new ArrayList<>();
    while (!waiting.isEmpty() && batch.size() < MOST_IN_BATCH) {
      batch.add(waiting.removeFirst());
    }
    notifyAll(); // there is room again
    return batch;
  }

  private synchronized boolean isOverAfter(Duration pause) {
    return await(() -> closing, pause);
  }

  /** Of the writer: the database answers, or it does not. */
  synchronized void databaseIs(boolean nowDown) {
    if (down != nowDown) {
      down = nowDown;
      notifyAll();
    }
  }

  /** Of the writer: the row is there and whoever waited for it has been told. */
  synchronized void done(QueuedInstance queued) {
    if (queued.isInstance()) {
      studies.computeIfPresent(queued.studyUid(), (uid, n) -> n == 1 ? null : n - 1);
    }
    settle(queued);
  }

  /** Of the writer: the database refuses this one alone; it is tried again later. */
  synchronized void setAside(QueuedInstance queued) {
    setAside.add(queued);
    settle(queued);
  }

  private void settle(QueuedInstance queued) {
    settled += queued.settleOnce() ? 1 : 0;
    notifyAll();
  }

  // ---- waiting
  // ----------------------------------------------------------------------------------------------

  private void await(BooleanSupplier condition) {
    while (!await(condition, RETRY)) {
      continue; // however long it takes
    }
  }

  /** False when the condition did not become true in time. An interrupt is kept for the caller. */
  private boolean await(BooleanSupplier condition, Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    boolean interrupted = false;
    long left = most.toNanos();
    while (!condition.getAsBoolean() && left > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return condition.getAsBoolean();
  }

  /** Writes what was taken, takes no more. What cannot be written stays in {@code incoming}. */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // what is not written yet stays in incoming
    }
  }
}
