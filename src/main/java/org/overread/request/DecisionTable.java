package org.overread.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.overread.database.Transaction;
import org.overread.rules.Decision;

/**
 * Table decision: what the rules said, with rule set version, inputs, answers and evidence
 * (FWD-01).
 */
public final class DecisionTable {
  static final String FLAGGED = "FLAGGED";
  private static final String NOT_FLAGGED = "NOT_FLAGGED";

  /**
   * Stores a decision with what it was made of; gives its key.
   *
   * @param inputs the facts as {@code FactsJson} writes them
   */
  public long add(
      Transaction tx,
      long studyPk,
      int contentVersion,
      Instant decidedAt,
      Decision decision,
      String inputs) {
    return tx.insert(
        "decision_pk",
        """
        INSERT INTO decision (study_pk, content_version, decided_at, outcome, level, rule_set_version, inputs_sha256, rules, inputs)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        studyPk,
        contentVersion,
        decidedAt,
        decision.flagged() ? FLAGGED : NOT_FLAGGED,
        decision.level(),
        decision.ruleSetVersion(),
        decision.inputsSha256(),
        CaseJson.write(decision.results()),
        inputs);
  }

  /** The decision that counts: the last one made. */
  public Optional<DecisionRow> newest(Transaction tx, long studyPk) {
    return tx.first(
        "SELECT * FROM decision WHERE study_pk = ? ORDER BY decision_pk DESC LIMIT 1",
        DecisionRow::of,
        studyPk);
  }

  /** The facts a decision was made of; empty for one made before they were stored. */
  public Optional<String> inputs(Transaction tx, long decisionPk) {
    return tx.first(
            "SELECT inputs FROM decision WHERE decision_pk = ?",
            row -> row.text("inputs"),
            decisionPk)
        .flatMap(Function.identity());
  }

  /** All decisions of a study, oldest first. */
  public List<DecisionRow> ofStudy(Transaction tx, long studyPk) {
    return tx.query(
        "SELECT * FROM decision WHERE study_pk = ? ORDER BY decision_pk", DecisionRow::of, studyPk);
  }
}
