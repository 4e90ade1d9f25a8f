package org.overread.flow;

import java.util.List;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Limits;
import org.overread.report.Matching;
import org.overread.report.ReportDocument;
import org.overread.report.ReportInstances;
import org.overread.report.ReportIntake;
import org.overread.report.ReportOrigin;
import org.overread.report.StudyKeys;
import org.overread.study.InstanceRow;
import org.overread.study.InstanceTable;
import org.overread.study.StudyRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files the reports that came among the images of a study, and the keys that its headers hold, so
 * that what the RIS sent is found.
 */
final class ImageReports {
  private static final Logger LOG = LoggerFactory.getLogger(StudyFlow.class);
  private static final InstanceTable INSTANCES = new InstanceTable();

  private final Database database;
  private final ArchivedInstances archive;
  private final ReportIntake intake;
  private final Matching matching;

  ImageReports(
      Database database, ArchivedInstances archive, ReportIntake intake, Matching matching) {
    this.database = database;
    this.archive = archive;
    this.intake = intake;
    this.matching = matching;
  }

  /** May be done again: what is known is not filed twice. */
  void take(StudyRow study) {
    List<InstanceRow> instances = database.inTransaction(tx -> INSTANCES.ofStudy(tx, study.pk()));
    for (InstanceRow instance : instances) {
      if (ReportInstances.isReport(instance.sopClassUid())) {
        read(instance)
            .ifPresent(
                report ->
                    database.run(
                        tx ->
                            intake.add(tx, report, ReportOrigin.images(instance.sourceAeTitle()))));
      }
    }
    instances.stream()
        .findFirst()
        .map(instance -> StudyKeys.of(archive.header(instance, StudyKeys.TAGS::contains)))
        .ifPresent(keys -> database.run(tx -> matching.forStudy(tx, study.pk(), keys)));
  }

  private Optional<ReportDocument> read(InstanceRow instance) {
    try {
      Attributes dataSet = archive.dataSet(instance, Limits.DEFAULT);
      return ReportInstances.read(dataSet);
    } catch (DicomFormatException e) {
      LOG.atWarn()
          .addKeyValue("study", instance.studyUid())
          .addKeyValue("instance", instance.sopInstanceUid())
          .log("a report among the images cannot be read: " + e.getMessage());
      return Optional.empty();
    }
  }
}
