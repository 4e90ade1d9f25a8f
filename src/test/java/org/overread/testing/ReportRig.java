package org.overread.testing;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.report.CaseKeys;
import org.overread.report.CaseKeys.Identifier;
import org.overread.report.CurrentReport;
import org.overread.report.DocumentRow;
import org.overread.report.Filed;
import org.overread.report.Matching;
import org.overread.report.OrderMessage;
import org.overread.report.OrderTable;
import org.overread.report.ReportDocument;
import org.overread.report.ReportIntake;
import org.overread.report.ReportOrigin;
import org.overread.report.ReportPart;
import org.overread.report.ReportSource;
import org.overread.report.ReportStatus;
import org.overread.report.ReportTable;
import org.overread.study.StudyTable;

/** Reports, orders and studies in a database, with a record of what the listener was told. */
public final class ReportRig implements AutoCloseable {
  public static final ReportOrigin RIS =
      new ReportOrigin("RIS^HOSPITAL", Optional.empty(), OptionalLong.empty());

  public final Database database;
  public final TestClock clock = new TestClock();
  public final List<Long> changed = new ArrayList<>();
  public final Matching matching;
  public final ReportIntake intake;
  private final IndexTable index;

  public ReportRig(Database database) {
    this.database = database;
    this.index = new IndexTable(database);
    this.matching =
        new Matching(Map.of("HOSPITAL A", "HOSPA"), (tx, studyPk) -> changed.add(studyPk), clock);
    this.intake = new ReportIntake(matching, clock);
  }

  /** A study of one instance; gives its key. */
  public long study(int number) {
    return study(header(number));
  }

  public long study(Attributes header) {
    index.add(List.of(header));
    String uid = header.string(Tag.StudyInstanceUID).orElseThrow();
    return database.inTransaction(tx -> new StudyTable().find(tx, uid)).orElseThrow().pk();
  }

  public static Attributes header(int number) {
    return Studies.instance(number, 1, 1, "CT", Uid.CTImageStorage);
  }

  /** The study is complete: its documents are looked for. */
  public void arrived(long studyPk) {
    database.run(tx -> matching.forStudy(tx, studyPk));
  }

  public Filed add(ReportDocument report) {
    return database.inTransaction(tx -> intake.add(tx, report, RIS));
  }

  public Filed add(OrderMessage order) {
    return database.inTransaction(tx -> intake.add(tx, order, RIS));
  }

  public DocumentRow row(Filed filed) {
    return database.inTransaction(tx -> matching.find(tx, filed.documentPk())).orElseThrow();
  }

  public List<Long> studiesOf(Filed filed) {
    return database.inTransaction(tx -> matching.studies(tx, filed.documentPk()));
  }

  public List<CurrentReport> current(long studyPk) {
    return database.inTransaction(tx -> new ReportTable().current(tx, studyPk));
  }

  /** A version as it was received. */
  public ReportDocument version(Filed filed) {
    Optional<ReportDocument> found =
        database.inTransaction(tx -> new ReportTable().find(tx, filed.documentPk()));
    return found.orElseThrow();
  }

  /** All current text of a study, parts and reports one a line. */
  public String text(long studyPk) {
    return String.join(
        "\n",
        current(studyPk).stream()
            .flatMap(report -> report.document().parts().stream())
            .map(ReportPart::text)
            .toList());
  }

  public List<OrderMessage> orders(long studyPk) {
    return database.inTransaction(tx -> new OrderTable().current(tx, studyPk));
  }

  /** Report "F" number of accession A number, patient P number. */
  public static ReportDocument report(int number, ReportStatus status, int minute, String text) {
    return report("F" + number, status, minute, text, keys(number));
  }

  public static ReportDocument report(
      String documentId, ReportStatus status, int minute, String text, CaseKeys keys) {
    return new ReportDocument(
        ReportSource.HL7,
        documentId,
        Optional.empty(),
        status,
        keys,
        Optional.of(LocalDateTime.of(2026, 11, 23, 12, minute)),
        List.of("1234"),
        text.isEmpty() ? List.of() : List.of(new ReportPart(Optional.empty(), "", text)),
        true);
  }

  /** The same, replacing or adding to another document. */
  public static ReportDocument after(ReportDocument report, String predecessor) {
    return new ReportDocument(
        report.source(),
        report.documentId(),
        Optional.of(predecessor),
        report.status(),
        report.keys(),
        report.statusTime(),
        report.readers(),
        report.parts(),
        report.complete());
  }

  /** Accession and patient of study number n. */
  public static CaseKeys keys(int number) {
    return keys("A" + number, id("P" + number));
  }

  public static CaseKeys keys(String accession, Identifier... patientIds) {
    return new CaseKeys(
        List.of(),
        accession.isEmpty() ? List.of() : List.of(id(accession)),
        Optional.empty(),
        Optional.empty(),
        List.of(patientIds));
  }

  public static Identifier id(String value) {
    return new Identifier(value, "");
  }

  @Override
  public void close() {
    database.close();
  }
}
