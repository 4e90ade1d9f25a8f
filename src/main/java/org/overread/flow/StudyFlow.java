package org.overread.flow;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.overread.archive.InstanceReader;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.forward.CircuitBreakers;
import org.overread.forward.ForwardSettings;
import org.overread.forward.Forwarder;
import org.overread.routing.ReadingGroup;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.study.CompletionListener;
import org.overread.study.StudyState;
import org.overread.work.Lease;
import org.overread.work.Outcome;
import org.overread.work.WorkHandler;
import org.overread.work.WorkItem;
import org.overread.work.WorkTable;

/**
 * The way of a study after it is complete: evaluated, requested of a reading group, sent. Each step
 * ends in one transaction that moves the study and enqueues the next step; a step may run twice,
 * never half.
 */
public final class StudyFlow implements WorkHandler, CompletionListener {
  private final Database database;
  private final CaseTables tables;
  private final CaseEvaluation evaluation;
  private final CaseDelivery delivery;
  private final Clock clock;

  /**
   * @param rules the rule set in force, e.g. {@code ruleSet::evaluate}
   * @param choice the routing table in force, e.g. {@code routingTable::choose}
   * @param groups all groups of the settings in force
   * @param clock its zone is that of hours, caps and windows
   */
  public StudyFlow(
      Database database,
      WorkTable work,
      InstanceReader archive,
      Function<CaseFacts, Decision> rules,
      GroupChoice choice,
      Supplier<List<ReadingGroup>> groups,
      Forwarder forwarder,
      CircuitBreakers breakers,
      ForwardSettings settings,
      Clock clock) {
    ReadingGroups byName = new ReadingGroups(groups);
    CaseReader reader = new CaseReader(archive, clock.getZone());
    this.database = database;
    this.tables = CaseTables.of(work);
    this.evaluation =
        new CaseEvaluation(database, tables, byName, reader, rules, choice, settings, clock);
    CaseDocuments documents =
        new CaseDocuments(database, tables, reader, forwarder, studyPk -> Optional.empty(), clock);
    this.delivery =
        new CaseDelivery(database, tables, byName, forwarder, documents, breakers, settings, clock);
    this.clock = clock;
  }

  @Override
  public void complete(Transaction tx, long studyPk, int contentVersion) {
    tables.enqueueEvaluation(tx, studyPk, clock.instant());
  }

  @Override
  public Outcome handle(WorkItem item, Lease lease) {
    return switch (Step.valueOf(item.step())) {
      case EVALUATE -> evaluation.evaluate(item);
      case ROUTE -> evaluation.route(item);
      case FORWARD -> delivery.forward(item, lease);
    };
  }

  @Override
  public void gaveUp(WorkItem item, String reason) {
    switch (Step.valueOf(item.step())) {
      case EVALUATE -> stop(item, StudyState.COMPLETE, "cannot be evaluated: " + reason);
      case ROUTE -> stop(item, StudyState.FLAGGED, "no reading group can be chosen: " + reason);
      case FORWARD ->
          database.durably(
              tx -> {
                tables
                    .requests()
                    .find(tx, item.subject())
                    .ifPresent(
                        request -> tables.needsAttention(tx, request, reason, clock.instant()));
                return true;
              });
    }
  }

  private void stop(WorkItem item, StudyState from, String reason) {
    database.durably(
        tx ->
            tables.move(
                tx, item.subject(), from, StudyState.NEEDS_ATTENTION, reason, clock.instant()));
  }
}
