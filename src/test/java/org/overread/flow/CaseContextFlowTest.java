package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.CaseKeys;
import org.overread.report.CaseKeys.Identifier;
import org.overread.report.ReportDocument;
import org.overread.report.ReportOrigin;
import org.overread.report.ReportPart;
import org.overread.report.ReportSource;
import org.overread.report.ReportStatus;
import org.overread.request.DecisionRow;
import org.overread.request.DecisionTable;
import org.overread.rules.FactField;
import org.overread.rules.RuleBook;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/** Opt-out, episode and author decide with rules that flag every MR. */
class CaseContextFlowTest {
  private static final ReportOrigin RIS =
      new ReportOrigin("RIS^HOSPITAL", Optional.empty(), OptionalLong.empty());

  @TempDir Path folder;
  private CaseRig rig;

  @BeforeEach
  void open() throws Exception {
    ReportPolicy reports =
        new ReportPolicy(true, Duration.ofHours(24), Duration.ofDays(14), "salt");
    rig = new CaseRig(folder, new TestClock(), false, Optional.empty(), reports);
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("a.yaml"),
        String.join(
            "\n",
            "rule: every-mr",
            "criterion: poor_quality",
            "mode: auto",
            "level: 3",
            "because: B.",
            "when: study.modality == \"MR\"\n"));
    rig.book = Optional.of(RuleBook.load(rules, Path.of("conf/vocabulary")));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /** A knee of patient P, received, reported by a reader, and decided. */
  private void knee(int number, String reader) {
    List<Attributes> images =
        Studies.mrKnee(number, 2).stream()
            .map(image -> image.set(Tag.PatientID, VR.LO, "P"))
            .map(image -> image.set(Tag.PatientName, VR.PN, "Test^Patient"))
            .toList();
    rig.receive("PACS", images);
    report(number, reader, ReportStatus.FINAL);
    rig.newWorker().runDue();
  }

  private void report(int number, String reader, ReportStatus status) {
    CaseKeys keys =
        new CaseKeys(
            List.of(),
            List.of(new Identifier("A" + number, "")),
            Optional.empty(),
            Optional.empty(),
            List.of(new Identifier("P", "")));
    ReportDocument report =
        new ReportDocument(
            ReportSource.HL7,
            "F" + number,
            Optional.empty(),
            status,
            keys,
            Optional.of(LocalDateTime.ofInstant(rig.clock.instant(), rig.clock.getZone())),
            List.of(reader),
            List.of(new ReportPart(Optional.empty(), "", "No fracture.")),
            true);
    rig.database.run(tx -> rig.intake.add(tx, report, RIS));
  }

  private DecisionRow decision(int number) {
    long pk = rig.study(number).pk();
    return rig.database.inTransaction(tx -> new DecisionTable().newest(tx, pk)).orElseThrow();
  }

  private void evaluateAgain(int number) {
    long pk = rig.study(number).pk();
    Instant now = rig.clock.instant();
    rig.database.run(
        tx -> rig.work.enqueue(tx, "EVALUATE", pk, CaseTables.EVALUATION_QUEUE, 3, now, now));
    rig.newWorker().runDue();
  }

  @Test
  void aStudyOfAPatientWhoOptedOutIsNotSentAndTheReasonNamesNobody() throws Exception {
    Files.writeString(folder.resolve("opt-out.txt"), "P\n");

    knee(1, "R2");

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.study(1).reason()).isEqualTo("not flagged: the patient opted out");
    assertThat(rig.destination.opened()).isZero();
  }

  @Test
  void aSecondStudyOfAnEpisodeIsNotSentAndTheFirstStaysSentWhenItsReportChanges() {
    knee(1, "R2");
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    rig.clock.advance(Duration.ofDays(1));

    knee(2, "R2");
    assertThat(rig.study(2).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.study(2).reason()).isEqualTo("not flagged: this episode was flagged before");

    report(1, "R2", ReportStatus.CORRECTED);
    rig.newWorker().runDue();
    assertThat(decision(1).decision().flagged()).isTrue();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void aReportByAReaderOfAReadingGroupIsNotSentAgain() {
    knee(1, "G1");

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.study(1).reason())
        .contains("is itself a second opinion: its author reads for reading group neuro");
  }

  @Test
  void rulesAreAskedWithWhatIsKnownOfReaderAndPatient() {
    knee(1, "R2");

    var facts = rig.judged.get(0);
    assertThat(facts.reader().texts(FactField.READER_SPECIALTIES)).containsExactly("neuro");
    assertThat(facts.reader().get(FactField.READER_IN_SPECIALTY).orElseThrow().value())
        .isEqualTo(false);
    assertThat(facts.report().number(FactField.REPORT_AGE)).hasValue(0);
    assertThat(facts.study().get(FactField.STUDY_HAS_PRIOR).orElseThrow().value()).isEqualTo(false);
  }

  @Test
  void aReportThatHasOnlyBecomeOlderIsNoReasonToDecideAgain() {
    knee(1, "R2");
    long decided = decision(1).pk();
    rig.clock.advance(Duration.ofHours(7));

    evaluateAgain(1);
    assertThat(decision(1).pk()).isEqualTo(decided);

    report(1, "R1", ReportStatus.CORRECTED);
    rig.clock.advance(Duration.ofHours(1));
    rig.newWorker().runDue();
    assertThat(decision(1).pk()).isGreaterThan(decided);
    assertThat(rig.judged.get(rig.judged.size() - 1).report().number(FactField.REPORT_AGE))
        .hasValue(1.0);
  }
}
