package org.overread.study;

import java.util.List;
import org.overread.database.Transaction;

/** Table instance: look-ups. */
public final class InstanceTable {
  private static final String SELECT =
      """
      SELECT i.*, t.study_uid, s.series_uid
      FROM instance i JOIN series s ON s.series_pk = i.series_pk JOIN study t ON t.study_pk = i.study_pk
      """;

  /** The newest version of each instance of a study, in order of arrival. */
  public List<InstanceRow> ofStudy(Transaction tx, long studyPk) {
    return tx.query(SELECT + "WHERE i.study_pk = ? AND i.newest ORDER BY i.instance_pk", InstanceRow::of, studyPk);
  }
}
