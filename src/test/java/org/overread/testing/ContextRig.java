package org.overread.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.context.CaseContext;
import org.overread.context.ContextSettings;
import org.overread.context.Reader;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.report.PatientMerge;
import org.overread.report.ReportDocument;
import org.overread.report.ReportPart;
import org.overread.report.ReportSource;
import org.overread.report.ReportStatus;
import org.overread.rules.CaseFacts;
import org.overread.rules.Fact;
import org.overread.rules.FactField;

/** Studies, requests and reports in a database, and the facts that follow for one of them. */
public final class ContextRig implements AutoCloseable {
  public final ReportRig reports;
  private final Path optOuts;
  private final IndexTable index;
  private int studies;
  private int documents;

  /** Makes requests of dry runs count. */
  public boolean dryRun;

  /**
   * @param optOuts list of patients who opted out; it need not be there
   */
  public ContextRig(Database database, Path optOuts) {
    this.reports = new ReportRig(database);
    this.optOuts = optOuts;
    this.index = new IndexTable(database);
  }

  /** A study that is known here. */
  public record Known(long pk, Attributes header) {}

  public Known study(String patientId, String day, String bodyPart) {
    return study(header(patientId, day, bodyPart));
  }

  public Known study(Attributes header) {
    return new Known(reports.study(header), header);
  }

  /** The header of a new study; empty values are left out. */
  public Attributes header(String patientId, String day, String bodyPart) {
    Attributes header = Studies.instance(++studies, 1, 1, "MR", Uid.MRImageStorage);
    header.set(Tag.StudyDescription, VR.LO, "examination");
    header.set(Tag.SeriesDescription, VR.LO, "t1");
    header.set(Tag.PatientID, VR.LO, patientId);
    header.set(Tag.StudyDate, VR.DA, day);
    header.set(Tag.BodyPartExamined, VR.CS, bodyPart);
    return header;
  }

  /** A reading group was asked for a study. */
  public void request(Known study, Instant at, String state) {
    index.deliver(study.header().string(Tag.StudyInstanceUID).orElseThrow(), "neuro", "SENT");
    reports.database.run(
        tx ->
            tx.update(
                "UPDATE request SET created_at = ?, state = ? WHERE study_pk = ?",
                at,
                state,
                study.pk()));
  }

  public void merge(String prior, String surviving) {
    reports.database.run(
        tx ->
            reports.intake.merge(
                tx, List.of(new PatientMerge(ReportRig.id(prior), ReportRig.id(surviving)))));
  }

  /** A report that is filed, of another document each time. */
  public ReportDocument file(LocalDateTime at, String... readers) {
    return file(report("D" + ++documents, ReportStatus.FINAL, Optional.of(at), readers));
  }

  public ReportDocument file(ReportDocument report) {
    reports.add(report);
    return report;
  }

  public static ReportDocument report(
      String documentId, ReportStatus status, Optional<LocalDateTime> at, String... readers) {
    return new ReportDocument(
        ReportSource.HL7,
        documentId,
        Optional.empty(),
        status,
        ReportRig.keys("A-" + documentId, ReportRig.id("P-" + documentId)),
        at,
        List.of(readers),
        List.of(new ReportPart(Optional.empty(), "", "text " + status + at)),
        true);
  }

  public CaseFacts facts(Known study, ReportDocument... read) {
    return facts(context(), study, read);
  }

  public CaseFacts facts(CaseContext context, Known study, ReportDocument... read) {
    CaseFacts.Builder facts = new CaseFacts.Builder().add(study.header());
    context.addTo(facts, study.pk(), List.of(read), reports.clock.instant());
    return facts.build();
  }

  public CaseContext context() {
    ContextSettings settings =
        new ContextSettings(
            List.of(
                new Reader("bones", Set.of("R1", "R1B"), Set.of("musculoskeletal"), false),
                new Reader("resident", Set.of("R2"), Set.of("neuro"), true),
                new Reader("children", Set.of("R3"), Set.of("paediatric"), false),
                new Reader("unsaid", Set.of("R4"), Set.of(), false)),
            Map.of("G1", "neuro"),
            optOuts,
            Duration.ofDays(30),
            dryRun);
    return new CaseContext(
        reports.database, reports.matching.patients(), settings, reports.clock.getZone());
  }

  /** The value of a fact, of any subject; empty when it is not known. */
  public static Optional<Object> value(CaseFacts facts, FactField field) {
    var set =
        switch (field.subject()) {
          case STUDY -> facts.study();
          case READER -> facts.reader();
          default -> facts.report();
        };
    return set.get(field).map(Fact::value);
  }

  @Override
  public void close() {
    reports.close();
  }
}
