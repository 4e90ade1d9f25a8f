package org.overread;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.overread.admin.AdminServer;
import org.overread.archive.InstanceStore;
import org.overread.flow.Retention;
import org.overread.network.DicomListener;
import org.overread.network.DicomRequestor;
import org.overread.network.MllpListener;
import org.overread.services.NodeServices;
import org.overread.study.ArchiveScan;
import org.overread.study.IndexQueue;
import org.overread.study.InstanceIndexer;
import org.overread.study.StudyTracker;
import org.overread.work.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A wired node: opens in the order of the flow, the door last; closes the door first.
 *
 * @param hl7Listener the HL7 port, if there is one
 * @param expiry lists the reports that have waited in vain
 * @param closing what is closed last, in this order
 */
record Node(
    InstanceStore store,
    IndexQueue queue,
    InstanceIndexer indexer,
    ArchiveScan scan,
    StudyTracker tracker,
    Worker worker,
    Retention retention,
    NodeServices services,
    DicomRequestor requestor,
    DicomListener listener,
    Optional<MllpListener> hl7Listener,
    Runnable expiry,
    AdminServer admin,
    ScheduledExecutorService timers,
    List<AutoCloseable> closing) {
  private static final Logger log = LoggerFactory.getLogger(Node.class);
  private static final long POLL_MILLIS = 500;
  private static final long PLACE_MILLIS = 1_000;
  private static final long RETENTION_MINUTES = 10;
  private static final long TIMERS_END_SECONDS = 5;

  static ScheduledExecutorService newTimers() {
    return Executors.newScheduledThreadPool(
        2,
        task -> {
          Thread thread = new Thread(task, "timers");
          thread.setDaemon(true);
          return thread;
        });
  }

  private interface Round {
    void run() throws IOException;
  }

  /**
   * Takes up what the last run left, then lets callers in; closes what it opened when that fails.
   */
  void open() throws IOException {
    try {
      retention.finish();
      scan.start();
      tracker.resume();
      worker.start();
      if (hl7Listener.isPresent()) {
        hl7Listener.get().start();
      }
      listener.start();
      every(POLL_MILLIS, "completion", tracker::poll);
      every(PLACE_MILLIS, "placing", indexer::placeIndexed);
      every(TimeUnit.MINUTES.toMillis(RETENTION_MINUTES), "retention", retention::run);
      every(TimeUnit.MINUTES.toMillis(RETENTION_MINUTES), "unmatched", expiry::run);
      admin.start();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * A round that fails is logged and comes again: a timer that dies silently is a study that never
   * completes.
   */
  private void every(long millis, String name, Round round) {
    timers.scheduleWithFixedDelay(
        () -> {
          try {
            round.run();
          } catch (IOException | RuntimeException e) {
            log.atError()
                .addKeyValue("timer", name)
                .setCause(e)
                .log("round failed; it comes again");
          }
        },
        millis,
        millis,
        TimeUnit.MILLISECONDS);
  }

  /** Nobody comes in any more; what runs may end; what is left is taken up at the next start. */
  void close() {
    services.drain();
    quietly("listener", listener::stop);
    hl7Listener.ifPresent(port -> quietly("HL7 port", port::stop));
    quietly("index", queue);
    quietly(
        "timers",
        () -> {
          timers.shutdown();
          timers.awaitTermination(TIMERS_END_SECONDS, TimeUnit.SECONDS);
        });
    quietly("placing", indexer::placeIndexed);
    quietly("worker", worker);
    quietly("requestor", requestor);
    quietly("admin", admin);
    quietly("archive", store);
    closing.forEach(part -> quietly("data", part));
    log.atInfo().log("stopped");
  }

  /** One part that fails to close must not keep the others open. */
  private static void quietly(String part, AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      log.atError().addKeyValue("part", part).setCause(e).log("did not close in order");
    }
  }
}
