package org.overread.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.database.Transaction;
import org.overread.report.DocumentTable.NewDocument;

/** Reports in table document: each version as received, and what of them stands. */
public final class ReportTable {
  private final DocumentTable documents = new DocumentTable();

  /**
   * What rules read of a study, oldest document first: of each the newest signed version, or the
   * newest unsigned one where none is signed, addenda in their place, withdrawn ones left out.
   */
  public List<CurrentReport> current(Transaction tx, long studyPk) {
    Map<Long, Version> versions = new LinkedHashMap<>();
    for (Version version : documents.ofStudy(tx, DocumentKind.REPORT, studyPk)) {
      versions.put(version.pk(), version);
    }
    for (Version version : List.copyOf(versions.values())) {
      // whoever takes a report back may name fewer keys than whoever sent it
      documents.versions(tx, version.identity()).stream()
          .filter(other -> other.reportStatus() == ReportStatus.WITHDRAWN)
          .filter(other -> other.state() != DocumentState.DISCARDED)
          .forEach(other -> versions.put(other.pk(), other));
    }
    Map<Long, ReportDocument> read = new HashMap<>();
    return new CurrentReports(
            new ArrayList<>(versions.values()),
            version -> read.computeIfAbsent(version.pk(), pk -> document(tx, version)))
        .list();
  }

  /** A version as it was received; empty when it is gone. */
  public Optional<ReportDocument> find(Transaction tx, long documentPk) {
    return documents
        .find(tx, documentPk)
        .filter(row -> row.kind() == DocumentKind.REPORT)
        .map(row -> document(tx, documents.version(tx, documentPk)));
  }

  private ReportDocument document(Transaction tx, Version version) {
    StoredContent.Report content =
        StoredContent.read(documents.content(tx, version.pk()), StoredContent.Report.class);
    return new ReportDocument(
        version.source(),
        version.documentId(),
        Optional.of(version.predecessor()).filter(text -> !text.isEmpty()),
        version.reportStatus(),
        CaseKey.join(documents.keys(tx, version.pk())),
        version.time(),
        content.readers(),
        content.parts().stream().map(StoredContent.Part::toPart).toList(),
        version.complete());
  }

  static NewDocument row(ReportDocument report, ReportOrigin origin) {
    StoredContent.Report content =
        new StoredContent.Report(
            report.readers(), report.parts().stream().map(StoredContent.Part::of).toList());
    return new NewDocument(
        DocumentKind.REPORT,
        report.source(),
        origin,
        report.documentId(),
        report.predecessor().orElse(""),
        report.status().name(),
        Version.text(report.statusTime()),
        report.complete(),
        report.keys(),
        StoredContent.write(content));
  }
}
