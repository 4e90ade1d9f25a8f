package org.overread.study;

import java.time.Clock;
import java.time.Instant;
import org.overread.database.Database;
import org.overread.database.Transaction;

/**
 * What an administrator may do to a study (CMP-09). Each act leaves a line in the study's events.
 */
public final class StudyControl {
  private static final StudyTable STUDIES = new StudyTable();

  private final Database database;
  private final StudyTracker tracker;
  private final Clock wall;
  private final Clock steady;

  /** What came of an administrator's wish. */
  public enum Outcome {
    DONE,
    /** No such study. */
    UNKNOWN_STUDY,
    /** The study is in no state in which that can be done, or not all of it is indexed yet. */
    NOT_NOW
  }

  public StudyControl(Database database, StudyTracker tracker, Clock wall, Clock steady) {
    this.database = database;
    this.tracker = tracker;
    this.wall = wall;
    this.steady = steady;
  }

  /** Does not wait for the rest of a study that is being received. */
  public Outcome complete(String studyUid, String who) {
    return act(
        studyUid,
        (tx, study) ->
            (study.state() == StudyState.RECEIVING || study.state() == StudyState.REOPENED)
                && tracker.complete(tx, study, "completed by administrator " + who));
  }

  /** Stops a study: nothing of it is decided or sent until it is released. */
  public Outcome hold(String studyUid, String who) {
    return act(
        studyUid,
        (tx, study) ->
            study.state() != StudyState.HELD
                && to(StudyState.HELD, "held by " + who, tx, study, who));
  }

  /** Lets a held study go on: it is complete as soon as it is quiet, and is then decided. */
  public Outcome release(String studyUid, String who) {
    return act(
        studyUid,
        (tx, study) -> {
          StudyState next =
              study.contentVersion() == 0 ? StudyState.RECEIVING : StudyState.REOPENED;
          return study.state() == StudyState.HELD && to(next, "released by " + who, tx, study, who);
        });
  }

  private boolean to(StudyState state, String reason, Transaction tx, StudyRow study, String who) {
    Instant now = steady.instant();
    if (!STUDIES.move(tx, study.pk(), study.state(), state, reason, now)) {
      return false;
    }
    STUDIES.happened(tx, study.pk(), wall.instant(), who, reason);
    return true;
  }

  private interface Act {
    boolean on(Transaction tx, StudyRow study);
  }

  private Outcome act(String studyUid, Act act) {
    if (!tracker.settle()) {
      return Outcome.NOT_NOW;
    }
    return database.durably(
        tx ->
            STUDIES
                .find(tx, studyUid)
                .map(study -> act.on(tx, study) ? Outcome.DONE : Outcome.NOT_NOW)
                .orElse(Outcome.UNKNOWN_STUDY));
  }
}
