package org.overread.flow;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.overread.database.Database;
import org.overread.study.StudyState;
import org.overread.study.StudyTable;
import org.overread.work.Lease;

/**
 * Tells an attempt to stop when the node stops, or when its study is held in the middle of it
 * (CMP-09, CMP-26).
 */
final class HoldWatch {
  /** How often the study's state is read while it is being sent. */
  private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

  private final Database database;
  private final StudyTable studies;
  private final long studyPk;
  private final Lease lease;
  private final AtomicLong nextLook = new AtomicLong(System.nanoTime() + INTERVAL);
  private volatile boolean held;

  HoldWatch(Database database, StudyTable studies, long studyPk, Lease lease) {
    this.database = database;
    this.studies = studies;
    this.studyPk = studyPk;
    this.lease = lease;
  }

  /** Asked by every association before each instance; one of them looks when it is time. */
  boolean mayGoOn() {
    long due = nextLook.get();
    long now = System.nanoTime();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + INTERVAL)) {
      held =
          database
              .inTransaction(tx -> studies.find(tx, studyPk))
              .filter(study -> study.state() != StudyState.HELD)
              .isEmpty();
    }
    return !held && lease.isHeld();
  }
}
