package org.overread.request;

import java.time.Instant;
import org.overread.database.Row;
import org.overread.rules.Decision;

/**
 * A decision as stored.
 *
 * @param pk key
 * @param studyPk of its study
 * @param contentVersion of the study that was evaluated
 * @param decidedAt when
 * @param decision what was decided, with each rule's answer and evidence
 */
public record DecisionRow(
    long pk, long studyPk, int contentVersion, Instant decidedAt, Decision decision) {

  static DecisionRow of(Row row) {
    Decision decision =
        new Decision(
            row.string("outcome").equals(DecisionTable.FLAGGED),
            row.integer("level"),
            row.string("rule_set_version"),
            row.string("inputs_sha256"),
            CaseJson.readResults(row.string("rules")));
    return new DecisionRow(
        row.number("decision_pk"),
        row.number("study_pk"),
        row.integer("content_version"),
        row.time("decided_at").orElseThrow(),
        decision);
  }
}
