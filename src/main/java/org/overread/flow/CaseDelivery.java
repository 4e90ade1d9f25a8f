package org.overread.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.forward.CircuitBreaker;
import org.overread.forward.CircuitBreakers;
import org.overread.forward.Delivery;
import org.overread.forward.ForwardSettings;
import org.overread.forward.Forwarder;
import org.overread.forward.RetrySchedule;
import org.overread.forward.SendWindows;
import org.overread.request.InstanceAnswer;
import org.overread.request.Ledger;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.routing.ReadingGroup;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.Lease;
import org.overread.work.Outcome;
import org.overread.work.WorkItem;

/**
 * The step FORWARD: one attempt to send what a request has not sent yet, and what follows from how
 * it ended.
 */
final class CaseDelivery {
  /** C-STORE priorities (PS3.7 9.3.1.1). */
  private static final int MEDIUM = 0;

  private static final int HIGH = 1;

  private final Database database;
  private final CaseTables tables;
  private final ReadingGroups groups;
  private final Forwarder forwarder;
  private final CaseDocuments documents;
  private final CaseRecall recall;
  private final CircuitBreakers breakers;
  private final RetrySchedule schedule;
  private final Duration giveUpAfter;
  private final Clock clock;

  CaseDelivery(
      Database database,
      CaseTables tables,
      ReadingGroups groups,
      Forwarder forwarder,
      CaseDocuments documents,
      CaseRecall recall,
      CircuitBreakers breakers,
      ForwardSettings settings,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.groups = groups;
    this.forwarder = forwarder;
    this.documents = documents;
    this.recall = recall;
    this.breakers = breakers;
    this.schedule = new RetrySchedule(settings);
    this.giveUpAfter = settings.giveUpAfter();
    this.clock = clock;
  }

  private record Due(RequestRow request, StudyRow study, List<InstanceRow> pending) {}

  Outcome forward(WorkItem item, Lease lease) {
    Optional<Due> found = database.inTransaction(tx -> load(tx, item.subject()));
    if (found.isEmpty()) {
      return Outcome.done();
    }
    Due due = found.get();
    if (due.request().state() == RequestState.RECALLED) {
      return recall.tell(due.request(), due.study(), lease);
    }
    Optional<ReadingGroup> group = groups.find(due.request().readingGroup());
    if (group.isEmpty()) {
      return giveUp(due.request(), "this reading group is no longer in the settings");
    }
    if (due.pending().isEmpty()) {
      boolean open = database.inTransaction(tx -> documents.isOpen(tx, due.request(), group.get()));
      if (!open) {
        return conclude(
            due.request(), group.get(), new Delivery(Delivery.Kind.ANSWERED, "", 0, 0, 0));
      }
    }
    Optional<Outcome> notNow = notNow(due.request(), group.get());
    return notNow.isPresent() ? notNow.get() : attempt(due, group.get(), lease);
  }

  /**
   * Empty when there is nothing to do: the request is gone or a record only, or its study is held
   * and the request stands.
   */
  private Optional<Due> load(Transaction tx, long requestPk) {
    Optional<RequestRow> request =
        tables.requests().find(tx, requestPk).filter(row -> row.state() != RequestState.DRY_RUN);
    Optional<StudyRow> study =
        request
            .flatMap(row -> tables.studies().find(tx, row.studyPk()))
            .filter(
                row ->
                    row.state() != StudyState.HELD
                        || request.get().state() == RequestState.RECALLED);
    return study.map(row -> new Due(request.get(), row, pending(tx, request.get())));
  }

  private List<InstanceRow> pending(Transaction tx, RequestRow request) {
    Map<Long, InstanceRow> newest =
        tables.instances().ofStudy(tx, request.studyPk()).stream()
            .collect(Collectors.toMap(InstanceRow::pk, Function.identity()));
    return tables.deliveries().pending(tx, request.pk()).stream()
        .filter(newest::containsKey)
        .map(newest::get)
        .toList();
  }

  /** Send windows, which urgent cases may ignore, and a destination that failed just now. */
  private Optional<Outcome> notNow(RequestRow request, ReadingGroup group) {
    Instant now = clock.instant();
    Optional<Instant> opens =
        CaseTables.isStat(request.level())
            ? Optional.empty()
            : SendWindows.opensAt(group.sendWindows(), now, clock.getZone());
    if (opens.isPresent()) {
      return Optional.of(wait(request, opens.get(), "outside the send windows of " + group.name()));
    }
    return breakers
        .of(group)
        .holdsUntil(now)
        .map(
            until ->
                wait(
                    request,
                    until,
                    group.name() + " failed several times in a row; not called for a while"));
  }

  private Outcome wait(RequestRow request, Instant until, String reason) {
    database.run(tx -> tables.requests().postponed(tx, request.pk(), reason));
    return Outcome.retryAt(until, reason);
  }

  private Outcome attempt(Due due, ReadingGroup group, Lease lease) {
    RequestRow request = due.request();
    database.run(tx -> tables.requests().sending(tx, request.pk(), clock.instant()));
    HoldWatch goOn = new HoldWatch(database, tables, request, lease);
    int priority = CaseTables.isStat(request.level()) ? HIGH : MEDIUM;
    Delivery delivery =
        due.pending().isEmpty()
            ? documents.deliver(request, due.study(), group, priority, goOn::mayGoOn)
            : forwarder.send(
                group,
                due.pending(),
                priority,
                request.createdAt().atZone(clock.getZone()),
                (instance, answer) -> record(request, instance, answer),
                goOn::mayGoOn);
    heed(breakers.of(group), delivery, clock.instant());
    return conclude(request, group, delivery);
  }

  /** What an attempt says of the DICOM destination; an HL7 order says nothing. */
  static void heed(CircuitBreaker breaker, Delivery delivery, Instant now) {
    switch (delivery.kind()) {
      case INTERRUPTED -> {
        if (delivery.madeProgress()) {
          breaker.succeeded();
        } else {
          breaker.failed(now);
        }
      }
      case ANSWERED, REJECTED, NOTHING_ACCEPTED, NOT_ALLOWED -> breaker.succeeded();
      case STOPPED, ORDER_OPEN -> {}
    }
  }

  /**
   * Committed before the association sends its next instance: after a crash only what has no status
   * is sent again.
   */
  private void record(RequestRow request, InstanceRow instance, InstanceAnswer answer) {
    database.run(
        tx -> tables.deliveries().record(tx, request.pk(), instance.pk(), answer, clock.instant()));
  }

  private Outcome conclude(RequestRow request, ReadingGroup group, Delivery delivery) {
    return database.durably(
        tx -> {
          tables
              .requests()
              .lock(tx, request.pk()); // no instance is added between counting and concluding
          if (tables.requests().find(tx, request.pk()).orElseThrow().state()
              == RequestState.RECALLED) {
            // what was on its way when the recall came counts too: the group is told of it
            return Outcome.retryAt(clock.instant(), "recalled while it was sent");
          }
          Ledger ledger = tables.deliveries().ledger(tx, request.pk());
          StudyRow study = tables.studies().find(tx, request.studyPk()).orElseThrow();
          Instant now = clock.instant();
          if (ledger.sent() > 0) {
            tables.sentStudies().sent(tx, study.studyUid(), group.aeTitle(), now);
          }
          if (ledger.pending() == 0 && !documents.isOpen(tx, request, group)) {
            return ledger.refused() == 0
                ? sent(tx, request, ledger, now)
                : stop(tx, request, CaseTables.summary(ledger), now);
          }
          return switch (delivery.kind()) {
            case ANSWERED -> Outcome.retryAt(now, "instances or documents are left");
            case REJECTED, NOTHING_ACCEPTED, NOT_ALLOWED ->
                stop(tx, request, CaseTables.summary(ledger) + "; " + delivery.reason(), now);
            case STOPPED -> stopped(tx, request, study, now);
            case INTERRUPTED, ORDER_OPEN -> interrupted(tx, request, delivery, ledger, now);
          };
        });
  }

  private Outcome sent(Transaction tx, RequestRow request, Ledger ledger, Instant now) {
    String text =
        CaseTables.summary(ledger)
            + " to "
            + request.readingGroup()
            + documents.summary(tx, request);
    tables.requests().sent(tx, request.pk(), text, now);
    boolean all =
        tables.openRequests(tx, request.studyPk()).stream()
            .allMatch(row -> row.state() == RequestState.SENT);
    if (all) {
      tables.move(tx, request.studyPk(), StudyState.FLAGGED, StudyState.FORWARDED, text, now);
    }
    return Outcome.done();
  }

  private Outcome stopped(Transaction tx, RequestRow request, StudyRow study, Instant now) {
    tables.requests().interrupted(tx, request.pk(), true, "stopped; goes on where it was");
    return study.state() == StudyState.HELD ? Outcome.done() : Outcome.retryAt(now, "stopped");
  }

  private Outcome interrupted(
      Transaction tx, RequestRow before, Delivery delivery, Ledger ledger, Instant now) {
    String text = CaseTables.summary(ledger) + "; " + delivery.reason();
    RequestRow request = tables.requests().find(tx, before.pk()).orElseThrow();
    int attempts = delivery.madeProgress() ? 1 : request.attempts();
    Optional<Instant> next =
        schedule.next(attempts, request.tryingSince().orElse(now), now, request.pk());
    if (next.isEmpty()) {
      return stop(tx, request, "given up after " + giveUpAfter.toHours() + " h: " + text, now);
    }
    tables.requests().interrupted(tx, request.pk(), delivery.madeProgress(), text);
    return Outcome.retryAt(next.get(), text);
  }

  private Outcome stop(Transaction tx, RequestRow request, String reason, Instant now) {
    tables.needsAttention(tx, request, reason, now);
    return Outcome.done();
  }

  /** The request stops for a human. */
  Outcome giveUp(RequestRow request, String reason) {
    return database.durably(tx -> stop(tx, request, reason, clock.instant()));
  }
}
