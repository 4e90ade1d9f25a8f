package org.overread.study;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.dicom.PersonName;
import org.overread.dicom.Tag;

/** Table study: look-ups and the only way a study changes its state. */
public final class StudyTable {
  private static final int EVENT_LENGTH = 500; // column study_event.what

  /** Moves a study from one state to another; false when another run was first. */
  public boolean move(
      Transaction tx, long studyPk, StudyState from, StudyState to, String reason, Instant now) {
    return tx.update(
            "UPDATE study SET state = ?, reason = ?, state_since = ? WHERE study_pk = ? AND state = ?",
            to.name(),
            reason,
            now,
            studyPk,
            from.name())
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
    return tx.query(
        "SELECT * FROM study ORDER BY last_received_at DESC, study_pk DESC LIMIT ?",
        StudyRow::of,
        limit);
  }

  /** Newest first, of one state. */
  public List<StudyRow> newest(Transaction tx, StudyState state, int limit) {
    return tx.query(
        "SELECT * FROM study WHERE state = ? ORDER BY last_received_at DESC, study_pk DESC LIMIT ?",
        StudyRow::of,
        state.name(),
        limit);
  }

  /** Studies in each state; every state has an entry. */
  public Map<StudyState, Long> countByState(Transaction tx) {
    Map<StudyState, Long> counts = new EnumMap<>(StudyState.class);
    for (StudyState state : StudyState.values()) {
      counts.put(state, 0L);
    }
    tx.query(
        "SELECT state, COUNT(*) AS studies FROM study GROUP BY state",
        row -> counts.put(StudyState.valueOf(row.string("state")), row.number("studies")));
    return counts;
  }

  /** A page of all studies, by primary key. */
  List<StudyRow> after(Transaction tx, long studyPk, int limit) {
    return tx.query(
        "SELECT * FROM study WHERE study_pk > ? ORDER BY study_pk LIMIT ?",
        StudyRow::of,
        studyPk,
        limit);
  }

  public boolean isEmpty(Transaction tx) {
    return tx.first("SELECT study_pk FROM study LIMIT 1", row -> true).isEmpty();
  }

  /** Remembers that something happened to a study; the text holds no patient data. */
  public void happened(Transaction tx, long studyPk, Instant when, String who, String what) {
    tx.update(
        "INSERT INTO study_event (study_pk, happened_at, who, what) VALUES (?, ?, ?, ?)",
        studyPk,
        when,
        HeaderText.clean(who, 64),
        HeaderText.clean(what, EVENT_LENGTH));
  }

  /** What happened to a study, in order. */
  public List<StudyEvent> events(Transaction tx, long studyPk) {
    return tx.query(
        "SELECT * FROM study_event WHERE study_pk = ? ORDER BY event_pk", StudyEvent::of, studyPk);
  }

  /** Study Description (0008,1030): patient-related text, not for logs; empty when absent. */
  public String description(Transaction tx, long studyPk) {
    return tx.first(
            "SELECT study_description FROM study WHERE study_pk = ?",
            row -> row.string("study_description"),
            studyPk)
        .orElse("");
  }

  // -- arrival: called by IndexBatch

  long insert(
      Transaction tx,
      String studyUid,
      ReceivedInstance first,
      StudyState state,
      String reason,
      Instant quietUntil) {
    Attributes header = first.header();
    String name = HeaderText.of(header, Tag.PatientName, 1000);
    String referring = HeaderText.of(header, Tag.ReferringPhysicianName, 1000);
    return tx.insert(
        "study_pk",
        """
        INSERT INTO study (study_uid, state, reason, state_since, first_received_at, last_received_at, quiet_until,
          content_version, content_instance_pk, source_ae_title, called_ae_title,
          patient_id, issuer_of_patient_id, patient_name, patient_name_key, patient_birth_date, patient_sex,
          study_date, study_time, accession_number, study_id, study_description,
          referring_physician_name, referring_physician_key, institution_name)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        studyUid,
        state.name(),
        reason,
        first.completedAt(),
        first.completedAt(),
        first.completedAt(),
        quietUntil,
        HeaderText.clean(first.origin().callingAeTitle(), 16),
        HeaderText.clean(first.origin().calledAeTitle(), 16),
        HeaderText.of(header, Tag.PatientID, 255),
        HeaderText.of(header, Tag.IssuerOfPatientID, 255),
        name,
        HeaderText.clean(PersonName.foldForMatching(name), 1000),
        HeaderText.date(header, Tag.PatientBirthDate),
        HeaderText.of(header, Tag.PatientSex, 16),
        HeaderText.date(header, Tag.StudyDate),
        HeaderText.of(header, Tag.StudyTime, 20),
        HeaderText.of(header, Tag.AccessionNumber, 255),
        HeaderText.of(header, Tag.StudyID, 255),
        HeaderText.of(header, Tag.StudyDescription, 1000),
        referring,
        HeaderText.clean(PersonName.foldForMatching(referring), 1000),
        HeaderText.of(header, Tag.InstitutionName, 1000));
  }

  Optional<StudyKey> key(Transaction tx, String studyUid) {
    return tx.first(
        "SELECT study_pk, patient_id, issuer_of_patient_id, patient_name FROM study WHERE study_uid = ?",
        row ->
            new StudyKey(
                row.number("study_pk"),
                PatientIdentity.of(
                    row.string("patient_id"),
                    row.string("issuer_of_patient_id"),
                    row.string("patient_name"))),
        studyUid);
  }

  /** Takes over what the first instance did not say of the patient; values that are there stay. */
  void completePatient(Transaction tx, long studyPk, Attributes header) {
    String name = HeaderText.of(header, Tag.PatientName, 1000);
    tx.update(
        """
        UPDATE study SET
          patient_id = CASE WHEN patient_id = '' THEN ? ELSE patient_id END,
          issuer_of_patient_id = CASE WHEN issuer_of_patient_id = '' THEN ? ELSE issuer_of_patient_id END,
          patient_name_key = CASE WHEN patient_name = '' THEN ? ELSE patient_name_key END,
          patient_name = CASE WHEN patient_name = '' THEN ? ELSE patient_name END
        WHERE study_pk = ?
        """,
        HeaderText.of(header, Tag.PatientID, 255),
        HeaderText.of(header, Tag.IssuerOfPatientID, 255),
        HeaderText.clean(PersonName.foldForMatching(name), 1000),
        name,
        studyPk);
  }

  /**
   * Instances arrived: restarts the quiet period and locks the row until the transaction ends, so
   * that a completion comes before or after, never between. False when the study is in no state in
   * which arrivals are expected, or gone.
   */
  boolean arrived(Transaction tx, long studyPk, Instant now, Instant quietUntil) {
    return tx.update(
            """
            UPDATE study SET last_received_at = ?, quiet_until = GREATEST(quiet_until, ?)
            WHERE study_pk = ? AND state IN ('RECEIVING', 'REOPENED', 'HELD')
            """,
            now,
            quietUntil,
            studyPk)
        == 1;
  }

  // -- completion: called by StudyTracker and StudyControl

  /** Studies whose quiet period is over, oldest first. */
  List<StudyRow> quiet(Transaction tx, StudyState state, Instant now, int limit) {
    return tx.query(
        "SELECT * FROM study WHERE state = ? AND quiet_until <= ? ORDER BY quiet_until LIMIT ?",
        StudyRow::of,
        state.name(),
        now,
        limit);
  }

  /** Studies that have been in a state since before a time, oldest first. */
  List<StudyRow> since(Transaction tx, StudyState state, Instant before, int limit) {
    return tx.query(
        "SELECT * FROM study WHERE state = ? AND state_since <= ? ORDER BY state_since LIMIT ?",
        StudyRow::of,
        state.name(),
        before,
        limit);
  }

  /** Sets the end of the quiet period, later or earlier. */
  void quietUntil(Transaction tx, long studyPk, Instant time) {
    tx.update(
        "UPDATE study SET quiet_until = ? WHERE study_pk = ? AND state IN ('RECEIVING', 'REOPENED')",
        time,
        studyPk);
  }

  /** Restarts the quiet period of a study that may be running already: the later end counts. */
  void quietAtLeastUntil(Transaction tx, long studyPk, Instant time) {
    tx.update(
        """
        UPDATE study SET quiet_until = GREATEST(quiet_until, ?)
        WHERE study_pk = ? AND state IN ('RECEIVING', 'REOPENED', 'HELD')
        """,
        time,
        studyPk);
  }

  /**
   * Quiet periods that end later than any can: the clock was set back between two runs. Gives how
   * many.
   */
  int limitQuiet(Transaction tx, Instant latest) {
    return tx.update(
        "UPDATE study SET quiet_until = ? WHERE state IN ('RECEIVING', 'REOPENED') AND quiet_until > ?",
        latest,
        latest);
  }

  /** True when the study, still as it was read, is still quiet at this time; locks the row. */
  boolean lockIfQuiet(Transaction tx, StudyRow study, Instant now) {
    return tx.update(
            "UPDATE study SET quiet_until = quiet_until WHERE study_pk = ? AND state = ? AND quiet_until <= ?",
            study.pk(),
            study.state().name(),
            now)
        == 1;
  }

  /**
   * After the move to COMPLETE, whose row lock keeps new instances out: the version that the
   * content now has.
   */
  int raiseContentVersion(Transaction tx, long studyPk) {
    tx.update(
        """
        UPDATE study SET content_version = content_version + 1,
          content_instance_pk = (SELECT MAX(instance_pk) FROM instance WHERE instance.study_pk = study.study_pk)
        WHERE study_pk = ?
          AND content_instance_pk < (SELECT MAX(instance_pk) FROM instance WHERE instance.study_pk = study.study_pk)
        """,
        studyPk);
    return find(tx, studyPk).orElseThrow().contentVersion();
  }

  // -- retention

  /** Studies of which nothing waits, last received before a time, oldest first. */
  public List<StudyRow> removable(Transaction tx, Instant before, int limit) {
    return tx.query(
        """
        SELECT * FROM study WHERE state IN ('NOT_FLAGGED', 'FORWARDED') AND last_received_at < ?
        ORDER BY last_received_at, study_pk LIMIT ?
        """,
        StudyRow::of,
        before,
        limit);
  }

  /** True when the study was removed at least once. */
  public boolean wasRemoved(Transaction tx, String studyUid) {
    return tx.first(
            "SELECT removed_pk FROM removed_study WHERE study_uid = ?", row -> true, studyUid)
        .isPresent();
  }

  /**
   * Removes the rows of a removable study and leaves a line in removed_study; false when it is no
   * longer removable.
   */
  public boolean remove(Transaction tx, long studyPk, Instant now) {
    int noted =
        tx.update(
            """
            INSERT INTO removed_study (study_uid, removed_at, last_state, instances)
            SELECT study_uid, CAST(? AS TIMESTAMP WITH TIME ZONE), state,
              (SELECT COUNT(*) FROM instance WHERE instance.study_pk = study.study_pk)
            FROM study WHERE study_pk = ? AND state IN ('NOT_FLAGGED', 'FORWARDED')
            """,
            now,
            studyPk);
    return noted == 1
        && tx.update(
                "DELETE FROM study WHERE study_pk = ? AND state IN ('NOT_FLAGGED', 'FORWARDED')",
                studyPk)
            == 1;
  }
}
