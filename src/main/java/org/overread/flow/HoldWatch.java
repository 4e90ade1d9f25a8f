package org.overread.flow;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.study.StudyState;
import org.overread.work.Lease;

/**
 * Tells an attempt to stop when the node stops, or when its study is held or its request taken back
 * in the middle of it (CMP-09, CMP-26, FWD-11).
 */
final class HoldWatch {
  /** How often the study's state is read while it is being sent. */
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

  private final Database database;
  private final CaseTables tables;
  private final RequestRow request;
  private final Lease lease;
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime() + INTERVAL);
  private volatile boolean stopped;

  HoldWatch(Database database, CaseTables tables, RequestRow request, Lease lease) {
    this.database = database;
    this.tables = tables;
    this.request = request;
    this.lease = lease;
  }

  /** Asked by every association before each instance; one of them looks when it is time. */
  boolean mayGoOn() {
    long due = nextLook.get();
    long now = System.nanoTime();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + INTERVAL)) {
      stopped = database.inTransaction(this::isStopped);
    }
    return !stopped && lease.isHeld();
  }

  private boolean isStopped(Transaction tx) {
    boolean held =
        tables
            .studies()
            .find(tx, request.studyPk())
            .filter(study -> study.state() != StudyState.HELD)
            .isEmpty();
    return held
        || tables
            .requests()
            .find(tx, request.pk())
            .filter(row -> row.state() != RequestState.RECALLED)
            .isEmpty();
  }
}
