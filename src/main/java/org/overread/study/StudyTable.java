package org.overread.study;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.overread.database.Transaction;

/** Table study: look-ups and the only way a study changes its state. */
public final class StudyTable {

  /** Moves a study from one state to another; false when another run was first. */
  public boolean move(Transaction tx, long studyPk, StudyState from, StudyState to, String reason, Instant now) {
    return tx.update(
            "UPDATE study SET state = ?, reason = ?, state_since = ? WHERE study_pk = ? AND state = ?",
            to.name(), reason, now, studyPk, from.name())
        == 1;
  }

  public Optional<StudyRow> find(Transaction tx, long studyPk) {
    return tx.first("SELECT * FROM study WHERE study_pk = ?", StudyRow::of, studyPk);
  }

  public Optional<StudyRow> find(Transaction tx, String studyUid) {
    return tx.first("SELECT * FROM study WHERE study_uid = ?", StudyRow::of, studyUid);
  }

  /** Newest first. */
  public List<StudyRow> newest(Transaction tx, int limit) {
    return tx.query("SELECT * FROM study ORDER BY last_received_at DESC, study_pk DESC LIMIT ?", StudyRow::of, limit);
  }

  /** Remembers that something happened to a study; the text holds no patient data. */
  public void happened(Transaction tx, long studyPk, Instant when, String who, String what) {
    tx.update("INSERT INTO study_event (study_pk, happened_at, who, what) VALUES (?, ?, ?, ?)", studyPk, when, who, what);
  }
}
