package org.overread.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.request.RequestDocumentTable;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.WorkTable;

/** What an administrator may do to a case. */
public final class FlowControl {
  private final Database database;
  private final CaseTables tables;
  private final Clock clock;

  /** What came of it. */
  public enum Result {
    DONE,
    /** No such study. */
    UNKNOWN_STUDY,
    /** It does not fit the state the study is in. */
    NOT_NOW
  }

  public FlowControl(Database database, WorkTable work, Clock clock) {
    this.database = database;
    this.tables = CaseTables.of(work);
    this.clock = clock;
  }

  /**
   * Lets a study that needs attention go on: what was refused or given up is sent again, never what
   * was sent; a group that could not be told of a recall is told; a study without a request is
   * evaluated again.
   *
   * @param who the administrator, for the events of the study
   */
  public Result retry(String studyUid, String who) {
    return database.durably(
        tx -> {
          Optional<StudyRow> study = tables.studies().find(tx, studyUid);
          if (study.isEmpty()) {
            return Result.UNKNOWN_STUDY;
          }
          return retry(tx, study.get(), who) ? Result.DONE : Result.NOT_NOW;
        });
  }

  /**
   * Has a study decided by the rules in force, whatever decided it before: rules that were changed
   * decide nothing again by themselves. A study that waits for its report waits no longer.
   */
  public Result evaluate(String studyUid, String who) {
    Instant now = clock.instant();
    return database.durably(
        tx -> {
          Optional<StudyRow> study = tables.studies().find(tx, studyUid);
          if (study.isEmpty()) {
            return Result.UNKNOWN_STUDY;
          }
          long pk = study.get().pk();
          StudyState state = study.get().state();
          if (state != StudyState.COMPLETE && !CaseReview.DECIDED.contains(state)) {
            return Result.NOT_NOW;
          }
          tables.enqueueReview(tx, pk, now);
          tables.studies().happened(tx, pk, now, who, "evaluation asked for by administrator");
          return Result.DONE;
        });
  }

  /** Releases a study that waits for approval: a reading group is asked. */
  public Result approve(String studyUid, String who) {
    return decide(studyUid, StudyState.FLAGGED, "approved", who);
  }

  /** A study that waits for approval is not sent. */
  public Result reject(String studyUid, String who) {
    return decide(studyUid, StudyState.NOT_FLAGGED, "not approved", who);
  }

  private Result decide(String studyUid, StudyState next, String what, String who) {
    Instant now = clock.instant();
    return database.durably(
        tx -> {
          Optional<StudyRow> study = tables.studies().find(tx, studyUid);
          if (study.isEmpty()) {
            return Result.UNKNOWN_STUDY;
          }
          long pk = study.get().pk();
          String reason = what + " by administrator";
          if (!tables.studies().move(tx, pk, StudyState.AWAITING_APPROVAL, next, reason, now)) {
            return Result.NOT_NOW;
          }
          tables.studies().happened(tx, pk, now, who, reason);
          if (next == StudyState.FLAGGED) {
            int level =
                tables.decisions().newest(tx, pk).map(row -> row.decision().level()).orElse(1);
            tables.enqueueRouting(tx, pk, level, now, now);
          }
          return Result.DONE;
        });
  }

  private boolean retry(Transaction tx, StudyRow study, String who) {
    Instant now = clock.instant();
    List<RequestRow> stopped =
        tables.realRequests(tx, study.pk()).stream()
            .filter(request -> request.state() == RequestState.NEEDS_ATTENTION)
            .toList();
    List<RequestRow> untold = tables.untoldRequests(tx, study.pk());
    StudyState next =
        !stopped.isEmpty()
            ? StudyState.FLAGGED
            : untold.isEmpty() ? StudyState.COMPLETE : StudyState.NOT_FLAGGED;
    String reason = "tried again by administrator";
    if (!tables.studies().move(tx, study.pk(), StudyState.NEEDS_ATTENTION, next, reason, now)) {
      return false;
    }
    tables.studies().happened(tx, study.pk(), now, who, reason);
    if (next == StudyState.COMPLETE) {
      tables.enqueueEvaluation(tx, study.pk(), now);
    }
    for (RequestRow request : untold) {
      tables.requests().recalled(tx, request.pk(), request.reason());
      new RequestDocumentTable().retryRefused(tx, request.pk());
      tables.enqueueForward(tx, request, now);
    }
    for (RequestRow request : stopped) {
      tables.requests().waiting(tx, request.pk(), reason);
      tables.deliveries().retryRefused(tx, request.pk());
      new RequestDocumentTable().retryRefused(tx, request.pk());
      tables.enqueueForward(tx, request, now);
    }
    return true;
  }
}
