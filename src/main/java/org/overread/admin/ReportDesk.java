package org.overread.admin;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.report.DocumentRow;
import org.overread.report.DocumentState;
import org.overread.report.Matching;
import org.overread.services.Inbox;
import org.overread.services.MessageState;
import org.overread.services.MessageTable;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an administrator sees and does of reports, orders and messages. */
public final class ReportDesk {
  private static final Logger LOG = LoggerFactory.getLogger(ReportDesk.class);

  private final Database database;
  private final Matching matching;
  private final MessageTable messages;
  private final Inbox inbox;
  private final Clock clock;
  private final StudyTable studies = new StudyTable();

  public ReportDesk(
      Database database, Matching matching, MessageTable messages, Inbox inbox, Clock clock) {
    this.database = database;
    this.matching = matching;
    this.messages = messages;
    this.inbox = inbox;
    this.clock = clock;
  }

  /** Reports and orders in a state, newest first. */
  List<DocumentReport> documents(DocumentState state, int limit) {
    return database.inTransaction(
        tx -> {
          List<DocumentReport> reports = new ArrayList<>();
          for (DocumentRow row : matching.list(tx, state, limit)) {
            List<String> uids =
                matching.studies(tx, row.pk()).stream()
                    .flatMap(pk -> studies.find(tx, pk).stream())
                    .map(StudyRow::studyUid)
                    .toList();
            reports.add(DocumentReport.of(row, uids));
          }
          return reports;
        });
  }

  /** HL7 messages in a state, newest first. */
  List<MessageReport> messages(MessageState state, int limit) {
    return database.inTransaction(
        tx -> messages.inState(tx, state, limit).stream().map(MessageReport::of).toList());
  }

  /** The reports and orders of a study, all versions, oldest first. */
  List<DocumentReport> ofStudy(Transaction tx, StudyRow study) {
    return matching.ofStudy(tx, study.pk()).stream()
        .map(row -> DocumentReport.of(row, List.of(study.studyUid())))
        .toList();
  }

  /** How many documents are in each state, by its name. */
  Map<String, Long> documentCounts(Transaction tx) {
    return byName(matching.countByState(tx));
  }

  /** How many HL7 messages are in each state, by its name. */
  Map<String, Long> messageCounts(Transaction tx) {
    return byName(messages.countByState(tx));
  }

  private static <S extends Enum<S>> Map<String, Long> byName(Map<S, Long> counts) {
    Map<String, Long> result = new TreeMap<>();
    counts.forEach((state, count) -> result.put(state.name(), count));
    return result;
  }

  ActionResult attach(long documentPk, String studyUid, String who) {
    return database.durably(
        tx -> {
          Optional<StudyRow> study = studies.find(tx, studyUid);
          if (study.isEmpty()) {
            return ActionResult.unknownStudy();
          }
          if (matching.find(tx, documentPk).isEmpty()) {
            return unknownDocument();
          }
          if (!matching.attach(tx, documentPk, study.get().pk(), who)) {
            return ActionResult.refused(
                "the document was put aside, or is with this study already",
                "overread documents tells its state");
          }
          String what = "document " + documentPk + " attached";
          studies.happened(tx, study.get().pk(), clock.instant(), who, what);
          return ActionResult.done("attached; the study is evaluated with it");
        });
  }

  ActionResult discard(long documentPk, String who) {
    return database.durably(
        tx -> {
          if (matching.find(tx, documentPk).isEmpty()) {
            return unknownDocument();
          }
          return matching.discard(tx, documentPk, who)
              ? ActionResult.done("put aside; no rule reads it")
              : ActionResult.refused(
                  "the document was put aside before", "overread documents --state DISCARDED");
        });
  }

  ActionResult readAgain(long messagePk, String who) {
    boolean again = inbox.readAgain(messagePk);
    LOG.atInfo()
        .addKeyValue("who", who)
        .addKeyValue("message", messagePk)
        .addKeyValue("again", again)
        .log("reading an HL7 message again was asked for");
    return again
        ? ActionResult.done("it is read again")
        : ActionResult.refused(
            "there is no refused or ignored message of this number",
            "overread messages --state REFUSED lists them");
  }

  private static ActionResult unknownDocument() {
    return ActionResult.refused(
        "there is no document of this number", "overread documents lists them");
  }
}
