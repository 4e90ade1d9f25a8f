package org.overread.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;

/** Table request: one row per study and reading group, whatever arrives later (CMP-20). */
public final class RequestTable {
  private static final int LONGEST_REASON = 500;

  /**
   * Makes a request, or gives the one that the study already has with this group, put into the
   * state given.
   */
  public long open(
      Transaction tx,
      long studyPk,
      long decisionPk,
      String readingGroup,
      int level,
      List<String> choice,
      RequestState state,
      Instant now) {
    Optional<Long> known =
        tx.first(
            "SELECT request_pk FROM request WHERE study_pk = ? AND reading_group = ?",
            row -> row.number("request_pk"),
            studyPk,
            readingGroup);
    if (known.isPresent()) {
      tx.update(
          "UPDATE request SET decision_pk = ?, level = ?, choice = ?, state = ?, reason = '' WHERE"
              + " request_pk = ?",
          decisionPk,
          level,
          CaseJson.write(choice),
          state.name(),
          known.get());
      return known.get();
    }
    return tx.insert(
        "request_pk",
        """
        INSERT INTO request (study_pk, decision_pk, reading_group, level, choice, state, reason, created_at, attempts)
        VALUES (?, ?, ?, ?, ?, ?, '', ?, 0)
        """,
        studyPk,
        decisionPk,
        readingGroup,
        level,
        CaseJson.write(choice),
        state.name(),
        now);
  }

  public Optional<RequestRow> find(Transaction tx, long requestPk) {
    return tx.first("SELECT * FROM request WHERE request_pk = ?", RequestRow::of, requestPk);
  }

  /** Oldest first. */
  public List<RequestRow> ofStudy(Transaction tx, long studyPk) {
    return tx.query(
        "SELECT * FROM request WHERE study_pk = ? ORDER BY request_pk", RequestRow::of, studyPk);
  }

  /** Keeps other transactions from changing the request until this one ends. */
  public void lock(Transaction tx, long requestPk) {
    tx.update("UPDATE request SET state = state WHERE request_pk = ?", requestPk);
  }

  /** Instances wait again: a new round of attempts. */
  public void waiting(Transaction tx, long requestPk, String reason) {
    tx.update(
        """
        UPDATE request SET state = ?, reason = ?, attempts = 0, trying_since = NULL, finished_at = NULL WHERE request_pk = ?
        """,
        RequestState.WAITING.name(),
        cut(reason),
        requestPk);
  }

  /** An attempt begins. */
  public void sending(Transaction tx, long requestPk, Instant now) {
    tx.update(
        """
        UPDATE request SET state = ?, reason = '', attempts = attempts + 1, trying_since = COALESCE(trying_since, ?),
          finished_at = NULL
        WHERE request_pk = ?
        """,
        RequestState.SENDING.name(),
        now,
        requestPk);
  }

  /**
   * An attempt ended before everything was answered; attempts begin at 1 again when it made
   * progress.
   */
  public void interrupted(Transaction tx, long requestPk, boolean progress, String reason) {
    tx.update(
        "UPDATE request SET state = ?, reason = ?, attempts = CASE WHEN ? THEN 1 ELSE attempts END"
            + " WHERE request_pk = ?",
        RequestState.WAITING.name(),
        cut(reason),
        progress,
        requestPk);
  }

  /** No attempt is made now; the count of attempts stays. */
  public void postponed(Transaction tx, long requestPk, String reason) {
    tx.update(
        "UPDATE request SET state = ?, reason = ? WHERE request_pk = ?",
        RequestState.WAITING.name(),
        cut(reason),
        requestPk);
  }

  public void sent(Transaction tx, long requestPk, String reason, Instant now) {
    tx.update(
        "UPDATE request SET state = ?, reason = ?, attempts = 0, trying_since = NULL, finished_at ="
            + " ? WHERE request_pk = ?",
        RequestState.SENT.name(),
        cut(reason),
        now,
        requestPk);
  }

  public void needsAttention(Transaction tx, long requestPk, String reason) {
    tx.update(
        "UPDATE request SET state = ?, reason = ? WHERE request_pk = ?",
        RequestState.NEEDS_ATTENTION.name(),
        cut(reason),
        requestPk);
  }

  /** Taken back; what was sent stays in the ledger. */
  public void recalled(Transaction tx, long requestPk, String reason) {
    tx.update(
        "UPDATE request SET state = ?, reason = ?, attempts = 0, trying_since = NULL, finished_at ="
            + " NULL WHERE request_pk = ?",
        RequestState.RECALLED.name(),
        cut(reason),
        requestPk);
  }

  /** An attempt begins to tell the group that the request was taken back. */
  public void telling(Transaction tx, long requestPk, Instant now) {
    tx.update(
        """
        UPDATE request SET attempts = attempts + 1, trying_since = COALESCE(trying_since, ?), finished_at = NULL
        WHERE request_pk = ? AND state = 'RECALLED'
        """,
        now,
        requestPk);
  }

  /** The group knows that the request was taken back. */
  public void told(Transaction tx, long requestPk, String reason, Instant now) {
    tx.update(
        """
        UPDATE request SET reason = ?, attempts = 0, trying_since = NULL, finished_at = ?
        WHERE request_pk = ? AND state = 'RECALLED'
        """,
        cut(reason),
        now,
        requestPk);
  }

  /** The request now rests on another decision. */
  public void decided(Transaction tx, long requestPk, long decisionPk, int level) {
    tx.update(
        "UPDATE request SET decision_pk = ?, level = ? WHERE request_pk = ?",
        decisionPk,
        level,
        requestPk);
  }

  /**
   * Requests made to a group from one time up to another, dry runs included: what a daily cap
   * counts.
   */
  public int madeBetween(Transaction tx, String readingGroup, Instant from, Instant to) {
    return tx.first(
            "SELECT COUNT(*) AS made FROM request WHERE reading_group = ? AND created_at >= ? AND"
                + " created_at < ?",
            row -> row.integer("made"),
            readingGroup,
            from,
            to)
        .orElseThrow();
  }

  /**
   * When a reading group was first asked for a study; empty when none was, or every request was
   * taken back.
   *
   * @param dryRuns whether what a dry run would have asked counts too
   */
  public Optional<Instant> firstMade(Transaction tx, long studyPk, boolean dryRuns) {
    return tx.first(
            "SELECT MIN(created_at) AS made FROM request WHERE study_pk = ? AND state NOT IN (?,"
                + " ?)",
            row -> row.time("made"),
            studyPk,
            RequestState.RECALLED.name(),
            (dryRuns ? RequestState.RECALLED : RequestState.DRY_RUN).name())
        .flatMap(time -> time);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }
}
