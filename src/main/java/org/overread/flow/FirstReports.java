package org.overread.flow;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.report.CurrentReport;
import org.overread.report.ReportDocument;
import org.overread.report.ReportPart;
import org.overread.report.ReportReader;
import org.overread.report.ReportStatus;
import org.overread.report.ReportTable;
import org.overread.request.FirstReport;

/** What a reading group is told of the report that gave rise to its request. */
record FirstReports(Database database) {
  private static final ReportTable REPORTS = new ReportTable();

  /** The signed reports of a study as one text; empty when there is none. */
  Optional<FirstReport> of(long studyPk) {
    List<ReportDocument> signed =
        database.inTransaction(tx -> REPORTS.current(tx, studyPk)).stream()
            .map(CurrentReport::document)
            .filter(report -> report.status().isSigned())
            .toList();
    List<ReportPart> parts = signed.stream().flatMap(report -> report.parts().stream()).toList();
    Optional<ReportStatus> status =
        signed.stream().map(ReportDocument::status).max(Enum::compareTo);
    Optional<LocalDateTime> time =
        signed.stream()
            .flatMap(report -> report.statusTime().stream())
            .max(LocalDateTime::compareTo);
    return status.map(known -> new FirstReport(known, time, new ReportReader().read(parts)));
  }
}
