package org.overread.study;

import java.util.Optional;
import java.util.OptionalLong;
import org.overread.database.Transaction;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/** Table series, as the indexer uses it. */
final class SeriesTable {

  OptionalLong find(Transaction tx, long studyPk, String seriesUid) {
    Optional<Long> found =
        tx.first(
            "SELECT series_pk FROM series WHERE study_pk = ? AND series_uid = ?",
            row -> row.number("series_pk"),
            studyPk,
            seriesUid);
    return found.isPresent() ? OptionalLong.of(found.get()) : OptionalLong.empty();
  }

  long insert(Transaction tx, long studyPk, String seriesUid, Attributes header) {
    return tx.insert(
        "series_pk",
        """
        INSERT INTO series (study_pk, series_uid, modality, series_number, series_description, series_date, series_time,
          body_part_examined, laterality, protocol_name, station_name, institution_name)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        studyPk,
        seriesUid,
        HeaderText.of(header, Tag.Modality, 16),
        HeaderText.of(header, Tag.SeriesNumber, 20),
        HeaderText.of(header, Tag.SeriesDescription, 1000),
        HeaderText.date(header, Tag.SeriesDate),
        HeaderText.of(header, Tag.SeriesTime, 20),
        HeaderText.of(header, Tag.BodyPartExamined, 64),
        HeaderText.of(header, Tag.Laterality, 16),
        HeaderText.of(header, Tag.ProtocolName, 1000),
        HeaderText.of(header, Tag.StationName, 255),
        HeaderText.of(header, Tag.InstitutionName, 1000));
  }
}
