package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.ReportRig.header;
import static org.overread.testing.ReportRig.id;
import static org.overread.testing.ReportRig.keys;
import static org.overread.testing.ReportRig.report;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.CaseKeys.Identifier;
import org.overread.testing.ReportRig;
import org.overread.testing.Studies;
import org.overread.testing.TestDatabase;

/** Which study a report belongs to. */
class MatchingTest {
  private ReportRig rig;

  Database open() {
    return TestDatabase.h2();
  }

  @BeforeEach
  void rig() {
    rig = new ReportRig(open());
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static ReportDocument finalReport(CaseKeys keys) {
    return report("F1", ReportStatus.FINAL, 0, "No fracture.", keys);
  }

  @Test
  void hl46TakesTheStudyUidBeforeTheAccessionNumber() {
    long byUid = rig.study(header(1).set(Tag.PatientID, VR.LO, "P"));
    rig.study(header(2).set(Tag.PatientID, VR.LO, "P"));
    CaseKeys keys =
        new CaseKeys(
            List.of(Studies.studyUid(1)),
            List.of(id("A2")),
            Optional.empty(),
            Optional.empty(),
            List.of(id("P")));

    Filed filed = rig.add(finalReport(keys));

    assertThat(rig.studiesOf(filed)).containsExactly(byUid);
    assertThat(rig.row(filed).reason()).isEqualTo("Study Instance UID and patient");
    assertThat(rig.changed).containsExactly(byUid);
  }

  @Test
  void hl46TakesTheAccessionNumberWithItsPatient() {
    long study = rig.study(1);

    Filed filed = rig.add(finalReport(keys(1)));

    assertThat(rig.studiesOf(filed)).containsExactly(study);
    assertThat(rig.row(filed).reason()).isEqualTo("accession number and patient");
  }

  @Test
  void hl46TakesFillerThenPlacerOrderNumbersOfTheHeaders() {
    long first = rig.study(1);
    long second = rig.study(header(2).set(Tag.PatientID, VR.LO, "P1"));
    remember(first, header(1).set(Tag.FillerOrderNumberImagingServiceRequest, VR.LO, "FILL"));
    remember(second, header(1).set(Tag.PlacerOrderNumberImagingServiceRequest, VR.LO, "PLACE"));

    Filed both = rig.add(finalReport(numbers("FILL", "PLACE")));
    Filed placer =
        rig.add(report("F2", ReportStatus.FINAL, 0, "Normal.", numbers("unknown", "PLACE")));

    assertThat(rig.studiesOf(both)).containsExactly(first);
    assertThat(rig.studiesOf(placer)).containsExactly(second);
  }

  private void remember(long study, Attributes header) {
    rig.database.run(tx -> rig.matching.forStudy(tx, study, StudyKeys.of(header)));
  }

  private static CaseKeys numbers(String filler, String placer) {
    return new CaseKeys(
        List.of(), List.of(), Optional.of(id(filler)), Optional.of(id(placer)), List.of(id("P1")));
  }

  @Test
  void hl46FindsTheStudyThroughTheOrderWithTheSameFillerNumber() {
    long study = rig.study(1);
    Filed report = rig.add(finalReport(numbers("FILL", "PLACE")));
    assertThat(report.state()).isEqualTo(DocumentState.WAITING);

    CaseKeys orderKeys =
        new CaseKeys(
            List.of(),
            List.of(id("A1")),
            Optional.of(id("FILL")),
            Optional.empty(),
            List.of(id("P1")));
    rig.add(new OrderMessage("FILL", OrderStatus.ACTIVE, orderKeys, Optional.empty(), Map.of()));

    assertThat(rig.studiesOf(report)).containsExactly(study);
    assertThat(rig.row(report).reason())
        .isEqualTo("filler order number through its order and patient");
    assertThat(rig.changed).contains(study);
  }

  @Test
  void hl46WaitsWhenOnlyThePatientIsKnown() {
    rig.study(1);

    Filed filed = rig.add(finalReport(keys("", id("P1"))));

    assertThat(filed.state()).isEqualTo(DocumentState.WAITING);
    assertThat(rig.studiesOf(filed)).isEmpty();
    assertThat(rig.changed).isEmpty();
  }

  @Test
  void hl46Cmp28AttachesToAllStudiesOfOneAccessionNumber() {
    long one = rig.study(header(1).set(Tag.PatientID, VR.LO, "P"));
    long other =
        rig.study(header(2).set(Tag.PatientID, VR.LO, "P").set(Tag.AccessionNumber, VR.SH, "A1"));

    Filed filed = rig.add(finalReport(keys("A1", id("P"))));

    assertThat(rig.studiesOf(filed)).containsExactly(one, other);
    assertThat(rig.changed).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void hl46Cmp28AttachesOnceToAStudyWithSeveralAccessionNumbers() {
    long study = rig.study(1);
    remember(study, header(1).set(Tag.AccessionNumber, VR.SH, "A7"));
    ReportDocument first = finalReport(keys("A1", id("P1")));
    ReportDocument same = report("F7", ReportStatus.FINAL, 0, "No fracture.", keys("A7", id("P1")));

    rig.add(first);
    rig.add(same);

    assertThat(rig.current(study)).hasSize(1);
  }

  @Test
  void hl47Cmp30AReportThatCameFirstIsTakenWhenItsStudyArrives() {
    Filed filed = rig.add(finalReport(keys(1)));
    assertThat(filed.state()).isEqualTo(DocumentState.WAITING);
    long study = rig.study(1);

    rig.arrived(study);

    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.MATCHED);
    assertThat(rig.text(study)).isEqualTo("No fracture.");
    assertThat(rig.changed).containsExactly(study);
  }

  @Test
  void hl47Cmp30WhatWaitedTooLongIsListedAndStillMatchedLater() {
    Filed filed = rig.add(finalReport(keys(1)));
    rig.clock.advance(Duration.ofDays(31));

    int expired = expire(Duration.ofDays(30));

    assertThat(expired).isEqualTo(1);
    assertThat(list(DocumentState.UNMATCHED))
        .extracting(DocumentRow::pk)
        .containsExactly(filed.documentPk());
    assertThat(list(DocumentState.WAITING)).isEmpty();
    rig.arrived(rig.study(1));
    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.MATCHED);
  }

  @Test
  void hl47WhatHasNotWaitedLongEnoughGoesOnWaiting() {
    rig.add(finalReport(keys(1)));
    rig.clock.advance(Duration.ofDays(29));

    assertThat(expire(Duration.ofDays(30))).isZero();
  }

  private int expire(Duration wait) {
    return rig.database.inTransaction(
        tx -> rig.matching.expire(tx, rig.clock.instant().minus(wait)));
  }

  private List<DocumentRow> list(DocumentState state) {
    return rig.database.inTransaction(tx -> rig.matching.list(tx, state, 10));
  }

  @Test
  void hl48HoldsAReportOfAnotherPatient() {
    long study = rig.study(1);

    Filed filed = rig.add(finalReport(keys("A1", id("P2"))));

    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.HELD);
    assertThat(rig.row(filed).reason())
        .isEqualTo("accession number matches, but the patient IDs are different");
    assertThat(rig.current(study)).isEmpty();
    assertThat(rig.changed).isEmpty();
  }

  @Test
  void hl48HoldsAReportThatNamesNoPatient() {
    rig.study(1);

    Filed filed = rig.add(finalReport(keys("A1")));

    assertThat(filed.state()).isEqualTo(DocumentState.HELD);
  }

  @Test
  void atk094ReportsLostLeadingZerosAndDoesNotEquateThem() {
    rig.study(header(1).set(Tag.PatientID, VR.LO, "00123"));

    Filed filed = rig.add(finalReport(keys("A1", id("123"))));

    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.HELD);
    assertThat(rig.row(filed).reason()).endsWith("the patient IDs differ by leading zeros");
  }

  @Test
  void atk094FindsThePatientAmongTenIdentifiersAndTheOtherIdsOfTheStudy() {
    long study = rig.study(1);
    Attributes other =
        new Attributes().set(Tag.PatientID, VR.LO, "X9").set(Tag.IssuerOfPatientID, VR.LO, "CITY");
    remember(study, header(1).set(Tag.OtherPatientIDsSequence, List.of(other)));
    Identifier[] ten = new Identifier[10];
    for (int i = 0; i < ten.length; i++) {
      ten[i] = new Identifier("X" + i, "CITY&1.2.3&ISO");
    }

    Filed filed = rig.add(finalReport(keys("A1", ten)));

    assertThat(filed.state()).isEqualTo(DocumentState.MATCHED);
  }

  @Test
  void atk094OneAccessionNumberOfTwoPatientsGoesToTheRightOne() {
    rig.study(1);
    long right = rig.study(header(2).set(Tag.AccessionNumber, VR.SH, "A1"));

    Filed filed = rig.add(finalReport(keys("A1", id("P2"))));

    assertThat(rig.studiesOf(filed)).containsExactly(right);
    assertThat(rig.row(filed).reason()).contains("not all studies with it");
  }

  @Test
  void hl48TheSameNumberOfAnotherIssuerIsAnotherPatient() {
    rig.study(header(1).set(Tag.IssuerOfPatientID, VR.LO, "CLINIC B"));

    Filed filed = rig.add(finalReport(keys("A1", new Identifier("P1", "HOSPA"))));

    assertThat(rig.row(filed).reason()).endsWith("the same patient ID is of another issuer");
  }

  @Test
  void hl48KnowsTheOtherNameOfAnIssuer() {
    rig.study(header(1).set(Tag.IssuerOfPatientID, VR.LO, "Hospital A"));

    Filed filed = rig.add(finalReport(keys("A1", new Identifier("P1", "HOSPA&1.2.3&ISO"))));

    assertThat(filed.state()).isEqualTo(DocumentState.MATCHED);
  }

  @Test
  void hl49ComparesAccessionNumbersWithCaseAndWhole() {
    rig.study(header(1).set(Tag.AccessionNumber, VR.SH, "abcdefghijklmnop"));

    Filed otherCase = rig.add(finalReport(keys("ABCDEFGHIJKLMNOP", id("P1"))));
    Filed longer =
        rig.add(report("F2", ReportStatus.FINAL, 0, "x", keys("abcdefghijklmnopq", id("P1"))));

    assertThat(otherCase.state()).isEqualTo(DocumentState.WAITING);
    assertThat(longer.state()).isEqualTo(DocumentState.WAITING);
  }

  @Test
  void hl49AnAccessionNumberOfAnotherIssuerIsAnother() {
    long study = rig.study(1);
    Attributes issuer = new Attributes().set(Tag.LocalNamespaceEntityID, VR.UT, "RIS A");
    remember(study, header(1).set(Tag.IssuerOfAccessionNumberSequence, List.of(issuer)));

    Filed other = rig.add(finalReport(withAccession(new Identifier("A1", "RIS B"))));
    Filed same =
        rig.add(
            report("F2", ReportStatus.FINAL, 0, "x", withAccession(new Identifier("A1", "RIS A"))));

    assertThat(other.state()).isEqualTo(DocumentState.WAITING);
    assertThat(same.state()).isEqualTo(DocumentState.MATCHED);
  }

  private static CaseKeys withAccession(Identifier accession) {
    return new CaseKeys(
        List.of(), List.of(accession), Optional.empty(), Optional.empty(), List.of(id("P1")));
  }

  @Test
  void hl50AMergeReleasesAReportHeldForThePatient() {
    long study = rig.study(1);
    Filed filed = rig.add(finalReport(keys("A1", id("NEW"))));
    assertThat(filed.state()).isEqualTo(DocumentState.HELD);

    merge("P1", "NEW");

    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.MATCHED);
    assertThat(rig.changed).containsExactly(study);
  }

  @Test
  void hl50WhatComesAfterTheMergeWithTheOldOrTheNewIdentifierIsMatched() {
    long study = rig.study(1);
    merge("P1", "P2");
    merge("P2", "P3");

    Filed old = rig.add(finalReport(keys("A1", id("P1"))));
    Filed last = rig.add(report("F2", ReportStatus.FINAL, 0, "x", keys("A1", id("P3"))));

    assertThat(rig.studiesOf(old)).containsExactly(study);
    assertThat(rig.studiesOf(last)).containsExactly(study);
  }

  @Test
  void hl50AMergeBackDoesNotRunInACircle() {
    merge("P1", "P2");
    merge("P2", "P1");
    rig.study(1);

    assertThat(rig.add(finalReport(keys("A1", id("P2")))).state()).isEqualTo(DocumentState.MATCHED);
  }

  private void merge(String prior, String surviving) {
    rig.database.run(
        tx -> rig.intake.merge(tx, List.of(new PatientMerge(id(prior), id(surviving)))));
  }

  @Test
  void attachesByHandAndStaysWhateverTheKeysSay() {
    long study = rig.study(1);
    Filed filed = rig.add(finalReport(keys("A1", id("P2"))));

    boolean done =
        rig.database.inTransaction(
            tx -> rig.matching.attach(tx, filed.documentPk(), study, "admin"));
    rig.arrived(study);

    assertThat(done).isTrue();
    assertThat(rig.row(filed).reason()).isEqualTo("attached by admin");
    assertThat(rig.text(study)).isEqualTo("No fracture.");
    assertThat(rig.changed).containsExactly(study);
  }

  @Test
  void putsAsideByHandAndNoRuleReadsIt() {
    long study = rig.study(1);
    Filed filed = rig.add(finalReport(keys(1)));

    rig.database.run(tx -> rig.matching.discard(tx, filed.documentPk(), "admin"));
    rig.arrived(study);

    assertThat(rig.current(study)).isEmpty();
    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.DISCARDED);
    assertThat(rig.changed).containsExactly(study, study);
  }

  @Test
  void aReportOutlivesItsStudyAndIsTakenWhenThatComesBack() {
    long study = rig.study(1);
    Filed filed = rig.add(finalReport(keys(1)));
    rig.database.run(tx -> tx.update("DELETE FROM study WHERE study_pk = ?", study));
    assertThat(rig.row(filed).state()).isEqualTo(DocumentState.MATCHED);

    long again = rig.study(1);
    rig.arrived(again);

    assertThat(rig.studiesOf(filed)).containsExactly(again);
  }

  @Test
  void leftOverDocumentsAreRemovedAndThoseOfStudiesStay() {
    rig.study(1);
    Filed kept = rig.add(finalReport(keys(1)));
    rig.add(report(2, ReportStatus.FINAL, 0, "x"));

    int removed =
        rig.database.inTransaction(
            tx -> rig.matching.removeLeftOver(tx, rig.clock.instant().plusSeconds(1)));

    assertThat(removed).isEqualTo(1);
    assertThat(rig.row(kept).state()).isEqualTo(DocumentState.MATCHED);
  }

  @Test
  void keysThatNoColumnHoldsMatchNothingAndBreakNothing() {
    rig.study(1);

    Filed filed =
        rig.add(
            report(
                "x".repeat(2_000),
                ReportStatus.FINAL,
                0,
                "\u0000 text \ud800",
                keys("A1\u0000", id("P".repeat(300)))));

    assertThat(filed.state()).isEqualTo(DocumentState.WAITING);
    assertThat(rig.version(filed).parts().get(0).text()).isEqualTo("\u0000 text \ud800");
  }
}
