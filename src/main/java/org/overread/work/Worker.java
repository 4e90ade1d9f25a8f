package org.overread.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.overread.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims work that is due and has it done: one thread claims and renews, one thread per piece of
 * work does it. The number of threads is bounded by the number of queues times {@link
 * WorkSettings#perQueue}.
 */
public final class Worker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Worker.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Database database;
  private final WorkTable table;
  private final WorkHandler handler;
  private final WorkSettings settings;
  private final Clock clock;
  private final Semaphore news = new Semaphore(0);
  private final Map<Long, RunningWork> running = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> runningInQueue = new ConcurrentHashMap<>();
  private final AtomicLong claims = new AtomicLong();
  private final ExecutorService threads;
  private final Thread dispatcher;
  private volatile boolean stopping;

  public Worker(
      Database database, WorkTable table, WorkHandler handler, WorkSettings settings, Clock clock) {
    this.database = database;
    this.table = table;
    this.handler = handler;
    this.settings = settings;
    this.clock = clock;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newCachedThreadPool(task -> new Thread(task, "work-" + number.incrementAndGet()));
    this.dispatcher = new Thread(this::dispatch, "work-dispatcher");
    table.onEnqueued(this::wake);
  }

  /** Takes back what this node had claimed when it last ended, and begins. */
  public void start() {
    int interrupted = releaseInterrupted();
    log.atInfo().addKeyValue("interrupted", interrupted).log("work begins");
    dispatcher.start();
  }

  /**
   * Frees the claims of an earlier process of this name; for those who call {@link #runDue} instead
   * of {@link #start}.
   */
  public int releaseInterrupted() {
    return database.inTransaction(tx -> table.releaseAll(tx, settings.owner()));
  }

  /** Looks for work now. */
  public void wake() {
    news.release();
  }

  /**
   * Does everything that is due on the calling thread, and what becomes due by it; gives the number
   * of pieces done.
   */
  public int runDue() {
    int done = 0;
    for (Optional<RunningWork> next = claim(); next.isPresent(); next = claim()) {
      run(next.get());
      done++;
    }
    return done;
  }

  private void dispatch() {
    while (!stopping) {
      try {
        renew();
        for (Optional<RunningWork> next = claim(); next.isPresent(); next = claim()) {
          RunningWork work = next.get();
          threads.execute(() -> run(work));
        }
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("cannot claim work; trying again");
      }
      awaitNews();
    }
  }

  private void awaitNews() {
    long wait = Math.min(settings.poll().toMillis(), settings.lease().toMillis() / 3);
    try {
      news.tryAcquire(Math.max(1, wait), TimeUnit.MILLISECONDS);
      news.drainPermits();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping = true;
    }
  }

  private Optional<RunningWork> claim() {
    if (stopping) {
      return Optional.empty();
    }
    Set<String> full =
        runningInQueue.entrySet().stream()
            .filter(entry -> entry.getValue().get() >= settings.perQueue())
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    Instant now = clock.instant();
    String token = settings.owner() + "/" + claims.incrementAndGet();
    Optional<RunningWork> claimed =
        database
            .inTransaction(tx -> table.claim(tx, token, now, now.plus(settings.lease()), full))
            .map(item -> new RunningWork(item, token));
    claimed.ifPresent(
        work -> {
          running.put(work.item().pk(), work);
          runningInQueue
              .computeIfAbsent(work.item().queue(), queue -> new AtomicInteger())
              .incrementAndGet();
        });
    return claimed;
  }

  /**
   * Renewed before anything is claimed: after a long pause of the process our own late claims come
   * first.
   */
  private void renew() {
    if (running.isEmpty()) {
      return;
    }
    Instant until = clock.instant().plus(settings.lease());
    database.run(
        tx ->
            running.values().stream()
                .filter(work -> !table.renew(tx, work.item().pk(), work.token(), until))
                .forEach(RunningWork::lose));
  }

  private void run(RunningWork work) {
    WorkItem item = work.item();
    try {
      attempt(work);
    } catch (RuntimeException e) {
      // the claim runs out and the work is done again
      log.atError()
          .setCause(e)
          .addKeyValue("step", item.step())
          .addKeyValue("subject", item.subject())
          .log("work not ended");
    } finally {
      running.remove(item.pk(), work);
      runningInQueue.get(item.queue()).decrementAndGet();
      wake();
    }
  }

  private void attempt(RunningWork work) {
    WorkItem item = work.item();
    Outcome outcome;
    int failures = 0;
    try {
      outcome = handler.handle(item, work);
    } catch (RuntimeException | StackOverflowError e) {
      log.atError()
          .setCause(e)
          .addKeyValue("step", item.step())
          .addKeyValue("subject", item.subject())
          .log("step failed");
      outcome = afterFailure(item, e);
      failures = item.failures() + 1;
    }
    finish(work, outcome, failures);
  }

  private Outcome afterFailure(WorkItem item, Throwable e) {
    String what = "unforeseen: " + where(e);
    return item.failures() < settings.failureDelays().size()
        ? Outcome.retryAt(clock.instant().plus(settings.failureDelays().get(item.failures())), what)
        : Outcome.failed(what);
  }

  /**
   * Class and place only: the message of an exception that nobody foresaw may quote a patient's
   * data.
   */
  private static String where(Throwable e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("org.overread.")) {
        return e.getClass().getSimpleName()
            + " in "
            + frame.getClassName().replaceFirst(".*\\.", "")
            + ":"
            + frame.getLineNumber();
      }
    }
    return e.getClass().getSimpleName();
  }

  private void finish(RunningWork work, Outcome outcome, int failures) {
    WorkItem item = work.item();
    if (outcome.kind() == Outcome.Kind.FAILED) {
      handler.gaveUp(item, outcome.reason());
    }
    boolean ours =
        database.inTransaction(
            tx ->
                outcome.kind() == Outcome.Kind.RETRY
                    ? table.retry(tx, item, work.token(), outcome.at(), failures, outcome.reason())
                    : table.done(tx, item, work.token()));
    if (!ours) {
      log.atWarn()
          .addKeyValue("step", item.step())
          .addKeyValue("subject", item.subject())
          .log("another node took over");
    }
  }

  /**
   * Ends work at its next safe point and waits for it a little; what is not ended is done after the
   * next start.
   */
  @Override
  public void close() {
    stopping = true;
    running.values().forEach(RunningWork::lose);
    wake();
    threads.shutdown();
    try {
      dispatcher.join(GRACE.toMillis());
      threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
