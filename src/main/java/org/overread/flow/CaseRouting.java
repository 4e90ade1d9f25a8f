package org.overread.flow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.forward.ForwardSettings;
import org.overread.request.DecisionRow;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.routing.RoutingChoice;
import org.overread.rules.CaseFacts;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.Outcome;
import org.overread.work.WorkItem;

/** The step ROUTE: from a flagged study to a request to a reading group. */
final class CaseRouting {
  private final Database database;
  private final CaseTables tables;
  private final ReadingGroups groups;
  private final CaseFactsReader reader;
  private final GroupChoice choice;
  private final ForwardSettings settings;
  private final Clock clock;

  CaseRouting(
      Database database,
      CaseTables tables,
      ReadingGroups groups,
      CaseFactsReader reader,
      GroupChoice choice,
      ForwardSettings settings,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.groups = groups;
    this.reader = reader;
    this.choice = choice;
    this.settings = settings;
    this.clock = clock;
  }

  /** A study has just been flagged: asks for a group, now or when one takes it. */
  void begin(Transaction tx, StudyRow study, DecisionRow decision, CaseFacts facts) {
    int level = decision.decision().level();
    route(tx, study, decision, facts)
        .ifPresent(due -> tables.enqueueRouting(tx, study.pk(), level, clock.instant(), due));
  }

  /** Asks again for a group when the time has come that was given the first time. */
  Outcome route(WorkItem item) {
    Optional<CaseInputs> found =
        database.inTransaction(
            tx ->
                CaseInputs.load(tx, tables, item.subject(), clock.instant())
                    .filter(inputs -> inputs.study().state() == StudyState.FLAGGED));
    if (found.isEmpty() || found.get().requested()) {
      return Outcome.done();
    }
    StudyRow study = found.get().study();
    CaseFacts facts = reader.read(found.get(), clock.instant());
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
    int added = tables.addMissing(tx, request, study.contentVersion(), groups, now);
    if (added == 0 && tables.deliveries().ledger(tx, pk).total() == 0) {
      tables.needsAttention(
          tx,
          request,
          "every instance came from this destination or is withheld; nothing to send",
          now);
      return;
    }
    String reason = "requested of " + group + ": " + String.join("; ", chosen.explanation());
    tables.move(tx, study.pk(), StudyState.FLAGGED, StudyState.FLAGGED, reason, now);
    tables.enqueueForward(tx, request, now);
  }
}
