package org.overread.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.request.DecisionRow;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.Outcome;
import org.overread.work.WorkItem;

/** The step EVALUATE: from a complete study and its report to a stored decision. */
final class CaseEvaluation {
  /** A study that comes back from a destination within this time makes no case (FWD-06). */
  static final Duration RETURN_PERIOD = Duration.ofDays(30);

  private final Database database;
  private final CaseTables tables;
  private final CaseFactsReader reader;
  private final CaseRules rules;
  private final CaseRouting routing;
  private final ImageReports imageReports;
  private final LateInstances late;
  private final CaseReview review;
  private final ReportPolicy policy;
  private final Clock clock;

  CaseEvaluation(
      Database database,
      CaseTables tables,
      CaseFactsReader reader,
      CaseRules rules,
      CaseRouting routing,
      ImageReports imageReports,
      LateInstances late,
      CaseReview review,
      ReportPolicy policy,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.reader = reader;
    this.rules = rules;
    this.routing = routing;
    this.imageReports = imageReports;
    this.late = late;
    this.review = review;
    this.policy = policy;
    this.clock = clock;
  }

  /**
   * A complete study is decided; one that is decided is looked at again when its report changed.
   */
  Outcome evaluate(WorkItem item) {
    long studyPk = item.subject();
    Optional<StudyRow> study = database.inTransaction(tx -> tables.studies().find(tx, studyPk));
    if (study.isEmpty()) {
      return Outcome.done();
    }
    if (study.get().state() == StudyState.COMPLETE) {
      imageReports.take(study.get());
    }
    Instant since = clock.instant().minus(RETURN_PERIOD);
    Optional<CaseInputs> inputs =
        database.inTransaction(tx -> CaseInputs.load(tx, tables, studyPk, since));
    if (inputs.isEmpty()) {
      return Outcome.done();
    }
    return inputs.get().study().state() == StudyState.COMPLETE
        ? complete(inputs.get(), false)
        : review.again(inputs.get());
  }

  /**
   * An administrator asked for a decision by the rules in force: a study that waits for its report
   * is decided without.
   */
  Outcome again(WorkItem item) {
    Instant since = clock.instant().minus(RETURN_PERIOD);
    return database
        .inTransaction(tx -> CaseInputs.load(tx, tables, item.subject(), since))
        .map(
            inputs ->
                inputs.study().state() == StudyState.COMPLETE
                    ? complete(inputs, true)
                    : review.asked(inputs))
        .orElseGet(Outcome::done);
  }

  private Outcome complete(CaseInputs inputs, boolean asked) {
    long study = inputs.study().pk();
    if (inputs.requested()) {
      return database.durably(tx -> late.send(tx, study));
    }
    if (inputs.isReturned()) {
      String reason = "came back from a reading group it was sent to; no case is made of it";
      database.run(
          tx ->
              tables.move(
                  tx, study, StudyState.COMPLETE, StudyState.NOT_FLAGGED, reason, clock.instant()));
      return Outcome.done();
    }
    Optional<Instant> until = asked ? Optional.empty() : waitsUntil(inputs);
    if (until.isPresent() && inputs.reports().isEmpty()) {
      return waitForReport(inputs.study(), until.get());
    }
    Instant now = CaseTables.storable(clock.instant());
    CaseFacts facts = reader.read(inputs, now);
    Decision decision = rules.decide(facts);
    if (until.isPresent() && !decision.flagged()) {
      return waitForReport(inputs.study(), until.get()); // unsigned, and nothing urgent in it
    }
    return database.durably(tx -> decide(tx, inputs.study(), facts, decision, now));
  }

  /** When the study is decided although no signed report has come; empty when that is now. */
  private Optional<Instant> waitsUntil(CaseInputs inputs) {
    Instant until = inputs.study().lastReceivedAt().plus(policy.longestWait());
    return policy.expected() && !inputs.isReported() && clock.instant().isBefore(until)
        ? Optional.of(until)
        : Optional.empty();
  }

  private Outcome waitForReport(StudyRow study, Instant until) {
    String reason = "waits for its report, until " + until;
    database.run(
        tx -> {
          if (!study.reason().equals(reason)) {
            tables.move(
                tx, study.pk(), StudyState.COMPLETE, StudyState.COMPLETE, reason, clock.instant());
          }
        });
    return Outcome.retryAt(until, reason);
  }

  /**
   * @param now when the facts were read: those of the same time are the same as long as nothing
   *     changed
   */
  private Outcome decide(
      Transaction tx, StudyRow study, CaseFacts facts, Decision decision, Instant now) {
    StudyState next = stateOf(decision);
    if (!tables.move(tx, study.pk(), StudyState.COMPLETE, next, reasonOf(decision), now)) {
      return Outcome
          .done(); // reopened or held meanwhile: it is evaluated when it is complete again
    }
    if (tables.studies().find(tx, study.pk()).orElseThrow().contentVersion()
        != study.contentVersion()) {
      String reason = "instances arrived during the evaluation";
      tables.move(tx, study.pk(), next, StudyState.COMPLETE, reason, now);
      return Outcome.retryAt(now, reason);
    }
    DecisionRow stored = tables.store(tx, study, facts, decision, now);
    if (next == StudyState.FLAGGED) {
      routing.begin(tx, study, stored, facts);
    }
    return Outcome.done();
  }

  static StudyState stateOf(Decision decision) {
    if (!decision.flagged()) {
      return StudyState.NOT_FLAGGED;
    }
    return decision.needsApproval() ? StudyState.AWAITING_APPROVAL : StudyState.FLAGGED;
  }

  static String reasonOf(Decision decision) {
    if (decision.needsApproval()) {
      return "flagged, level " + decision.level() + "; waits for approval";
    }
    if (decision.flagged()) {
      return "flagged, level "
          + decision.level()
          + (decision.careMustNotWait() ? "; care must not wait" : "");
    }
    return decision.withheld().isEmpty()
        ? "no rule asks for a second reading"
        : "not flagged: " + String.join("; ", decision.withheld());
  }
}
