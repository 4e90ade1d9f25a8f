package org.overread.admin;

import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.request.DecisionRow;
import org.overread.request.DecisionTable;
import org.overread.rules.FactsJson;
import org.overread.rules.Replay;
import org.overread.rules.RuleIssue;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rules of the running node: exchanged, and decisions held against them. */
final class LiveRulesDesk {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRulesDesk.class);

  private final RunningParts parts;
  private final StudyTable studies = new StudyTable();
  private final DecisionTable decisions = new DecisionTable();

  LiveRulesDesk(RunningParts parts) {
    this.parts = parts;
  }

  /** Decided studies stay as they were decided. */
  ReloadReport reload(String who) {
    List<String> mistakes =
        parts
            .rules()
            .reload(
                parts.configuration().rulesDirectory(), parts.configuration().vocabularyDirectory())
            .stream()
            .map(RuleIssue::toString)
            .toList();
    String version = parts.rules().current().version();
    LOG.atInfo()
        .addKeyValue("who", who)
        .addKeyValue("rules", version)
        .addKeyValue("mistakes", mistakes.size())
        .log(mistakes.isEmpty() ? "rules loaded" : "rules not loaded; the old ones stay");
    return new ReloadReport(version, mistakes);
  }

  ActionResult replay(String studyUid) {
    return parts.database().inTransaction(tx -> replay(tx, studyUid));
  }

  private ActionResult replay(Transaction tx, String studyUid) {
    Optional<StudyRow> study = studies.find(tx, studyUid);
    if (study.isEmpty()) {
      return ActionResult.unknownStudy();
    }
    Optional<DecisionRow> decided = decisions.newest(tx, study.get().pk());
    if (decided.isEmpty()) {
      return ActionResult.refused("the study is not decided", "overread explain tells its state");
    }
    Optional<String> inputs = decisions.inputs(tx, decided.get().pk());
    if (inputs.isEmpty()) {
      return ActionResult.refused(
          "the decision was made before inputs were stored", "overread evaluate decides again");
    }
    Replay replay =
        Replay.of(parts.rules().current(), FactsJson.read(inputs.get()), decided.get().decision());
    return replay.isSame()
        ? ActionResult.done("the stored inputs give the same decision, rule by rule")
        : ActionResult.refused(
            "the stored inputs give another decision: " + String.join("; ", replay.differences()),
            "overread evaluate decides the study by the rules in force");
  }
}
