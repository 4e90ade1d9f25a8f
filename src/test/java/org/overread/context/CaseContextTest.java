package org.overread.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.rules.FactField.READER_IN_SPECIALTY;
import static org.overread.rules.FactField.READER_SPECIALTIES;
import static org.overread.rules.FactField.READER_TRAINEE;
import static org.overread.rules.FactField.REPORT_AGE;
import static org.overread.rules.FactField.REPORT_SECOND_OPINION;
import static org.overread.rules.FactField.STUDY_DAYS_SINCE_PRIOR;
import static org.overread.rules.FactField.STUDY_FLAGGED_BEFORE;
import static org.overread.rules.FactField.STUDY_HAS_PRIOR;
import static org.overread.rules.FactField.STUDY_OPTED_OUT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.OptionalAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.ReportDocument;
import org.overread.report.ReportStatus;
import org.overread.rules.CaseFacts;
import org.overread.rules.FactField;
import org.overread.testing.ContextRig;
import org.overread.testing.ContextRig.Known;
import org.overread.testing.TestDatabase;

/** Earlier studies, earlier requests, the opt-out list, and who wrote the report. */
class CaseContextTest {
  private static final LocalDateTime NOON = LocalDateTime.of(2026, 11, 23, 12, 0);

  @TempDir Path folder;
  private ContextRig rig;
  private Instant now;

  Database open() {
    return TestDatabase.h2();
  }

  @BeforeEach
  void makeRig() {
    rig = new ContextRig(open(), folder.resolve("opt-out.txt"));
    now = rig.reports.clock.instant();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static OptionalAssert<Object> assertFact(CaseFacts facts, FactField field) {
    return assertThat(ContextRig.value(facts, field));
  }

  private OptionalAssert<Object> assertFact(Known study, FactField field) {
    return assertFact(rig.facts(study), field);
  }

  // -- earlier studies

  @Test
  void anEarlierStudyOfTheSameBodyPartIsAPriorAndItsDaysAreCounted() {
    rig.study("P1", "20260101", "KNEE");
    rig.study("P1", "20261022", "KNEE");
    Known study = rig.study("P1", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).contains(true);
    assertFact(study, STUDY_DAYS_SINCE_PRIOR).contains(10L);
  }

  @Test
  void studiesOfAnotherPatientBodyPartOrLaterDayAreNoPriors() {
    rig.study("P2", "20261001", "KNEE");
    rig.study("P1", "20261001", "HEAD");
    rig.study("P1", "20261102", "KNEE");
    rig.study("P1", "20261101", "KNEE");
    Known study = rig.study("P1", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).contains(false);
    assertFact(study, STUDY_DAYS_SINCE_PRIOR).isEmpty();
  }

  @Test
  void thePriorOfAnotherIssuerIsAnotherPatients() {
    rig.study(rig.header("P1", "20261001", "KNEE").set(Tag.IssuerOfPatientID, VR.LO, "ELSEWHERE"));
    Known study =
        rig.study(rig.header("P1", "20261101", "KNEE").set(Tag.IssuerOfPatientID, VR.LO, "HERE"));

    assertFact(study, STUDY_HAS_PRIOR).contains(false);
  }

  @Test
  void hl50AStudyUnderAMergedNumberIsThePatients() {
    rig.study("OLD", "20261001", "KNEE");
    rig.merge("OLD", "NEW");
    Known study = rig.study("NEW", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).contains(true);
  }

  @Test
  void hl50AStudyUnderTheSurvivingNumberIsThePatientsToo() {
    rig.study("NEW", "20261001", "KNEE");
    rig.merge("OLD", "NEW");
    Known study = rig.study("OLD", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).contains(true);
  }

  @Test
  void theBodyPartOfAnEarlierStudyIsReadFromItsDescriptions() {
    rig.study(rig.header("P1", "20261001", "").set(Tag.StudyDescription, VR.LO, "MRI left knee"));
    rig.study(rig.header("P1", "20260901", "").set(Tag.SeriesDescription, VR.LO, "head ax t2"));

    assertFact(rig.study("P1", "20261101", "KNEE"), STUDY_DAYS_SINCE_PRIOR).contains(31L);
    assertFact(rig.study("P1", "20261101", "HEAD"), STUDY_DAYS_SINCE_PRIOR).contains(61L);
  }

  @Test
  void whetherThereIsAPriorIsOpenWhenAnEarlierStudyNamesNoBodyPart() {
    rig.study("P1", "20261001", "");
    Known study = rig.study("P1", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).isEmpty();
  }

  @Test
  void aPriorIsCertainButItsDaysAreOpenWhenALaterStudyMightBeOneToo() {
    rig.study("P1", "20261001", "KNEE");
    rig.study("P1", "20261020", "");
    Known study = rig.study("P1", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).contains(true);
    assertFact(study, STUDY_DAYS_SINCE_PRIOR).isEmpty();
  }

  @Test
  void withoutAPatientIdNothingIsKnownOfEarlierStudies() {
    rig.study("", "20261001", "KNEE");
    Known study = rig.study("", "20261101", "KNEE");

    assertFact(study, STUDY_HAS_PRIOR).isEmpty();
    assertFact(study, STUDY_FLAGGED_BEFORE).isEmpty();
  }

  @Test
  void withoutAStudyDateAPriorIsOpenOnlyWhereThereMayBeOne() {
    assertFact(rig.study("P1", "", "KNEE"), STUDY_HAS_PRIOR).contains(false);
    rig.study("P2", "20261001", "KNEE");

    assertFact(rig.study("P2", "", "KNEE"), STUDY_HAS_PRIOR).isEmpty();
    rig.study("P3", "20261001", "KNEE");

    assertFact(rig.study("P3", "", "HEAD"), STUDY_HAS_PRIOR).contains(false);
  }

  @Test
  void aPlaceholderThatMoreStudiesHaveThanAPatientCanTellsNothing() {
    for (int i = 0; i <= 200; i++) {
      rig.study("UNKNOWN", "20261001", "KNEE");
    }

    assertFact(rig.study("UNKNOWN", "20261101", "KNEE"), STUDY_HAS_PRIOR).isEmpty();
  }

  // -- earlier requests

  @Test
  void aRequestForThePatientAndBodyPartWithinTheEpisodeFlaggedItBefore() {
    rig.request(rig.study("P1", "20261101", "KNEE"), now.minus(Duration.ofDays(29)), "SENT");
    Known study = rig.study("P1", "20261123", "KNEE");

    assertFact(study, STUDY_FLAGGED_BEFORE).contains(true);
  }

  @Test
  void olderRequestsThoseOfAnotherBodyPartAndThoseTakenBackDoNotCount() {
    rig.request(rig.study("P1", "20261101", "KNEE"), now.minus(Duration.ofDays(31)), "SENT");
    rig.request(rig.study("P1", "20261101", "HEAD"), now.minus(Duration.ofDays(2)), "SENT");
    rig.request(rig.study("P1", "20261101", "KNEE"), now.minus(Duration.ofDays(2)), "RECALLED");
    rig.request(rig.study("P2", "20261101", "KNEE"), now.minus(Duration.ofDays(2)), "SENT");
    Known study = rig.study("P1", "20261123", "KNEE");

    assertFact(study, STUDY_FLAGGED_BEFORE).contains(false);
  }

  @Test
  void theRequestOfADryRunCountsInADryRunOnly() {
    rig.request(rig.study("P1", "20261101", "KNEE"), now.minus(Duration.ofDays(2)), "DRY_RUN");
    Known study = rig.study("P1", "20261123", "KNEE");

    assertFact(study, STUDY_FLAGGED_BEFORE).contains(false);
    rig.dryRun = true;
    assertFact(study, STUDY_FLAGGED_BEFORE).contains(true);
  }

  @Test
  void theOwnRequestAndLaterOnesOfTheEpisodeDoNotTakeAStudyBack() {
    Known first = rig.study("P1", "20261101", "KNEE");
    Known second = rig.study("P1", "20261110", "KNEE");
    rig.request(first, now.minus(Duration.ofDays(5)), "SENT");
    rig.request(second, now.minus(Duration.ofDays(2)), "SENT");

    assertFact(first, STUDY_FLAGGED_BEFORE).contains(false);
    assertFact(second, STUDY_FLAGGED_BEFORE).contains(true);
  }

  @Test
  void whetherItWasFlaggedBeforeIsOpenWhenARequestedStudyNamesNoBodyPart() {
    rig.request(rig.study("P1", "20261101", ""), now.minus(Duration.ofDays(2)), "SENT");
    Known study = rig.study("P1", "20261123", "KNEE");

    assertFact(study, STUDY_FLAGGED_BEFORE).isEmpty();
  }

  // -- opt-out

  private void optOut(String... lines) throws IOException {
    Files.write(folder.resolve("opt-out.txt"), List.of(lines));
  }

  @Test
  void aPatientOnTheListOptedOut() throws IOException {
    optOut("# asked in writing", "", "P1", "P2^HERE");

    assertFact(rig.study("P1", "20261101", "KNEE"), STUDY_OPTED_OUT).contains(true);
    assertFact(rig.study("P3", "20261101", "KNEE"), STUDY_OPTED_OUT).contains(false);
  }

  @Test
  void anIssuerOnTheListMustNotContradictThatOfTheStudy() throws IOException {
    optOut("P2^HERE");
    Attributes here =
        rig.header("P2", "20261101", "KNEE").set(Tag.IssuerOfPatientID, VR.LO, "here");
    Attributes there =
        rig.header("P2", "20261101", "KNEE").set(Tag.IssuerOfPatientID, VR.LO, "THERE");

    assertFact(rig.study(here), STUDY_OPTED_OUT).contains(true);
    assertFact(rig.study(there), STUDY_OPTED_OUT).contains(false);
    assertFact(rig.study("P2", "20261101", "KNEE"), STUDY_OPTED_OUT).contains(true);
  }

  @Test
  void whoOptedOutUnderANumberThatWasMergedStaysOut() throws IOException {
    optOut("OLD");
    rig.merge("OLD", "NEW");

    assertFact(rig.study("NEW", "20261101", "KNEE"), STUDY_OPTED_OUT).contains(true);
  }

  @Test
  void withoutAFileNobodyOptedOut() {
    assertFact(rig.study("P1", "20261101", "KNEE"), STUDY_OPTED_OUT).contains(false);
    assertFact(rig.study("", "20261101", "KNEE"), STUDY_OPTED_OUT).contains(false);
  }

  @Test
  void withoutAPatientIdItIsOpenWhetherAnybodyOfTheListIsMeant() throws IOException {
    optOut("P1");

    assertFact(rig.study("", "20261101", "KNEE"), STUDY_OPTED_OUT).isEmpty();
  }

  @Test
  void aChangeOfTheListCountsAtTheNextEvaluation() throws IOException {
    Known study = rig.study("P1", "20261101", "KNEE");
    CaseContext context = rig.context();
    optOut("P9");
    assertFact(rig.facts(context, study), STUDY_OPTED_OUT).contains(false);

    optOut("P1");
    assertFact(rig.facts(context, study), STUDY_OPTED_OUT).contains(true);

    optOut("P9");
    assertFact(rig.facts(context, study), STUDY_OPTED_OUT).contains(false);
  }

  // -- the table of readers

  private CaseFacts readBy(String bodyPart, String... readers) {
    Known study = rig.study("P1", "20261101", bodyPart);
    return rig.facts(
        study, ContextRig.report("D1", ReportStatus.FINAL, Optional.of(NOON), readers));
  }

  @Test
  void aReaderOfTheTableIsInOrOutsideTheSpecialtyOfTheStudy() {
    assertFact(readBy("KNEE", "R1"), READER_SPECIALTIES).contains(List.of("musculoskeletal"));
    assertFact(readBy("KNEE", "R1B"), READER_IN_SPECIALTY).contains(true);
    assertFact(readBy("HEAD", "R1"), READER_IN_SPECIALTY).contains(false);
  }

  @Test
  void ofSeveralReadersOneOfTheSpecialtyIsEnough() {
    assertFact(readBy("KNEE", "R2", "R1"), READER_IN_SPECIALTY).contains(true);
    assertFact(readBy("CHEST", "R2", "R1"), READER_IN_SPECIALTY).contains(false);
  }

  @Test
  void aReaderTheTableDoesNotKnowMayBeOfTheSpecialty() {
    assertFact(readBy("KNEE", "R9"), READER_IN_SPECIALTY).isEmpty();
    assertFact(readBy("KNEE", "R9"), READER_SPECIALTIES).isEmpty();
    assertFact(readBy("HEAD", "R1", "R9"), READER_IN_SPECIALTY).isEmpty();
    assertFact(readBy("HEAD", "R1", "R4"), READER_IN_SPECIALTY).isEmpty();
    assertFact(readBy("KNEE", "R1", "R9"), READER_IN_SPECIALTY).contains(true);
  }

  @Test
  void aStudyOfUnknownBodyPartIsOutsideNobodysSpecialty() {
    assertFact(readBy("", "R1"), READER_IN_SPECIALTY).isEmpty();
  }

  @Test
  void aReaderOfChildrenIsInSpecialtyForAChildOnly() {
    Attributes child =
        rig.header("P1", "20261101", "KNEE").set(Tag.PatientBirthDate, VR.DA, "20150101");
    ReportDocument report = ContextRig.report("D1", ReportStatus.FINAL, Optional.of(NOON), "R3");

    assertFact(rig.facts(rig.study(child), report), READER_IN_SPECIALTY).contains(true);
    assertFact(readBy("KNEE", "R3"), READER_IN_SPECIALTY).contains(false);
  }

  @Test
  void aTraineeAloneIsOneAndASupervisedOneIsNot() {
    assertFact(readBy("HEAD", "R2"), READER_TRAINEE).contains(true);
    assertFact(readBy("HEAD", "R1", "R2"), READER_TRAINEE).contains(false);
    assertFact(readBy("HEAD", "R2", "R9"), READER_TRAINEE).isEmpty();
    assertFact(readBy("HEAD", "R9"), READER_TRAINEE).isEmpty();
  }

  @Test
  void aReportByAReaderOfAReadingGroupIsASecondOpinion() {
    assertFact(readBy("HEAD", "R9", "G1"), REPORT_SECOND_OPINION).contains(true);
    assertFact(readBy("HEAD", "R1"), REPORT_SECOND_OPINION).isEmpty();
  }

  @Test
  void theAgeOfAReportIsInHours() {
    Known study = rig.study("P1", "20261101", "KNEE");

    assertAge(study, NOON.minusMinutes(95)).contains(1.5);
    assertAge(study, NOON.plusMinutes(10)).contains(0.0);
    assertAge(study, NOON.plusHours(1)).isEmpty();
    assertFact(rig.facts(study), REPORT_AGE).isEmpty();
  }

  private OptionalAssert<Object> assertAge(Known study, LocalDateTime signed) {
    return assertFact(
        rig.facts(study, ContextRig.report("D1", ReportStatus.FINAL, Optional.of(signed), "R1")),
        REPORT_AGE);
  }
}
