package org.overread.study;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.overread.database.Row;
import org.overread.database.Transaction;
import org.overread.dicom.DicomDate;

/** Tables study and series, read for what a study shows. */
public final class StudyTextTable {
  private record SeriesTexts(String bodyPart, String protocol, String description) {
    static SeriesTexts of(Row row) {
      return new SeriesTexts(
          row.string("body_part_examined"),
          row.string("protocol_name"),
          row.string("series_description"));
    }
  }

  /** Empty when the study is gone. */
  public Optional<StudyTexts> find(Transaction tx, long studyPk) {
    List<SeriesTexts> series =
        tx.query(
            "SELECT body_part_examined, protocol_name, series_description FROM series WHERE"
                + " study_pk = ? ORDER BY series_pk",
            SeriesTexts::of,
            studyPk);
    return tx.first(
        "SELECT study_date, study_description FROM study WHERE study_pk = ?",
        row ->
            new StudyTexts(
                DicomDate.parse(row.string("study_date")),
                row.string("study_description"),
                each(series, SeriesTexts::bodyPart),
                each(series, SeriesTexts::protocol),
                each(series, SeriesTexts::description)),
        studyPk);
  }

  private static List<String> each(List<SeriesTexts> series, Function<SeriesTexts, String> text) {
    return series.stream().map(text).filter(value -> !value.isBlank()).distinct().toList();
  }
}
