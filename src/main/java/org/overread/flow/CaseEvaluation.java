package org.overread.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.forward.ForwardSettings;
import org.overread.request.DecisionRow;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.routing.RoutingChoice;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.Outcome;
import org.overread.work.WorkItem;

/**
 * The steps EVALUATE and ROUTE: from a complete study to a stored decision and a request to a
 * reading group.
 */
final class CaseEvaluation {
  /** A study that comes back from a destination within this time makes no case (FWD-06). */
  static final Duration RETURN_PERIOD = Duration.ofDays(30);

  private final Database database;
  private final CaseTables tables;
  private final ReadingGroups groups;
  private final CaseReader reader;
  private final Function<CaseFacts, Decision> rules;
  private final GroupChoice choice;
  private final ForwardSettings settings;
  private final Clock clock;

  CaseEvaluation(
      Database database,
      CaseTables tables,
      ReadingGroups groups,
      CaseReader reader,
      Function<CaseFacts, Decision> rules,
      GroupChoice choice,
      ForwardSettings settings,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.groups = groups;
    this.reader = reader;
    this.rules = rules;
    this.choice = choice;
    this.settings = settings;
    this.clock = clock;
  }

  private record Case(
      StudyRow study, List<InstanceRow> instances, List<String> sentTo, boolean requested) {
    /** Everything in it came from where the study was sent. */
    boolean isReturned() {
      return !instances.isEmpty()
          && instances.stream().allMatch(instance -> sentTo.contains(instance.sourceAeTitle()));
    }
  }

  /** Only a study that is complete, and still is when the decision is stored, is decided. */
  Outcome evaluate(WorkItem item) {
    Optional<Case> found =
        database.inTransaction(tx -> load(tx, item.subject(), StudyState.COMPLETE));
    if (found.isEmpty()) {
      return Outcome.done();
    }
    Case theCase = found.get();
    long study = theCase.study().pk();
    if (theCase.requested()) {
      return database.durably(tx -> sendLateInstances(tx, study));
    }
    if (theCase.isReturned()) {
      String reason = "came back from a reading group it was sent to; no case is made of it";
      database.run(
          tx ->
              tables.move(
                  tx, study, StudyState.COMPLETE, StudyState.NOT_FLAGGED, reason, clock.instant()));
      return Outcome.done();
    }
    CaseFacts facts = reader.read(theCase.study(), theCase.instances());
    Decision decision = rules.apply(facts);
    return database.durably(tx -> decide(tx, theCase.study(), facts, decision));
  }

  private Optional<Case> load(Transaction tx, long studyPk, StudyState expected) {
    Instant since = clock.instant().minus(RETURN_PERIOD);
    return tables
        .studies()
        .find(tx, studyPk)
        .filter(study -> study.state() == expected)
        .map(
            study ->
                new Case(
                    study,
                    tables.instances().ofStudy(tx, studyPk),
                    tables.sentStudies().destinations(tx, study.studyUid(), since),
                    !tables.realRequests(tx, studyPk).isEmpty()));
  }

  private Outcome decide(Transaction tx, StudyRow study, CaseFacts facts, Decision decision) {
    Instant now = clock.instant();
    StudyState next = decision.flagged() ? StudyState.FLAGGED : StudyState.NOT_FLAGGED;
    String reason =
        decision.flagged()
            ? "flagged, level " + decision.level()
            : "no rule asks for a second reading";
    if (!tables.move(tx, study.pk(), StudyState.COMPLETE, next, reason, now)) {
      return Outcome
          .done(); // reopened or held meanwhile: it is evaluated when it is complete again
    }
    if (tables.studies().find(tx, study.pk()).orElseThrow().contentVersion()
        != study.contentVersion()) {
      tables.move(
          tx,
          study.pk(),
          next,
          StudyState.COMPLETE,
          "instances arrived during the evaluation",
          now);
      return Outcome.retryAt(now, "instances arrived during the evaluation");
    }
    long decisionPk = tables.decisions().add(tx, study.pk(), study.contentVersion(), now, decision);
    if (decision.flagged()) {
      DecisionRow stored =
          new DecisionRow(decisionPk, study.pk(), study.contentVersion(), now, decision);
      route(tx, study, stored, facts)
          .ifPresent(due -> tables.enqueueRouting(tx, study.pk(), decision.level(), now, due));
    }
    return Outcome.done();
  }

  /** Asks again for a group when the time has come that was given the first time. */
  Outcome route(WorkItem item) {
    Optional<Case> found =
        database.inTransaction(tx -> load(tx, item.subject(), StudyState.FLAGGED));
    if (found.isEmpty() || found.get().requested()) {
      return Outcome.done();
    }
    StudyRow study = found.get().study();
    CaseFacts facts = reader.read(study, found.get().instances());
    return database.durably(
        tx -> {
          Optional<DecisionRow> decision = tables.decisions().newest(tx, study.pk());
          if (decision.isPresent()
              && tables
                  .studies()
                  .move(
                      tx,
                      study.pk(),
                      StudyState.FLAGGED,
                      StudyState.FLAGGED,
                      "",
                      clock.instant())) {
            // a step that runs does not enqueue itself, which would make it due at once: it asks to
            // be run again
            return route(tx, study, decision.get(), facts)
                .map(due -> Outcome.retryAt(due, "waits for a reading group"))
                .orElseGet(Outcome::done);
          }
          return Outcome.done();
        });
  }

  /**
   * The study is FLAGGED and locked by this transaction. Gives when to ask again, if no group takes
   * it now but one will.
   */
  private Optional<Instant> route(
      Transaction tx, StudyRow study, DecisionRow decision, CaseFacts facts) {
    Instant now = clock.instant();
    ZoneId zone = clock.getZone();
    LocalDate today = LocalDate.ofInstant(now, zone);
    Instant midnight = today.atStartOfDay(zone).toInstant();
    Instant nextMidnight = today.plusDays(1).atStartOfDay(zone).toInstant();
    RoutingChoice chosen =
        choice.choose(
            facts,
            decision.decision(),
            now.atZone(zone).toLocalDateTime(),
            group -> tables.requests().madeBetween(tx, group, midnight, nextMidnight));
    String why = String.join("; ", chosen.explanation());
    if (chosen.group().isEmpty()) {
      tables.move(
          tx,
          study.pk(),
          StudyState.FLAGGED,
          StudyState.NEEDS_ATTENTION,
          "no reading group: " + why,
          now);
    } else if (chosen.notBefore().isPresent()) {
      Instant due = chosen.notBefore().get().atZone(zone).toInstant();
      tables.move(
          tx,
          study.pk(),
          StudyState.FLAGGED,
          StudyState.FLAGGED,
          "waits for a reading group: " + why,
          now);
      return Optional.of(due);
    } else {
      request(tx, study, decision, chosen, now);
    }
    return Optional.empty();
  }

  private void request(
      Transaction tx, StudyRow study, DecisionRow decision, RoutingChoice chosen, Instant now) {
    RequestState state = settings.dryRun() ? RequestState.DRY_RUN : RequestState.WAITING;
    String group = chosen.group().orElseThrow().name();
    int level = decision.decision().level();
    long pk =
        tables
            .requests()
            .open(tx, study.pk(), decision.pk(), group, level, chosen.explanation(), state, now);
    if (settings.dryRun()) {
      String reason = "dry run: flagged, level " + level + ", would be sent to " + group;
      tables.move(tx, study.pk(), StudyState.FLAGGED, StudyState.NOT_FLAGGED, reason, now);
      return;
    }
    RequestRow request = tables.requests().find(tx, pk).orElseThrow();
    if (tables.addMissing(tx, request, study.contentVersion(), groups, now) == 0) {
      tables.needsAttention(
          tx, request, "every instance came from this destination; nothing to send", now);
      return;
    }
    String reason = "requested of " + group + ": " + String.join("; ", chosen.explanation());
    tables.move(tx, study.pk(), StudyState.FLAGGED, StudyState.FLAGGED, reason, now);
    tables.enqueueForward(tx, request, now);
  }

  /**
   * A study that has a request: no second decision, only what the request does not have yet is sent
   * (CMP-20).
   */
  private Outcome sendLateInstances(Transaction tx, long studyPk) {
    Instant now = clock.instant();
    StudyRow study = tables.studies().find(tx, studyPk).orElseThrow();
    if (study.state() != StudyState.COMPLETE) {
      return Outcome.done();
    }
    boolean capReached = capReached(tx, studyPk, now);
    for (RequestRow request : tables.realRequests(tx, studyPk)) {
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
    List<RequestRow> requests = tables.realRequests(tx, studyPk);
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
