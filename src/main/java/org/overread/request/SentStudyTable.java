package org.overread.request;

import java.time.Instant;
import java.util.List;
import org.overread.database.Transaction;

/**
 * Table sent_study: to whom a study was sent, remembered beyond its removal so that its return
 * makes no case (FWD-06).
 */
public final class SentStudyTable {

  public void sent(Transaction tx, String studyUid, String aeTitle, Instant now) {
    int known =
        tx.update(
            "UPDATE sent_study SET sent_at = ? WHERE study_uid = ? AND ae_title = ?",
            now,
            studyUid,
            aeTitle);
    if (known == 0) {
      tx.update(
          "INSERT INTO sent_study (study_uid, ae_title, sent_at) VALUES (?, ?, ?)",
          studyUid,
          aeTitle,
          now);
    }
  }

  /** AE titles the study was sent to since a time. */
  public List<String> destinations(Transaction tx, String studyUid, Instant since) {
    return tx.query(
        "SELECT ae_title FROM sent_study WHERE study_uid = ? AND sent_at >= ?",
        row -> row.string("ae_title"),
        studyUid,
        since);
  }

  public int forgetBefore(Transaction tx, Instant time) {
    return tx.update("DELETE FROM sent_study WHERE sent_at < ?", time);
  }
}
