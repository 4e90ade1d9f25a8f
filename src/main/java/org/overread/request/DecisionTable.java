package org.overread.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.rules.Decision;

/**
 * Table decision: what the rules said, with rule set version, inputs, answers and evidence
 * (FWD-01).
 */
public final class DecisionTable {
  static final String FLAGGED = "FLAGGED";
  private static final String NOT_FLAGGED = "NOT_FLAGGED";

  /** Stores a decision; gives its key. */
  public long add(
      Transaction tx, long studyPk, int contentVersion, Instant decidedAt, Decision decision) {
    return tx.insert(
        "decision_pk",
        """
        INSERT INTO decision (study_pk, content_version, decided_at, outcome, level, rule_set_version, inputs_sha256, rules)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        studyPk,
        contentVersion,
        decidedAt,
        decision.flagged() ? FLAGGED : NOT_FLAGGED,
        decision.level(),
        decision.ruleSetVersion(),
        decision.inputsSha256(),
        CaseJson.write(decision.results()));
  }

  /** The decision that counts: the last one made. */
  public Optional<DecisionRow> newest(Transaction tx, long studyPk) {
    return tx.first(
        "SELECT * FROM decision WHERE study_pk = ? ORDER BY decision_pk DESC LIMIT 1",
        DecisionRow::of,
        studyPk);
  }

  /** All decisions of a study, oldest first. */
  public List<DecisionRow> ofStudy(Transaction tx, long studyPk) {
    return tx.query(
        "SELECT * FROM decision WHERE study_pk = ? ORDER BY decision_pk", DecisionRow::of, studyPk);
  }
}
