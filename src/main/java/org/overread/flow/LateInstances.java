package org.overread.flow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.forward.ForwardSettings;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.Outcome;

/** Instances that came after a reading group was asked: sent after the others (CMP-20). */
final class LateInstances {
  private final CaseTables tables;
  private final ReadingGroups groups;
  private final ForwardSettings settings;
  private final Clock clock;

  LateInstances(CaseTables tables, ReadingGroups groups, ForwardSettings settings, Clock clock) {
    this.tables = tables;
    this.groups = groups;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A study that has a request: no second decision, only what the request does not have yet is sent
   * (CMP-20).
   */
  Outcome send(Transaction tx, long studyPk) {
    Instant now = clock.instant();
    StudyRow study = tables.studies().find(tx, studyPk).orElseThrow();
    if (study.state() != StudyState.COMPLETE) {
      return Outcome.done();
    }
    boolean capReached = capReached(tx, studyPk, now);
    for (RequestRow request : tables.openRequests(tx, studyPk)) {
      int late = tables.addMissing(tx, request, study.contentVersion(), groups, now);
      if (late > 0 && capReached) {
        String reason =
            late
                + " late instances wait: "
                + settings.sendsPerStudyAndDay()
                + " sends of one study a day are the limit";
        tables.needsAttention(tx, request, reason, now);
      } else if (late > 0) {
        tables.requests().waiting(tx, request.pk(), late + " late instances");
      }
    }
    List<RequestRow> requests = tables.openRequests(tx, studyPk);
    requests.stream()
        .filter(
            request ->
                request.state() == RequestState.WAITING || request.state() == RequestState.SENDING)
        .forEach(request -> tables.enqueueForward(tx, request, now));
    settle(tx, study, requests, now);
    return Outcome.done();
  }

  /** Counted before the late instances are handed over. */
  private boolean capReached(Transaction tx, long studyPk, Instant now) {
    Instant midnight =
        LocalDate.ofInstant(now, clock.getZone()).atStartOfDay(clock.getZone()).toInstant();
    return tables.deliveries().roundsSince(tx, studyPk, midnight) >= settings.sendsPerStudyAndDay();
  }

  /** The state of a study follows from its requests. */
  private void settle(Transaction tx, StudyRow study, List<RequestRow> requests, Instant now) {
    Optional<RequestRow> stopped = CaseTables.stopped(requests);
    boolean waiting =
        requests.stream()
            .anyMatch(
                request ->
                    request.state() == RequestState.WAITING
                        || request.state() == RequestState.SENDING);
    if (waiting) {
      tables.move(
          tx, study.pk(), StudyState.COMPLETE, StudyState.FLAGGED, "late instances are sent", now);
    } else if (stopped.isPresent()) {
      tables.move(
          tx,
          study.pk(),
          StudyState.COMPLETE,
          StudyState.NEEDS_ATTENTION,
          stopped.get().reason(),
          now);
    } else {
      tables.move(
          tx, study.pk(), StudyState.COMPLETE, StudyState.FORWARDED, "nothing new to send", now);
    }
  }
}
