package org.overread.testing;

import java.time.Instant;
import java.util.List;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.dicom.PersonName;
import org.overread.dicom.Tag;

/**
 * Fills the tables study, series and instance, and the ledger of deliveries, without an archive
 * behind them.
 */
public final class IndexTable {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final Database database;
  private long fileNumber;

  public IndexTable(Database database) {
    this.database = database;
  }

  /** Adds instances; study and series take their values from the first. */
  public void add(List<Attributes> instances) {
    database.run(tx -> instances.forEach(instance -> add(tx, instance, 1)));
  }

  /** Adds another version of an instance that is there. */
  public void addVersion(Attributes instance, int version) {
    database.run(
        tx -> {
          tx.update(
              "UPDATE instance SET newest = FALSE WHERE sop_instance_uid = ?",
              text(instance, Tag.SOPInstanceUID));
          add(tx, instance, version);
        });
  }

  /**
   * Records that every instance of a study, of any version there is now, was sent to a reading
   * group, or is still waiting.
   */
  public void deliver(String studyUid, String readingGroup, String state) {
    database.run(
        tx -> {
          long study = key(tx, "SELECT study_pk AS pk FROM study WHERE study_uid = ?", studyUid);
          long decision =
              tx.insert(
                  "decision_pk",
                  """
              INSERT INTO decision (study_pk, content_version, decided_at, outcome, level, rule_set_version, inputs_sha256, rules)
              VALUES (?, (SELECT COUNT(*) FROM decision d WHERE d.study_pk = ?), ?, 'FLAGGED', 3, '1', '', '[]')
              """,
                  study,
                  study,
                  NOW);
          long request =
              tx.insert(
                  "request_pk",
                  """
              INSERT INTO request (study_pk, decision_pk, reading_group, choice, state, reason, created_at)
              VALUES (?, ?, ?, '', 'SENDING', '', ?)
              """,
                  study,
                  decision,
                  readingGroup,
                  NOW);
          tx.update(
              """
              INSERT INTO delivery (request_pk, instance_pk, content_version, state, status, comment, attempts)
              SELECT ?, instance_pk, 1, ?, 0, '', 1 FROM instance WHERE study_pk = ?
              """,
              request,
              state,
              study);
        });
  }

  private void add(Transaction tx, Attributes data, int version) {
    long study =
        key(
            tx,
            "SELECT study_pk AS pk FROM study WHERE study_uid = ?",
            text(data, Tag.StudyInstanceUID));
    study = study > 0 ? study : addStudy(tx, data);
    String seriesUid = text(data, Tag.SeriesInstanceUID);
    long series =
        key(
            tx,
            "SELECT series_pk AS pk FROM series WHERE study_pk = ? AND series_uid = ?",
            study,
            seriesUid);
    series = series > 0 ? series : addSeries(tx, data, study);
    tx.update(
        """
        INSERT INTO instance (study_pk, series_pk, sop_instance_uid, version, newest, sop_class_uid, transfer_syntax_uid,
          instance_number, number_of_frames, file_number, length, crc32c, source_ae_title, source_address, called_ae_title,
          received_at)
        VALUES (?, ?, ?, ?, TRUE, ?, '1.2.840.10008.1.2.1', ?, ?, ?, 1000, 1, 'PACS', '127.0.0.1', 'OVERREAD', ?)
        """,
        study,
        series,
        text(data, Tag.SOPInstanceUID),
        version,
        text(data, Tag.SOPClassUID),
        text(data, Tag.InstanceNumber),
        text(data, Tag.NumberOfFrames),
        ++fileNumber,
        NOW);
  }

  private static long addStudy(Transaction tx, Attributes data) {
    String name = text(data, Tag.PatientName);
    String referrer = text(data, Tag.ReferringPhysicianName);
    return tx.insert(
        "study_pk",
        """
        INSERT INTO study (study_uid, state, reason, state_since, first_received_at, last_received_at, quiet_until,
          content_version, content_instance_pk, source_ae_title, called_ae_title, patient_id, issuer_of_patient_id, patient_name,
          patient_name_key, patient_birth_date, patient_sex, study_date, study_time, accession_number, study_id,
          study_description, referring_physician_name, referring_physician_key, institution_name)
        VALUES (?, 'RECEIVING', '', ?, ?, ?, ?, 0, 0, 'PACS', 'OVERREAD', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        text(data, Tag.StudyInstanceUID),
        NOW,
        NOW,
        NOW,
        NOW,
        text(data, Tag.PatientID),
        text(data, Tag.IssuerOfPatientID),
        name,
        PersonName.foldForMatching(name),
        text(data, Tag.PatientBirthDate),
        text(data, Tag.PatientSex),
        text(data, Tag.StudyDate),
        text(data, Tag.StudyTime),
        text(data, Tag.AccessionNumber),
        text(data, Tag.StudyID),
        text(data, Tag.StudyDescription),
        referrer,
        PersonName.foldForMatching(referrer),
        text(data, Tag.InstitutionName));
  }

  private static long addSeries(Transaction tx, Attributes data, long study) {
    return tx.insert(
        "series_pk",
        """
        INSERT INTO series (study_pk, series_uid, modality, series_number, series_description, series_date, series_time,
          body_part_examined, laterality, protocol_name, station_name, institution_name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        study,
        text(data, Tag.SeriesInstanceUID),
        text(data, Tag.Modality),
        text(data, Tag.SeriesNumber),
        text(data, Tag.SeriesDescription),
        text(data, Tag.SeriesDate),
        text(data, Tag.SeriesTime),
        text(data, Tag.BodyPartExamined),
        text(data, Tag.Laterality),
        text(data, Tag.ProtocolName),
        text(data, Tag.StationName),
        text(data, Tag.InstitutionName));
  }

  private static long key(Transaction tx, String sql, Object... parameters) {
    return tx.first(sql, row -> row.number("pk"), parameters).orElse(0L);
  }

  private static String text(Attributes data, int tag) {
    return data.string(tag).orElse("");
  }
}
