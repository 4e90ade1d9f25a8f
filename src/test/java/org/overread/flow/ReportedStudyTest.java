package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.network.service.AssociationException;
import org.overread.report.CaseKeys;
import org.overread.report.ReportDocument;
import org.overread.report.ReportOrigin;
import org.overread.report.ReportPart;
import org.overread.report.ReportSource;
import org.overread.report.ReportStatus;
import org.overread.request.DecisionTable;
import org.overread.request.RequestState;
import org.overread.routing.RequestDocument;
import org.overread.rules.RuleBook;
import org.overread.study.StudyState;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;
import org.overread.testing.TestClock;

/** A study and its report, in every order in which they come and change. */
class ReportedStudyTest {
  private static final Duration WAIT = Duration.ofHours(24);
  private static final String ADVISED = "IMPRESSION: Orthopaedic consultation is recommended.";
  private static final String NORMAL = "IMPRESSION: Normal knee.";
  private static final String URGENT = "IMPRESSION: Acute haemorrhage.";

  @TempDir Path folder;
  private CaseRig rig;

  @BeforeEach
  void open() throws Exception {
    rig =
        new CaseRig(
            Files.createDirectories(folder.resolve("node")),
            new TestClock(),
            false,
            Optional.empty(),
            new ReportPolicy(true, WAIT, Duration.ofDays(14), ""));
    rig.book = Optional.of(book("auto"));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private RuleBook book(String mode) throws Exception {
    Path rules = Files.createDirectories(folder.resolve("rules-" + mode));
    write(
        rules.resolve("rules.yaml"),
        """
        rule: advised
        criterion: surgery_recommended
        mode: %s
        level: 3
        when: findings.exists(f, f.concept == "referral" && f.present)
        because: It is advised.
        ---
        rule: urgent
        criterion: serious_diagnosis
        mode: auto
        level: 1
        preliminary: true
        when: findings.exists(f, f.concept == "haemorrhage" && f.present)
        because: It is urgent.
        """
            .formatted(mode));
    Path words = Files.createDirectories(folder.resolve("words"));
    write(
        words.resolve("words.txt"),
        """
        concept: referral
        phrases:
          orthopaedic consultation is recommended

        concept: haemorrhage
        phrases:
          haemorrhage
        """);
    return RuleBook.load(rules, words);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private void report(ReportStatus status, int minute, String text) {
    ReportDocument report =
        new ReportDocument(
            ReportSource.HL7,
            "F-1",
            Optional.empty(),
            status,
            new CaseKeys(
                List.of(Studies.studyUid(1)),
                List.of(),
                Optional.of(new CaseKeys.Identifier("F-1", "")),
                Optional.empty(),
                List.of(new CaseKeys.Identifier("P1", ""))),
            Optional.of(LocalDateTime.of(2026, 11, 23, 10, minute)),
            List.of("R1"),
            List.of(new ReportPart(Optional.empty(), "", text)),
            true);
    rig.database.run(tx -> rig.intake.add(tx, report, ReportOrigin.images("RIS")));
    rig.newWorker().runDue();
  }

  private void images(int count) {
    rig.receive("PACS", Studies.mrKnee(1, count));
    rig.newWorker().runDue();
  }

  private int decisions() {
    long pk = rig.study(1).pk();
    return rig.database.inTransaction(tx -> new DecisionTable().ofStudy(tx, pk)).size();
  }

  @Test
  void hl47AReportBeforeTheImagesIsReadWhenTheyAreComplete() {
    report(ReportStatus.FINAL, 1, ADVISED);
    images(3);

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.destination.received()).hasSize(3);
  }

  @Test
  void hl47ImagesBeforeTheReportWaitForIt() {
    images(3);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.COMPLETE);
    assertThat(rig.study(1).reason()).startsWith("waits for its report, until ");

    report(ReportStatus.FINAL, 1, ADVISED);

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }

  @Test
  void cmp30AStudyWhoseReportNeverComesIsDecidedWithoutIt() {
    images(3);
    rig.clock.advance(WAIT);
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(decisions()).isOne();
  }

  @Test
  void anAdministratorEndsTheWaitForAReport() {
    images(3);

    assertThat(rig.flowControl.evaluate(Studies.studyUid(1), "anna"))
        .isEqualTo(FlowControl.Result.DONE);
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
  }

  @Test
  void hl43AnUnsignedReportFlagsOnlyWhatAsksForIt() {
    images(3);
    report(ReportStatus.PRELIMINARY, 1, ADVISED);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.COMPLETE);

    report(ReportStatus.PRELIMINARY, 2, URGENT);

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.requests(1).get(0).level()).isOne();
  }

  @Test
  void hl43ACorrectionRaisesACase() {
    images(3);
    report(ReportStatus.FINAL, 1, NORMAL);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);

    report(ReportStatus.CORRECTED, 2, ADVISED);

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(decisions()).isEqualTo(2);
    assertThat(rig.events(1)).anyMatch(event -> event.startsWith("report changed: flagged"));
  }

  @Test
  void fwd11ACorrectionStopsWhatWasNotSent() {
    rig.destination.isAway(AssociationException.Reason.NOT_CONNECTED, "away");
    images(3);
    report(ReportStatus.FINAL, 1, ADVISED);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FLAGGED);

    report(ReportStatus.CORRECTED, 2, NORMAL);
    rig.destination.isBack();
    rig.runFor(Duration.ofHours(2));

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.RECALLED);
    assertThat(rig.destination.received()).isEmpty();
  }

  @Test
  void hl44AWithdrawnReportOfASentCaseIsShownToAHuman() {
    images(3);
    report(ReportStatus.FINAL, 1, ADVISED);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);

    report(ReportStatus.WITHDRAWN, 2, "");

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NEEDS_ATTENTION);
    assertThat(rig.study(1).reason()).contains("withdrawn", "3 of 3 sent");
    assertThat(rig.requests(1).get(0).state()).isEqualTo(RequestState.RECALLED);
  }

  @Test
  void hl43ACaseThatWasTakenBackBeginsAnewWithTheNextCorrection() {
    rig.groups.set(
        0, rig.groups.get(0).withDocuments(EnumSet.of(RequestDocument.KEY_OBJECT), false));
    images(3);
    report(ReportStatus.FINAL, 1, ADVISED);
    report(ReportStatus.CORRECTED, 2, NORMAL);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);

    report(ReportStatus.CORRECTED, 3, ADVISED);

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.ledger(1).sent()).isEqualTo(3);
    assertThat(rig.destination.received())
        .doesNotHaveDuplicates()
        .hasSize(3 + 3); // a key object for the request, one that takes it back, one for the next
  }

  @Test
  void aRuleOfModeApproveWaitsForAPerson() throws Exception {
    rig.book = Optional.of(book("approve"));
    images(3);
    report(ReportStatus.FINAL, 1, ADVISED);
    assertThat(rig.study(1).state()).isEqualTo(StudyState.AWAITING_APPROVAL);
    assertThat(rig.destination.received()).isEmpty();

    assertThat(rig.flowControl.approve(Studies.studyUid(1), "anna"))
        .isEqualTo(FlowControl.Result.DONE);
    rig.newWorker().runDue();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
    assertThat(rig.events(1)).contains("approved by administrator");
  }

  @Test
  void whatIsNotApprovedIsNotSent() throws Exception {
    rig.book = Optional.of(book("approve"));
    images(3);
    report(ReportStatus.FINAL, 1, ADVISED);

    rig.flowControl.reject(Studies.studyUid(1), "anna");
    rig.runFor(Duration.ofMinutes(5));

    assertThat(rig.study(1).state()).isEqualTo(StudyState.NOT_FLAGGED);
    assertThat(rig.destination.received()).isEmpty();
    assertThat(rig.flowControl.approve(Studies.studyUid(1), "anna"))
        .isEqualTo(FlowControl.Result.NOT_NOW);
  }

  @Test
  void fwd01AChangedRuleSetDecidesNothingAgainByItself() throws Exception {
    images(3);
    report(ReportStatus.FINAL, 1, ADVISED);
    rig.book = Optional.of(book("off"));

    report(ReportStatus.FINAL, 1, ADVISED);
    rig.runFor(Duration.ofHours(1));

    assertThat(decisions()).isOne();
    assertThat(rig.study(1).state()).isEqualTo(StudyState.FORWARDED);
  }
}
