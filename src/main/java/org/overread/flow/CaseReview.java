package org.overread.flow;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.request.DecisionRow;
import org.overread.request.Ledger;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.work.Outcome;

/**
 * Decides again when the report of a decided study has changed: it can raise a case, change the
 * request that is open, or take it back (HL-43, HL-44, FWD-11).
 */
final class CaseReview {
  static final Set<StudyState> DECIDED =
      EnumSet.of(
          StudyState.NOT_FLAGGED,
          StudyState.AWAITING_APPROVAL,
          StudyState.FLAGGED,
          StudyState.FORWARDED,
          StudyState.NEEDS_ATTENTION);

  private final Database database;
  private final CaseTables tables;
  private final CaseFactsReader reader;
  private final CaseRules rules;
  private final CaseRouting routing;
  private final Clock clock;

  CaseReview(
      Database database,
      CaseTables tables,
      CaseFactsReader reader,
      CaseRules rules,
      CaseRouting routing,
      Clock clock) {
    this.database = database;
    this.tables = tables;
    this.reader = reader;
    this.rules = rules;
    this.routing = routing;
    this.clock = clock;
  }

  /** The report changed: nothing is decided unless the facts have changed too. */
  Outcome again(CaseInputs inputs) {
    return again(inputs, false);
  }

  /** An administrator wants the rules in force, which may be others than those of the decision. */
  Outcome asked(CaseInputs inputs) {
    return again(inputs, true);
  }

  private Outcome again(CaseInputs inputs, boolean asked) {
    if (!DECIDED.contains(inputs.study().state()) || inputs.decided().isEmpty()) {
      return Outcome.done(); // not decided yet, or held: evaluated when it is complete
    }
    DecisionRow before = inputs.decided().get();
    // as of then: a report that has only become older has not changed
    CaseFacts then = reader.read(inputs, before.decidedAt());
    if (!asked && then.sha256().equals(before.decision().inputsSha256())) {
      return Outcome.done();
    }
    Instant now = CaseTables.storable(clock.instant());
    CaseFacts facts = reader.read(inputs, now);
    Decision decision = rules.decide(facts);
    return database.durably(tx -> change(tx, inputs, facts, decision, asked, now));
  }

  private Outcome change(
      Transaction tx,
      CaseInputs inputs,
      CaseFacts facts,
      Decision decision,
      boolean asked,
      Instant now) {
    StudyRow study = inputs.study();
    String reason =
        (asked ? "evaluated again: " : "report changed: ") + CaseEvaluation.reasonOf(decision);
    if (!tables.studies().move(tx, study.pk(), study.state(), study.state(), study.reason(), now)) {
      return Outcome.retryAt(now, "the study moved on during the evaluation");
    }
    DecisionRow stored = tables.store(tx, study, facts, decision, now);
    List<RequestRow> open = tables.openRequests(tx, study.pk());
    tables.studies().happened(tx, study.pk(), now, CaseTables.NODE, reason);
    if (!decision.flagged()) {
      return takeBack(tx, study, open, !asked && inputs.reports().isEmpty(), now);
    }
    if (!open.isEmpty()) {
      return amend(tx, open, stored, now);
    }
    StudyState next = CaseEvaluation.stateOf(decision);
    if (study.state() == StudyState.FLAGGED) {
      tables.enqueueRouting(tx, study.pk(), decision.level(), now, now);
      return Outcome.done();
    }
    tables.move(tx, study.pk(), study.state(), next, reason, now);
    if (next == StudyState.FLAGGED) {
      routing.begin(tx, study, stored, facts);
    }
    return Outcome.done();
  }

  /** The request stays and says what is known now. */
  private Outcome amend(Transaction tx, List<RequestRow> open, DecisionRow stored, Instant now) {
    for (RequestRow request : open) {
      tables.requests().decided(tx, request.pk(), stored.pk(), stored.decision().level());
      tables
          .requests()
          .find(tx, request.pk())
          .ifPresent(row -> tables.enqueueForward(tx, row, now));
    }
    return Outcome.done();
  }

  /**
   * Nothing more is sent at once; a group that has part of it is told. A person looks at what was
   * sent on a report that is no longer there.
   */
  private Outcome takeBack(
      Transaction tx, StudyRow study, List<RequestRow> open, boolean withdrawn, Instant now) {
    String why =
        withdrawn
            ? "the report it rested on was withdrawn"
            : "what stands now asks for no second reading";
    Optional<String> sent = Optional.empty();
    for (RequestRow request : open) {
      Ledger ledger = tables.deliveries().ledger(tx, request.pk());
      tables.requests().recalled(tx, request.pk(), why + "; " + CaseTables.summary(ledger));
      if (ledger.sent() > 0 || request.state() == RequestState.SENDING) {
        sent = Optional.of(request.readingGroup() + " has " + CaseTables.summary(ledger));
        tables.enqueueForward(tx, request, now);
      }
    }
    StudyState next =
        withdrawn && sent.isPresent() ? StudyState.NEEDS_ATTENTION : StudyState.NOT_FLAGGED;
    String reason = "recalled: " + why + sent.map(text -> "; " + text).orElse("");
    if (study.state() != StudyState.NOT_FLAGGED) {
      tables.move(tx, study.pk(), study.state(), next, open.isEmpty() ? why : reason, now);
    }
    return Outcome.done();
  }
}
