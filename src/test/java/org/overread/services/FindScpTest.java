package org.overread.services;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.Status;
import org.overread.network.service.FindService.Matches;
import org.overread.testing.Studies;

class FindScpTest extends FindScpFixture {

  @Test
  void answersEveryKeyAskedForAndNothingElse() {
    index.add(Studies.mrKnee(1, 2));
    Attributes found =
        one(
            STUDY_ROOT,
            study()
                .set(Tag.StudyDate, VR.DA, "")
                .set(Tag.StudyID, VR.SH, "")
                .set(Tag.IssuerOfPatientID, VR.LO, ""));
    assertThat(found.tags())
        .containsExactly(
            Tag.StudyDate,
            Tag.QueryRetrieveLevel,
            Tag.InstanceAvailability,
            Tag.IssuerOfPatientID,
            Tag.StudyInstanceUID,
            Tag.StudyID);
    assertThat(found.string(Tag.StudyInstanceUID)).contains(Studies.studyUid(1));
    assertThat(found.string(Tag.QueryRetrieveLevel)).contains("STUDY");
    assertThat(found.string(Tag.InstanceAvailability)).contains("ONLINE");
    assertThat(found.hasValue(Tag.IssuerOfPatientID)).isFalse();
  }

  @Test
  void qr08NamesTheRetrieveAeTitleOnlyWhenOneServesRetrieves() {
    index.add(Studies.mrKnee(1, 1));
    Attributes asked = study().set(Tag.RetrieveAETitle, VR.AE, "");
    assertThat(one(STUDY_ROOT, asked).hasValue(Tag.RetrieveAETitle)).isFalse();
    scp = scp(Optional.of("MAINPACS"));
    assertThat(one(STUDY_ROOT, asked).string(Tag.RetrieveAETitle)).contains("MAINPACS");
  }

  @Test
  void qr07CountsAndListsAreOfTheStudy() {
    index.add(Studies.mrKnee(1, 3));
    index.add(Studies.series(1, 2, 2, "SR", Uid.BasicTextSRStorage));
    index.add(Studies.ctHead(2, 1));
    Attributes found =
        one(
            STUDY_ROOT,
            study(1)
                .set(Tag.ModalitiesInStudy, VR.CS, "")
                .set(Tag.SOPClassesInStudy, VR.UI, "")
                .set(Tag.NumberOfPatientRelatedStudies, VR.IS, "")
                .set(Tag.NumberOfStudyRelatedSeries, VR.IS, "")
                .set(Tag.NumberOfStudyRelatedInstances, VR.IS, ""));
    assertThat(found.strings(Tag.ModalitiesInStudy)).containsExactlyInAnyOrder("MR", "SR");
    assertThat(found.strings(Tag.SOPClassesInStudy))
        .containsExactlyInAnyOrder(Uid.MRImageStorage, Uid.BasicTextSRStorage);
    assertThat(found.integer(Tag.NumberOfStudyRelatedSeries)).hasValue(2);
    assertThat(found.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(5);
    assertThat(found.integer(Tag.NumberOfPatientRelatedStudies)).hasValue(1);
  }

  @Test
  void qr35ANewVersionOfAnInstanceIsNotCountedTwice() {
    index.add(Studies.mrKnee(1, 2));
    index.addVersion(Studies.mrKnee(1, 2).get(0), 2);
    assertThat(
            one(STUDY_ROOT, study(1).set(Tag.NumberOfStudyRelatedInstances, VR.IS, ""))
                .integer(Tag.NumberOfStudyRelatedInstances))
        .hasValue(2);
    assertThat(all(STUDY_ROOT, images(1))).hasSize(2);
  }

  @Test
  void qr34ModalitiesInStudyMatchesWhenAnySeriesHasTheValue() {
    index.add(Studies.mrKnee(1, 1));
    index.add(Studies.series(1, 2, 1, "SR", Uid.BasicTextSRStorage));
    index.add(Studies.ctHead(2, 1));
    assertThat(studies(study().set(Tag.ModalitiesInStudy, VR.CS, "SR")))
        .containsExactly(Studies.studyUid(1));
    assertThat(studies(study().set(Tag.ModalitiesInStudy, VR.CS, "?R")))
        .containsExactly(Studies.studyUid(1));
    assertThat(studies(study().set(Tag.ModalitiesInStudy, VR.CS, "CT", "SR"))).hasSize(2);
    assertThat(studies(study().set(Tag.ModalitiesInStudy, VR.CS, "US"))).isEmpty();
    assertThat(studies(study().set(Tag.SOPClassesInStudy, VR.UI, Uid.CTImageStorage)))
        .containsExactly(Studies.studyUid(2));
  }

  @Test
  void qr24CharactersSpecialToSqlAreData() {
    List<String> ids =
        List.of("100%", "1000", "A_1", "AB1", "O'Hara", "!", "a!%b", "x'; DROP TABLE study; --");
    for (int i = 0; i < ids.size(); i++) {
      Attributes instance =
          Studies.instance(i + 1, 1, 1, "MR", Uid.MRImageStorage)
              .set(Tag.PatientID, VR.LO, ids.get(i));
      index.add(List.of(instance));
    }
    for (int i = 0; i < ids.size(); i++) {
      assertThat(studies(study().set(Tag.PatientID, VR.LO, ids.get(i))))
          .containsExactly(Studies.studyUid(i + 1));
      assertThat(studies(study().set(Tag.PatientID, VR.LO, ids.get(i) + "*")))
          .contains(Studies.studyUid(i + 1));
    }
    assertThat(studies(study().set(Tag.PatientID, VR.LO, "_*%"))).isEmpty();
    assertThat(studies(study().set(Tag.PatientID, VR.LO, "a!%*")))
        .containsExactly(Studies.studyUid(7));
  }

  @Test
  void qr29FindsNamesWhateverTheirCaseAccentsAndGroup() {
    named(1, "M\u00fcller^J\u00fcrgen");
    named(2, "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046");
    named(3, "Doe");
    assertThat(byName("muller*")).containsExactly(Studies.studyUid(1));
    assertThat(byName("M\u00dcLLER^JURGEN")).containsExactly(Studies.studyUid(1));
    assertThat(byName("\u5c71\u7530*")).containsExactly(Studies.studyUid(2));
    assertThat(byName("\u3084\u307e\u3060^\u305f\u308d\u3046"))
        .containsExactly(Studies.studyUid(2));
    assertThat(byName("doe^*")).containsExactly(Studies.studyUid(3));
    assertThat(byName("Doe^^^^")).containsExactly(Studies.studyUid(3));
    assertThat(byName("*a*")).containsExactly(Studies.studyUid(2));
    assertThat(byName("D?")).isEmpty();
    assertThat(studies(study().set(Tag.ReferringPhysicianName, VR.PN, "referrer^*"))).hasSize(3);
  }

  @Test
  void qr25MatchesRangesOfDateAndTimeEachForItself() {
    dated(1, "20260101", "090000");
    dated(2, "20260131", "101530.5");
    dated(3, "20260201", "");
    assertThat(studies(study().set(Tag.StudyDate, VR.DA, "20260101-20260131"))).hasSize(2);
    assertThat(studies(study().set(Tag.StudyDate, VR.DA, "20260201")))
        .containsExactly(Studies.studyUid(3));
    assertThat(studies(study().set(Tag.StudyDate, VR.DA, "-20260101")))
        .containsExactly(Studies.studyUid(1));
    assertThat(studies(study().set(Tag.StudyDate, VR.DA, "20260131-20260101"))).isEmpty();
    assertThat(studies(study().set(Tag.StudyTime, VR.TM, "10")))
        .containsExactly(Studies.studyUid(2));
    assertThat(studies(study().set(Tag.StudyTime, VR.TM, "-2359"))).hasSize(2);
    assertThat(
            studies(
                study()
                    .set(Tag.StudyDate, VR.DA, "20260101-20260102")
                    .set(Tag.StudyTime, VR.TM, "10-11")))
        .isEmpty();
  }

  @Test
  void qr02RefusesLevelsThatTheModelDoesNotHave() {
    assertThat(end(STUDY_ROOT, new Attributes())).isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, level("study"))).isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, level("PATIENT"))).isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, level("WORKLIST"))).isEqualTo(0xA900);
    assertThat(end(PATIENT_ROOT, level("PATIENT"))).isZero();
    assertThat(end(STUDY_ROOT, level("STUDY "))).isZero();
  }

  @Test
  void qr03AsksForOneUniqueKeyOfEachLevelAboveAndNoneBelow() {
    index.add(Studies.mrKnee(1, 2));
    assertThat(end(PATIENT_ROOT, level("STUDY"))).isEqualTo(0xA900);
    assertThat(end(PATIENT_ROOT, level("STUDY").set(Tag.PatientID, VR.LO, "P*"))).isEqualTo(0xA900);
    assertThat(end(PATIENT_ROOT, level("STUDY").set(Tag.PatientID, VR.LO, "P1"))).isZero();
    assertThat(end(STUDY_ROOT, level("SERIES"))).isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, level("SERIES").set(Tag.StudyInstanceUID, VR.UI, "1.2", "1.3")))
        .isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, level("SERIES").set(Tag.StudyInstanceUID, VR.UI, "*")))
        .isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, level("IMAGE").set(Tag.StudyInstanceUID, VR.UI, "1.2")))
        .isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, study().set(Tag.Modality, VR.CS, "MR"))).isEqualTo(0xA900);
    assertThat(end(STUDY_ROOT, images(1))).isZero();
  }

  @Test
  void findsPatientsSeriesAndImages() {
    index.add(Studies.mrKnee(1, 2));
    index.add(Studies.series(1, 2, 3, "SR", Uid.BasicTextSRStorage));
    Attributes second =
        Studies.instance(2, 1, 1, "CT", Uid.CTImageStorage).set(Tag.PatientID, VR.LO, "P1");
    index.add(List.of(second.set(Tag.PatientName, VR.PN, "Test^Patient 1")));
    index.add(Studies.ctHead(3, 1));
    List<Attributes> patients =
        all(
            PATIENT_ROOT,
            level("PATIENT")
                .set(Tag.PatientID, VR.LO, "")
                .set(Tag.NumberOfPatientRelatedStudies, VR.IS, "")
                .set(Tag.NumberOfPatientRelatedSeries, VR.IS, "")
                .set(Tag.NumberOfPatientRelatedInstances, VR.IS, ""));
    assertThat(patients)
        .extracting(found -> found.string(Tag.PatientID).orElse(""))
        .containsExactly("P3", "P1");
    assertThat(patients.get(1).integer(Tag.NumberOfPatientRelatedStudies)).hasValue(2);
    assertThat(patients.get(1).integer(Tag.NumberOfPatientRelatedSeries)).hasValue(3);
    assertThat(patients.get(1).integer(Tag.NumberOfPatientRelatedInstances)).hasValue(6);
    Attributes series =
        level("SERIES")
            .set(Tag.StudyInstanceUID, VR.UI, Studies.studyUid(1))
            .set(Tag.Modality, VR.CS, "SR")
            .set(Tag.SeriesInstanceUID, VR.UI, "")
            .set(Tag.NumberOfSeriesRelatedInstances, VR.IS, "")
            .set(Tag.InstitutionName, VR.LO, "");
    Attributes found = one(STUDY_ROOT, series);
    assertThat(found.string(Tag.SeriesInstanceUID)).contains(Studies.seriesUid(1, 2));
    assertThat(found.integer(Tag.NumberOfSeriesRelatedInstances)).hasValue(3);
    assertThat(found.string(Tag.InstitutionName)).contains("Test Hospital");
    assertThat(all(STUDY_ROOT, images(1).set(Tag.InstanceNumber, VR.IS, "02")))
        .singleElement()
        .satisfies(
            image ->
                assertThat(image.string(Tag.SOPInstanceUID))
                    .contains(Studies.instanceUid(1, 1, 2)));
  }

  @Test
  void patientsWithoutAnIdAreNotTakenForOne() {
    index.add(
        List.of(Studies.instance(1, 1, 1, "MR", Uid.MRImageStorage).set(Tag.PatientID, VR.LO, "")));
    index.add(
        List.of(Studies.instance(2, 1, 1, "MR", Uid.MRImageStorage).set(Tag.PatientID, VR.LO, "")));
    assertThat(all(PATIENT_ROOT, level("PATIENT").set(Tag.PatientName, VR.PN, ""))).hasSize(2);
  }

  @Test
  void qr09LeavesOutUnsupportedKeysAndSaysSo() {
    index.add(Studies.mrKnee(1, 1));
    Attributes asked =
        study()
            .set(Tag.PatientWeight, VR.DS, "80")
            .put(Element.ofBytes(0x00091001, VR.LO, new byte[] {'x', ' '}))
            .set(
                Tag.ProcedureCodeSequence,
                List.of(new Attributes().set(Tag.CodeValue, VR.SH, "1")));
    try (Matches matches = find("PEER", STUDY_ROOT, asked)) {
      assertThat(matches.pending().code()).isEqualTo(0xFF01);
      assertThat(matches.next().orElseThrow().tags())
          .doesNotContain(Tag.PatientWeight, 0x00091001, Tag.ProcedureCodeSequence);
    }
    assertThat(
            find("PEER", STUDY_ROOT, study().put(Element.ofBytes(0x00080000, VR.UL, new byte[4])))
                .pending())
        .isEqualTo(Status.PENDING);
  }

  @Test
  void qr05GivesTheNewestFirstUpToTheLimitAndThenB001() {
    for (int study = 1; study <= LIMIT + 1; study++) {
      index.add(List.of(Studies.instance(study, 1, 1, "MR", Uid.MRImageStorage)));
    }
    List<String> found = new ArrayList<>();
    try (Matches matches = find("PEER", STUDY_ROOT, study())) {
      for (Optional<Attributes> next = matches.next(); next.isPresent(); next = matches.next()) {
        found.add(next.get().string(Tag.StudyInstanceUID).orElseThrow());
      }
      assertThat(matches.end().code()).isEqualTo(0xB001);
    }
    assertThat(found)
        .hasSize(LIMIT)
        .doesNotHaveDuplicates()
        .startsWith(Studies.studyUid(LIMIT + 1));
    assertThat(found).doesNotContain(Studies.studyUid(1));
    assertThat(end(STUDY_ROOT, study().set(Tag.PatientID, VR.LO, "P1"))).isZero();
  }

  @Test
  void exactlyAsManyMatchesAsTheLimitAreAllThereAre() {
    for (int study = 1; study <= LIMIT; study++) {
      index.add(List.of(Studies.instance(study, 1, 1, "MR", Uid.MRImageStorage)));
    }
    assertThat(end(STUDY_ROOT, study())).isZero();
  }

  @Test
  void qr31AnswersInTheSetOfTheRequestWhenItCanCarryTheValues() {
    named(1, "M\u00fcller^J\u00fcrgen");
    named(2, "Doe^John");
    Attributes latin =
        study(1).set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100").set(Tag.PatientName, VR.PN, "");
    Attributes found = one(STUDY_ROOT, latin);
    assertThat(found.strings(Tag.SpecificCharacterSet)).containsExactly("ISO_IR 100");
    assertThat(found.string(Tag.PatientName)).contains("M\u00fcller^J\u00fcrgen");
    Attributes greek =
        study(1).set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 126").set(Tag.PatientName, VR.PN, "");
    assertThat(one(STUDY_ROOT, greek).strings(Tag.SpecificCharacterSet))
        .containsExactly("ISO_IR 192");
    assertThat(
            one(STUDY_ROOT, study(1).set(Tag.PatientName, VR.PN, ""))
                .strings(Tag.SpecificCharacterSet))
        .containsExactly("ISO_IR 192");
    assertThat(
            one(STUDY_ROOT, study(2).set(Tag.PatientName, VR.PN, ""))
                .contains(Tag.SpecificCharacterSet))
        .isFalse();
  }

  @Test
  void qr30AKeyInAnotherSetThanTheDataFindsIt() {
    named(1, "M\u00fcller^J\u00fcrgen");
    Attributes latin =
        study()
            .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100")
            .set(Tag.PatientName, VR.PN, "M\u00fcller*");
    assertThat(studies(latin)).containsExactly(Studies.studyUid(1));
  }

  @Test
  void qr36AReadingGroupSeesWhatWasSentToItAndNothingElse() {
    index.add(Studies.mrKnee(1, 2));
    index.add(Studies.mrKnee(2, 1));
    index.add(Studies.mrKnee(3, 1));
    index.deliver(Studies.studyUid(1), "msk", "SENT");
    index.deliver(Studies.studyUid(2), "msk", "PENDING");
    index.deliver(Studies.studyUid(3), "neuro", "SENT");
    index.add(
        Studies.series(1, 1, 3, "MR", Uid.MRImageStorage)
            .subList(2, 3)); // came after the study was sent
    index.add(Studies.series(1, 2, 1, "SR", Uid.BasicTextSRStorage));

    Attributes asked =
        study()
            .set(Tag.NumberOfStudyRelatedInstances, VR.IS, "")
            .set(Tag.NumberOfStudyRelatedSeries, VR.IS, "")
            .set(Tag.ModalitiesInStudy, VR.CS, "");
    List<Attributes> found = all("MSK", STUDY_ROOT, asked);
    assertThat(found)
        .singleElement()
        .satisfies(
            study -> {
              assertThat(study.string(Tag.StudyInstanceUID)).contains(Studies.studyUid(1));
              assertThat(study.integer(Tag.NumberOfStudyRelatedInstances)).hasValue(2);
              assertThat(study.integer(Tag.NumberOfStudyRelatedSeries)).hasValue(1);
              assertThat(study.strings(Tag.ModalitiesInStudy)).containsExactly("MR");
            });
    assertThat(all("MSK", STUDY_ROOT, study(2))).isEmpty();
    assertThat(all("MSK", STUDY_ROOT, study().set(Tag.AccessionNumber, VR.SH, "A3"))).isEmpty();
    assertThat(all("MSK", STUDY_ROOT, images(1))).hasSize(2);
    assertThat(all("MSK", STUDY_ROOT, images(2))).isEmpty();
    assertThat(all("MSK", STUDY_ROOT, study().set(Tag.ModalitiesInStudy, VR.CS, "SR"))).isEmpty();
    assertThat(all("MSK", PATIENT_ROOT, level("PATIENT").set(Tag.PatientID, VR.LO, ""))).hasSize(1);
    assertThat(all("PEER", STUDY_ROOT, study())).hasSize(3);
  }

  @Test
  void qr36AReadingGroupKeepsSeeingTheVersionItWasSent() {
    index.add(Studies.mrKnee(1, 1));
    index.deliver(Studies.studyUid(1), "msk", "SENT");
    index.addVersion(Studies.mrKnee(1, 1).get(0), 2);
    assertThat(all("MSK", STUDY_ROOT, images(1))).hasSize(1);
    index.add(Studies.mrKnee(2, 1));
    index.addVersion(Studies.mrKnee(2, 1).get(0), 2);
    index.deliver(Studies.studyUid(2), "msk", "SENT");
    assertThat(all("MSK", STUDY_ROOT, images(2))).hasSize(1);
  }

  @Test
  void aReadingGroupWithoutANameOfItsOwnSeesNothing() {
    index.add(Studies.mrKnee(1, 1));
    index.deliver(Studies.studyUid(1), "msk", "SENT");
    assertThat(all("NAMELESS", STUDY_ROOT, study())).isEmpty();
  }

  @Test
  void aCallerThatMayOnlyStoreIsNotAuthorized() {
    assertThat(end("SENDER", STUDY_ROOT, study())).isEqualTo(0x0124);
    assertThat(end("STRANGER", STUDY_ROOT, study())).isEqualTo(0x0124);
  }

  @Test
  void aDatabaseThatFailsEndsTheQueryWithAFailure() {
    Matches matches = find("PEER", STUDY_ROOT, study());
    database.close();
    assertThat(matches.next()).isEmpty();
    assertThat(matches.end().code()).isEqualTo(0x0110);
  }

  @Test
  void atk083KeysOfAnyKindAreAnsweredOrRefusedButNeverMatchEverything() {
    index.add(Studies.mrKnee(1, 1));
    Attributes nested = new Attributes();
    for (int depth = 0; depth < 60; depth++) {
      nested = new Attributes().set(Tag.ProcedureCodeSequence, List.of(nested, new Attributes()));
    }
    assertThat(all(STUDY_ROOT, study().set(Tag.ProcedureCodeSequence, List.of(nested)))).hasSize(1);
    assertThat(all(STUDY_ROOT, study().put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[64]))))
        .hasSize(1);
    assertThat(end(STUDY_ROOT, study().set(Tag.PatientID, List.of(new Attributes()))))
        .isEqualTo(0xA900);
    assertThat(
            all(
                STUDY_ROOT,
                study().put(Element.ofBytes(Tag.PatientID, VR.UN, "P2".getBytes(US_ASCII)))))
        .isEmpty();
  }

  @Test
  void atk080AStormOfWildcardsIsAnsweredInTime() {
    for (int study = 1; study <= 50; study++) {
      index.add(
          List.of(
              Studies.instance(study, 1, 1, "MR", Uid.MRImageStorage)
                  .set(Tag.PatientID, VR.LO, "a".repeat(64))
                  .set(Tag.StudyDescription, VR.LO, "a".repeat(64))));
    }
    long start = System.nanoTime();
    assertThat(
            studies(
                study()
                    .set(Tag.PatientID, VR.LO, "*a".repeat(199))
                    .set(Tag.StudyDescription, VR.LO, "*?".repeat(200))))
        .isEmpty();
    assertThat(
            studies(
                study()
                    .set(Tag.PatientID, VR.LO, "*?".repeat(32))
                    .set(Tag.StudyDescription, VR.LO, "*a*".repeat(60))))
        .hasSize(50);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    assertThat(end(STUDY_ROOT, study().set(Tag.PatientID, VR.LO, "*?".repeat(1000))))
        .isEqualTo(0xA700);
  }

  @Test
  void aQueryThatIsClosedEarlyGivesNothingMore() {
    index.add(Studies.mrKnee(1, 1));
    index.add(Studies.mrKnee(2, 1));
    Matches matches = find("PEER", STUDY_ROOT, study());
    assertThat(matches.next()).isPresent();
    matches.close();
    assertThat(matches.next()).isEmpty();
  }

  @Test
  void aStudyThatArrivesWhileTheAnswerIsReadDoesNotShiftIt() {
    for (int study = 1; study <= FoundMatches.PAGE + 10; study++) {
      index.add(List.of(Studies.instance(study, 1, 1, "MR", Uid.MRImageStorage)));
    }
    List<String> found = new ArrayList<>();
    try (Matches matches = find("PEER", STUDY_ROOT, study())) {
      for (Optional<Attributes> next = matches.next(); next.isPresent(); next = matches.next()) {
        found.add(next.get().string(Tag.StudyInstanceUID).orElseThrow());
        index.add(List.of(Studies.instance(1000 + found.size(), 1, 1, "MR", Uid.MRImageStorage)));
      }
    }
    assertThat(found).hasSize(FoundMatches.PAGE + 10).doesNotHaveDuplicates();
  }

  @Test
  void controlCharactersInAKeyMatchNoTextAndBreakNothing() {
    named(1, "Doe^Jane");
    for (String hostile : List.of("A\u0000B", "D\u0000o*", "\u0007x?")) {
      assertThat(studies(study().set(Tag.PatientID, VR.LO, hostile))).isEmpty();
      assertThat(studies(study().set(Tag.ModalitiesInStudy, VR.CS, hostile))).isEmpty();
      assertThat(end(STUDY_ROOT, study().set(Tag.PatientName, VR.PN, hostile))).isZero();
    }
  }
}
