package org.overread.study;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.overread.database.Row;
import org.overread.database.Transaction;
import org.overread.dicom.Tag;

/** Table instance: look-ups, and what the indexer writes. */
public final class InstanceTable {
  private static final String SELECT =
      """
      SELECT i.*, t.study_uid, s.series_uid
      FROM instance i JOIN series s ON s.series_pk = i.series_pk JOIN study t ON t.study_pk = i.study_pk
      """;

  /** The newest version of each instance of a study, in order of arrival. */
  public List<InstanceRow> ofStudy(Transaction tx, long studyPk) {
    return tx.query(
        SELECT + "WHERE i.study_pk = ? AND i.newest ORDER BY i.instance_pk",
        InstanceRow::of,
        studyPk);
  }

  /**
   * The series of a study with the number of their instances, newest versions only, in order of
   * arrival.
   */
  public List<SeriesCount> countBySeries(Transaction tx, long studyPk) {
    return tx.query(
        """
        SELECT s.series_pk, s.series_uid, s.modality, s.series_number, s.series_description,
          COUNT(i.instance_pk) AS instances, SUM(i.length) AS bytes
        FROM series s JOIN instance i ON i.series_pk = s.series_pk AND i.newest
        WHERE s.study_pk = ?
        GROUP BY s.series_pk, s.series_uid, s.modality, s.series_number, s.series_description
        ORDER BY s.series_pk
        """,
        SeriesCount::of,
        studyPk);
  }

  /**
   * The different values of Body Part Examined (0018,0015) in a study, sorted; nothing for series
   * that do not say.
   */
  public List<String> bodyParts(Transaction tx, long studyPk) {
    return tx.query(
        "SELECT DISTINCT body_part_examined FROM series WHERE study_pk = ? AND body_part_examined <> '' ORDER BY 1",
        row -> row.string("body_part_examined"),
        studyPk);
  }

  /** Newest versions of a study. */
  public int count(Transaction tx, long studyPk) {
    return tx.first(
            "SELECT COUNT(*) AS instances FROM instance WHERE study_pk = ? AND newest",
            row -> row.integer("instances"),
            studyPk)
        .orElseThrow();
  }

  /** File numbers of all versions of a study. */
  public Set<Long> fileNumbers(Transaction tx, long studyPk) {
    return new TreeSet<>(
        tx.query(
            "SELECT file_number FROM instance WHERE study_pk = ?",
            row -> row.number("file_number"),
            studyPk));
  }

  /** True when a row names the file. */
  public boolean hasFile(Transaction tx, long fileNumber) {
    return tx.first(
            "SELECT instance_pk FROM instance WHERE file_number = ?", row -> true, fileNumber)
        .isPresent();
  }

  /**
   * Removes the row of a file that is lost; an older version, if there is one, is the newest again.
   */
  void removeByFile(Transaction tx, long fileNumber) {
    tx.first(
            "SELECT series_pk, sop_instance_uid FROM instance WHERE file_number = ?",
            VersionsOf::of,
            fileNumber)
        .ifPresent(
            of -> {
              tx.update("DELETE FROM instance WHERE file_number = ?", fileNumber);
              versions(tx, of.seriesPk, of.sopInstanceUid).stream()
                  .max(Comparator.comparingInt(InstanceVersion::version))
                  .ifPresent(last -> newest(tx, last.pk()));
            });
  }

  private record VersionsOf(long seriesPk, String sopInstanceUid) {
    static VersionsOf of(Row row) {
      return new VersionsOf(row.number("series_pk"), row.string("sop_instance_uid"));
    }
  }

  /**
   * Versions under one SOP Instance UID in one series. The series is compared here and not in SQL,
   * so that a database has no choice but the index of the UID, whose rows are few (12 microseconds
   * on H2 among 4,000 of one series; given both, and free to choose, it took 8).
   */
  List<InstanceVersion> versions(Transaction tx, long seriesPk, String sopInstanceUid) {
    return tx
        .query(
            "SELECT instance_pk, series_pk, version, file_number, length, crc32c FROM instance WHERE sop_instance_uid = ?",
            InstanceVersion::of,
            sopInstanceUid)
        .stream()
        .filter(version -> version.seriesPk() == seriesPk)
        .toList();
  }

  void noLongerNewest(Transaction tx, long instancePk) {
    tx.update("UPDATE instance SET newest = FALSE WHERE instance_pk = ?", instancePk);
  }

  private void newest(Transaction tx, long instancePk) {
    tx.update("UPDATE instance SET newest = TRUE WHERE instance_pk = ?", instancePk);
  }

  static Object[] row(long studyPk, long seriesPk, int version, ReceivedInstance instance) {
    return new Object[] {
      studyPk,
      seriesPk,
      instance.sopInstanceUid(),
      version,
      true,
      instance.sopClassUid(),
      instance.transferSyntaxUid(),
      HeaderText.of(instance.header(), Tag.InstanceNumber, 20),
      HeaderText.of(instance.header(), Tag.NumberOfFrames, 20),
      instance.file().number(),
      instance.file().length(),
      instance.file().crc32c(),
      HeaderText.clean(instance.origin().callingAeTitle(), 16),
      HeaderText.clean(instance.origin().address(), 64),
      HeaderText.clean(instance.origin().calledAeTitle(), 16),
      instance.completedAt()
    };
  }

  void insert(Transaction tx, Collection<Object[]> rows) {
    tx.updateAll(
        """
        INSERT INTO instance (study_pk, series_pk, sop_instance_uid, version, newest, sop_class_uid, transfer_syntax_uid,
          instance_number, number_of_frames, file_number, length, crc32c, source_ae_title, source_address,
          called_ae_title, received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
  }
}
