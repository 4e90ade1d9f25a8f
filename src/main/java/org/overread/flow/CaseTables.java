package org.overread.flow;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.request.DecisionRow;
import org.overread.request.DecisionTable;
import org.overread.request.DeliveryState;
import org.overread.request.DeliveryTable;
import org.overread.request.Ledger;
import org.overread.request.RequestRow;
import org.overread.request.RequestState;
import org.overread.request.RequestTable;
import org.overread.request.SentStudyTable;
import org.overread.routing.ReadingGroup;
import org.overread.rules.CaseFacts;
import org.overread.rules.Decision;
import org.overread.rules.FactsJson;
import org.overread.study.InstanceTable;
import org.overread.study.StudyRow;
import org.overread.study.StudyState;
import org.overread.study.StudyTable;
import org.overread.work.WorkTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The tables of a case, and the changes that more than one step makes to them. */
record CaseTables(
    StudyTable studies,
    InstanceTable instances,
    DecisionTable decisions,
    RequestTable requests,
    DeliveryTable deliveries,
    SentStudyTable sentStudies,
    WorkTable work) {
  /** The queue of the steps before a group is chosen; the name cannot be that of a group. */
  static final String EVALUATION_QUEUE = "(evaluation)";

  /** Who acts, in the events of a study, when nobody told the node to. */
  static final String NODE = "overread";

  /** How urgent a case is before its level is known; the middle of 1..5. */
  private static final int UNKNOWN_LEVEL = 3;

  private static final int LONGEST_REASON = 500;

  private static final Logger LOG = LoggerFactory.getLogger(StudyFlow.class);

  static CaseTables of(WorkTable work) {
    return new CaseTables(
        new StudyTable(),
        new InstanceTable(),
        new DecisionTable(),
        new RequestTable(),
        new DeliveryTable(),
        new SentStudyTable(),
        work);
  }

  void enqueueEvaluation(Transaction tx, long studyPk, Instant now) {
    work.enqueue(tx, Step.EVALUATE.name(), studyPk, EVALUATION_QUEUE, UNKNOWN_LEVEL, now, now);
  }

  /** A decided study is decided with the rules in force, because an administrator asked. */
  void enqueueReview(Transaction tx, long studyPk, Instant now) {
    work.enqueue(tx, Step.DECIDE_AGAIN.name(), studyPk, EVALUATION_QUEUE, UNKNOWN_LEVEL, now, now);
  }

  void enqueueRouting(Transaction tx, long studyPk, int level, Instant now, Instant due) {
    work.enqueue(tx, Step.ROUTE.name(), studyPk, EVALUATION_QUEUE, level, now, due);
  }

  void enqueueForward(Transaction tx, RequestRow request, Instant now) {
    work.enqueue(
        tx, Step.FORWARD.name(), request.pk(), request.readingGroup(), request.level(), now, now);
  }

  /** Moves a study and remembers it; false when it was not in the state expected. */
  boolean move(
      Transaction tx, long studyPk, StudyState from, StudyState to, String reason, Instant now) {
    String text = cut(reason);
    if (!studies.move(tx, studyPk, from, to, text, now)) {
      return false;
    }
    studies.happened(tx, studyPk, now, NODE, to + ": " + text);
    String studyUid = studies.find(tx, studyPk).orElseThrow().studyUid();
    tx.afterCommit(() -> log(studyUid, to));
    return true;
  }

  /** Stores a decision on what the study holds now, and the facts, so that it can be replayed. */
  DecisionRow store(
      Transaction tx, StudyRow study, CaseFacts facts, Decision decision, Instant now) {
    String inputs = FactsJson.write(facts);
    long pk = decisions.add(tx, study.pk(), study.contentVersion(), now, decision, inputs);
    return new DecisionRow(pk, study.pk(), study.contentVersion(), now, decision);
  }

  /**
   * Without the reason: it may quote the study or a comment of the destination. explain tells it.
   */
  private static void log(String studyUid, StudyState to) {
    Level level = to == StudyState.NEEDS_ATTENTION ? Level.WARN : Level.INFO;
    LOG.atLevel(level)
        .addKeyValue("study", studyUid)
        .addKeyValue("state", to)
        .log("study moved on");
  }

  /**
   * A request that will not go on by itself, and its study unless that has gone another way
   * meanwhile.
   */
  void needsAttention(Transaction tx, RequestRow request, String reason, Instant now) {
    String text = cut(request.readingGroup() + ": " + reason);
    requests.needsAttention(tx, request.pk(), text);
    boolean moved =
        move(tx, request.studyPk(), StudyState.FLAGGED, StudyState.NEEDS_ATTENTION, text, now)
            || move(
                tx, request.studyPk(), StudyState.FORWARDED, StudyState.NEEDS_ATTENTION, text, now);
    if (!moved) {
      studies.happened(tx, request.studyPk(), now, NODE, text);
    }
  }

  /**
   * A group does not know that its request was taken back: a person must tell it. The request stays
   * recalled, so that no retry sends images of it.
   */
  void untold(Transaction tx, RequestRow request, String why, Instant now) {
    String text =
        request.readingGroup() + " could not be told that its request is withdrawn: " + why;
    studies.happened(tx, request.studyPk(), now, NODE, cut(text));
    move(tx, request.studyPk(), StudyState.NOT_FLAGGED, StudyState.NEEDS_ATTENTION, text, now);
  }

  /** Recalled requests of which the group has something and was not told. */
  List<RequestRow> untoldRequests(Transaction tx, long studyPk) {
    return requests.ofStudy(tx, studyPk).stream()
        .filter(request -> request.state() == RequestState.RECALLED)
        .filter(request -> request.finishedAt().isEmpty())
        .filter(request -> !deliveries.sent(tx, request.pk()).isEmpty())
        .toList();
  }

  /** Requests that are more than a record of what would have been done. */
  List<RequestRow> realRequests(Transaction tx, long studyPk) {
    return requests.ofStudy(tx, studyPk).stream()
        .filter(request -> request.state() != RequestState.DRY_RUN)
        .toList();
  }

  /** Real requests that were not taken back. */
  List<RequestRow> openRequests(Transaction tx, long studyPk) {
    return realRequests(tx, studyPk).stream()
        .filter(request -> request.state() != RequestState.RECALLED)
        .toList();
  }

  /**
   * Hands the instances a request does not have yet to it; it is locked until the transaction ends.
   * Gives their number.
   */
  int addMissing(
      Transaction tx, RequestRow request, int contentVersion, ReadingGroups groups, Instant now) {
    requests.lock(tx, request.pk());
    String destination = groups.aeTitleOf(request.readingGroup());
    boolean blinded = groups.find(request.readingGroup()).filter(ReadingGroup::blinded).isPresent();
    return deliveries.addMissing(
        tx, request.pk(), request.studyPk(), contentVersion, destination, blinded, now);
  }

  /** Requests that stopped for a human, if one did. */
  static Optional<RequestRow> stopped(List<RequestRow> requests) {
    return requests.stream()
        .filter(request -> request.state() == RequestState.NEEDS_ATTENTION)
        .findFirst();
  }

  /** "312 of 384 sent; 72 refused: A900 wrong class (70), C000 (2)". */
  static String summary(Ledger ledger) {
    StringBuilder text = new StringBuilder(ledger.sent() + " of " + ledger.total() + " sent");
    if (ledger.refused() > 0) {
      text.append("; ").append(ledger.refused()).append(" refused: ");
      text.append(
          String.join(
              ", ",
              ledger.remarks(DeliveryState.REFUSED).stream()
                  .map(remark -> remark.text() + " (" + remark.count() + ")")
                  .toList()));
    }
    return text.toString();
  }

  /** A time as the database gives it back: microseconds. */
  static Instant storable(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  static boolean isStat(int level) {
    return level <= 2;
  }

  private static String cut(String text) {
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }
}
