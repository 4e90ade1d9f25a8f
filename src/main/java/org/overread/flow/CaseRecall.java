package org.overread.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.forward.CircuitBreaker;
import org.overread.forward.CircuitBreakers;
import org.overread.forward.Delivery;
import org.overread.forward.ForwardSettings;
import org.overread.forward.RetrySchedule;
import org.overread.request.DeliveryState;
import org.overread.request.RequestDocumentRow;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.routing.ReadingGroup;
import org.overread.study.StudyRow;
import org.overread.work.Lease;
import org.overread.work.Outcome;

/**
 * Tells a group that a request is withdrawn of which it has images (FWD-11): at once, whatever its
 * send windows are and whether or not the study is held. Where it cannot be told, a person must.
 */
final class CaseRecall {
  /** C-STORE priority (PS3.7 9.3.1.1). */
  private static final int HIGH = 1;

  private final Database database;
  private final CaseTables tables;
  private final ReadingGroups groups;
  private final CaseDocuments documents;
  private final CircuitBreakers breakers;
  private final RetrySchedule schedule;
  private final Duration giveUpAfter;
  private final Clock clock;

  CaseRecall(
      Database database,
      CaseTables tables,
      ReadingGroups groups,
      CaseDocuments documents,
      CircuitBreakers breakers,
      ForwardSettings settings,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.groups = groups;
    this.documents = documents;
    this.breakers = breakers;
    this.schedule = new RetrySchedule(settings);
    this.giveUpAfter = settings.giveUpAfter();
    this.clock = clock;
  }

  /** One attempt; nothing to do where the group has nothing or was told. */
  Outcome tell(RequestRow request, StudyRow study, Lease lease) {
    boolean nothingSent =
        database.inTransaction(tx -> tables.deliveries().sent(tx, request.pk()).isEmpty());
    if (nothingSent) {
      return Outcome.done();
    }
    Optional<ReadingGroup> found = groups.find(request.readingGroup());
    if (found.isEmpty()) {
      return database.durably(
          tx -> untold(tx, request, "this reading group is no longer in the settings"));
    }
    ReadingGroup group = found.get();
    boolean open = database.inTransaction(tx -> documents.isOpen(tx, request, group));
    if (!open) {
      return database.durably(
          tx -> request.finishedAt().isPresent() ? Outcome.done() : end(tx, request, group));
    }
    CircuitBreaker breaker = breakers.of(group);
    Optional<Instant> held = breaker.holdsUntil(clock.instant());
    if (held.isPresent()) {
      return Outcome.retryAt(held.get(), group.name() + " failed several times in a row");
    }
    database.run(tx -> tables.requests().telling(tx, request.pk(), clock.instant()));
    Delivery delivery = documents.deliver(request, study, group, HIGH, lease::isHeld);
    CaseDelivery.heed(breaker, delivery, clock.instant());
    return database.durably(tx -> conclude(tx, request.pk(), group, delivery));
  }

  private Outcome conclude(Transaction tx, long requestPk, ReadingGroup group, Delivery delivery) {
    Instant now = clock.instant();
    tables.requests().lock(tx, requestPk);
    RequestRow request = tables.requests().find(tx, requestPk).orElseThrow();
    if (request.state() != RequestState.RECALLED) {
      return Outcome.retryAt(now, "asked again meanwhile");
    }
    if (!documents.isOpen(tx, request, group)) {
      return end(tx, request, group);
    }
    return switch (delivery.kind()) {
      case ANSWERED, STOPPED -> Outcome.retryAt(now, "documents are left");
      case REJECTED, NOTHING_ACCEPTED, NOT_ALLOWED -> untold(tx, request, delivery.reason());
      case INTERRUPTED, ORDER_OPEN -> again(tx, request, delivery, now);
    };
  }

  private Outcome again(Transaction tx, RequestRow request, Delivery delivery, Instant now) {
    int attempts = Math.max(1, request.attempts());
    return schedule
        .next(attempts, request.tryingSince().orElse(now), now, request.pk())
        .map(next -> Outcome.retryAt(next, delivery.reason()))
        .orElseGet(
            () ->
                untold(
                    tx,
                    request,
                    "given up after " + giveUpAfter.toHours() + " h: " + delivery.reason()));
  }

  /** Every document has its answer; one that was taken is enough for the group to know. */
  private Outcome end(Transaction tx, RequestRow request, ReadingGroup group) {
    List<RequestDocumentRow> rows = documents.rows(tx, request);
    if (rows.isEmpty()) {
      return untold(tx, request, "it takes no documents");
    }
    String answers = documents.summary(tx, request).substring("; ".length());
    if (rows.stream().noneMatch(row -> row.state() == DeliveryState.SENT)) {
      return untold(tx, request, answers);
    }
    Instant now = clock.instant();
    String text = group.name() + " was told that its request is withdrawn: " + answers;
    tables.requests().told(tx, request.pk(), request.reason() + "; " + text, now);
    tables.studies().happened(tx, request.studyPk(), now, CaseTables.NODE, text);
    return Outcome.done();
  }

  private Outcome untold(Transaction tx, RequestRow request, String why) {
    tables.untold(tx, request, why, clock.instant());
    return Outcome.done();
  }
}
