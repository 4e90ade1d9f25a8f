package org.overread.flow;

import java.util.List;
import org.overread.database.Database;
import org.overread.report.Matching;
import org.overread.report.StudyKeys;
import org.overread.study.InstanceRow;
import org.overread.study.InstanceTable;
import org.overread.study.StudyRow;

/**
 * Files the reports that came among the images of a study, and the keys that its headers hold, so
 * that what the RIS sent is found.
 */
final class ImageReports {
  private static final InstanceTable INSTANCES = new InstanceTable();

  private final Database database;
  private final ArchivedInstances archive;
  private final Matching matching;

  ImageReports(Database database, ArchivedInstances archive, Matching matching) {
    this.database = database;
    this.archive = archive;
    this.matching = matching;
  }

  /** May be done again: what is known is not filed twice. */
  void take(StudyRow study) {
    List<InstanceRow> instances = database.inTransaction(tx -> INSTANCES.ofStudy(tx, study.pk()));
    instances.stream()
        .findFirst()
        .map(instance -> StudyKeys.of(archive.header(instance, StudyKeys.TAGS::contains)))
        .ifPresent(keys -> database.run(tx -> matching.forStudy(tx, study.pk(), keys)));
  }
}
