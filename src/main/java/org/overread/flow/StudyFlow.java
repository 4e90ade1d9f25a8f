package org.overread.flow;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.overread.archive.InstanceReader;
import org.overread.context.CaseContext;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.forward.CircuitBreakers;
import org.overread.forward.ForwardSettings;
import org.overread.forward.Forwarder;
import org.overread.forward.OrderSender;
import org.overread.report.Matching;
import org.overread.report.ReportIntake;
import org.overread.request.RequestState;
import org.overread.routing.ReadingGroup;
import org.overread.services.ReadMessage;
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
  private final CaseRouting routing;
  private final ReadMessage messages;
  private final CaseDelivery delivery;
  private final Clock clock;

  /**
   * @param matching brings reports and orders to studies; it tells {@link ReportChanges}
   * @param messages reads what came in by HL7
   * @param rules in force, see {@link CaseRules#of}
   * @param context what is known here beside images and report
   * @param choice the routing table in force, e.g. {@code routingTable::choose}
   * @param groups all groups of the settings in force
   * @param clock its zone is that of hours, caps and windows
   */
  public StudyFlow(
      Database database,
      WorkTable work,
      InstanceReader archive,
      Matching matching,
      ReadMessage messages,
      CaseRules rules,
      ReportPolicy reports,
      CaseContext context,
      GroupChoice choice,
      Supplier<List<ReadingGroup>> groups,
      Forwarder forwarder,
      OrderSender orders,
      CircuitBreakers breakers,
      ForwardSettings settings,
      Clock clock) {
    ReadingGroups byName = new ReadingGroups(groups);
    ArchivedInstances instances = new ArchivedInstances(archive);
    CaseFactsReader reader =
        new CaseFactsReader(instances, rules, reports, context, clock.getZone());
    this.database = database;
    this.tables = CaseTables.of(work);
    this.messages = messages;
    this.routing = new CaseRouting(database, tables, byName, reader, choice, settings, clock);
    this.evaluation =
        new CaseEvaluation(
            database,
            tables,
            reader,
            rules,
            routing,
            new ImageReports(database, instances, new ReportIntake(matching, clock), matching),
            new LateInstances(tables, byName, settings, clock),
            new CaseReview(database, tables, reader, rules, routing, clock),
            reports,
            clock);
    CaseDocuments documents =
        new CaseDocuments(
            database,
            tables,
            new CaseContent(tables, rules, clock),
            instances,
            new DocumentSender(database, forwarder, orders, clock),
            new FirstReports(database)::of);
    this.delivery =
        new CaseDelivery(
            database,
            tables,
            byName,
            forwarder,
            documents,
            new CaseRecall(database, tables, byName, documents, breakers, settings, clock),
            breakers,
            settings,
            clock);
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
      case DECIDE_AGAIN -> evaluation.again(item);
      case ROUTE -> routing.route(item);
      case FORWARD -> delivery.forward(item, lease);
      case READ_MESSAGE -> {
        messages.read(item.subject());
        yield Outcome.done();
      }
    };
  }

  @Override
  public void gaveUp(WorkItem item, String reason) {
    switch (Step.valueOf(item.step())) {
      case EVALUATE -> stop(item, StudyState.COMPLETE, "cannot be evaluated: " + reason);
      case ROUTE -> stop(item, StudyState.FLAGGED, "no reading group can be chosen: " + reason);
      case DECIDE_AGAIN -> tellNotDecided(item, reason);
      case READ_MESSAGE -> messages.gaveUp(item.subject(), reason);
      case FORWARD ->
          database.durably(
              tx -> {
                tables
                    .requests()
                    .find(tx, item.subject())
                    .ifPresent(
                        request -> {
                          if (request.state() == RequestState.RECALLED) {
                            tables.untold(tx, request, reason, clock.instant());
                          } else {
                            tables.needsAttention(tx, request, reason, clock.instant());
                          }
                        });
                return true;
              });
    }
  }

  /** The decision made before stands. */
  private void tellNotDecided(WorkItem item, String reason) {
    String what = "cannot be evaluated again: " + reason;
    database.run(
        tx ->
            tables.studies().happened(tx, item.subject(), clock.instant(), CaseTables.NODE, what));
  }

  private void stop(WorkItem item, StudyState from, String reason) {
    database.durably(
        tx ->
            tables.move(
                tx, item.subject(), from, StudyState.NEEDS_ATTENTION, reason, clock.instant()));
  }
}
