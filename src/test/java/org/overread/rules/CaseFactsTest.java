package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.ReportPart;
import org.overread.report.ReportReader;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;

class CaseFactsTest {

  private static Attributes image(int series, int number) {
    return new Attributes()
        .set(Tag.Modality, VR.CS, "MR")
        .set(Tag.SeriesInstanceUID, VR.UI, "1.2." + series)
        .set(Tag.SOPInstanceUID, VR.UI, "1.2." + series + "." + number)
        .set(Tag.SeriesNumber, VR.IS, String.valueOf(series))
        .set(Tag.InstanceNumber, VR.IS, String.valueOf(number));
  }

  @Test
  void fwd01GivesTheSameHashWhateverTheOrderOfTheInstances() {
    List<Attributes> images = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      images.add(
          image(i % 3, i)
              .set(Tag.SliceThickness, VR.DS, String.valueOf(i))
              .set(Tag.SeriesDescription, VR.LO, "d" + i));
    }
    String hash = CaseFacts.of(images).sha256();
    Collections.shuffle(images, new Random(1));
    assertThat(CaseFacts.of(images).sha256()).isEqualTo(hash).hasSize(64);
    images.get(0).set(Tag.Modality, VR.CS, "CT");
    assertThat(CaseFacts.of(images).sha256()).isNotEqualTo(hash);
  }

  @Test
  void absentAttributesAreNoFacts() {
    CaseFacts facts = CaseFacts.of(List.of(new Attributes()));
    assertThat(facts.study().all())
        .extracting(fact -> fact.field().term())
        .containsExactly("instanceCount", "seriesCount", "discontinued", "keyObjectTitles");
    assertThat(facts.order().all()).isEmpty();
  }

  @Test
  void damagedValuesAreAbsent() {
    Attributes image =
        image(1, 1)
            .set(Tag.MagneticFieldStrength, VR.DS, "strong")
            .set(Tag.StudyDate, VR.DA, "2026.13.45")
            .set(Tag.PatientBirthDate, VR.DA, "19000101")
            .set(Tag.PatientAge, VR.AS, "old");
    CaseFacts facts = CaseFacts.of(List.of(image));
    assertThat(facts.study().get(FactField.STUDY_FIELD_STRENGTH)).isEmpty();
    assertThat(facts.study().get(FactField.STUDY_PATIENT_AGE)).isEmpty();
  }

  @Test
  void theAgeTurnsOnTheBirthday() {
    Attributes image =
        image(1, 1)
            .set(Tag.StudyDate, VR.DA, "20261120")
            .set(Tag.PatientBirthDate, VR.DA, "20081120");
    assertThat(CaseFacts.of(List.of(image)).study().number(FactField.STUDY_PATIENT_AGE))
        .hasValue(18);
    image.set(Tag.PatientBirthDate, VR.DA, "20081121");
    assertThat(
            CaseFacts.of(List.of(image)).study().number(FactField.STUDY_PATIENT_AGE).getAsDouble())
        .isLessThan(18);
  }

  @Test
  void readsEnhancedImagesFromTheirFunctionalGroups() {
    Attributes measures = new Attributes().set(Tag.SliceThickness, VR.DS, "3");
    Attributes shared = new Attributes().set(Tag.PixelMeasuresSequence, List.of(measures));
    Attributes plane =
        new Attributes().set(Tag.ImageOrientationPatient, VR.DS, "1", "0", "0", "0", "1", "0");
    Attributes echo = new Attributes().set(Tag.EffectiveEchoTime, VR.FD, 100);
    Attributes timing = new Attributes().set(Tag.RepetitionTime, VR.DS, "4000");
    Attributes frame =
        new Attributes()
            .set(Tag.PlaneOrientationSequence, List.of(plane))
            .set(Tag.MREchoSequence, List.of(echo))
            .set(Tag.MRTimingAndRelatedParametersSequence, List.of(timing));
    Attributes image =
        image(1, 1)
            .set(Tag.ScanningSequence, VR.CS, "SE")
            .set(Tag.NumberOfFrames, VR.IS, "24")
            .set(Tag.SharedFunctionalGroupsSequence, List.of(shared))
            .set(Tag.PerFrameFunctionalGroupsSequence, List.of(frame, frame));
    FactSet series = CaseFacts.of(List.of(image)).series().get(0);
    assertThat(series.number(FactField.SERIES_SLICE_THICKNESS)).hasValue(3);
    assertThat(series.text(FactField.SERIES_PLANE)).contains("axial");
    assertThat(series.text(FactField.SERIES_WEIGHTING)).contains("T2");
    assertThat(series.number(FactField.SERIES_IMAGES)).hasValue(24);
  }

  @Test
  void bodyPartsFollowTheOrderOfEvidence() {
    Attributes code =
        new Attributes().set(Tag.CodeValue, VR.SH, "T-D9200").set(Tag.CodeMeaning, VR.LO, "Knee");
    Attributes image =
        image(1, 1)
            .set(Tag.BodyPartExamined, VR.CS, "HEAD")
            .set(Tag.StudyDescription, VR.LO, "MR WRIST");
    assertThat(CaseFacts.of(List.of(image)).study().text(FactField.STUDY_BODY_PART))
        .contains("head");
    image.set(Tag.AnatomicRegionSequence, List.of(code));
    Fact part = CaseFacts.of(List.of(image)).study().get(FactField.STUDY_BODY_PART).orElseThrow();
    assertThat(part.value()).isEqualTo("knee");
    assertThat(part.source()).isEqualTo("Anatomic Region Sequence (0008,2218)");
  }

  @Test
  void describedPartsAreTheLongestPhrases() {
    assertThat(BodyParts.TABLE.ofWords("MRI C-SPINE W/O and BRAIN"))
        .containsExactly("cervical spine", "brain");
    assertThat(BodyParts.TABLE.ofTerm("L_SPINE")).containsExactly("lumbar spine");
    assertThat(BodyParts.TABLE.ofTerm("ZZZ")).isEmpty();
  }

  private static CaseFacts reported(Attributes image, String order, String report) {
    ReportText text =
        new ReportReader()
            .orderAndReport(order, List.of(new ReportPart(Optional.empty(), "", report)));
    return new CaseFacts.Builder().add(image).report(text, List.of(), ReportStatus.FINAL).build();
  }

  @Test
  void takesTheBodyPartFromTheReportsTitleWhenNoHeaderNamesOne() {
    assertThat(reported(image(1, 1), "", "EXAM: MRI of the left knee\nFINDINGS: Normal liver."))
        .extracting(facts -> facts.study().text(FactField.STUDY_BODY_PART))
        .isEqualTo(Optional.of("knee"));
    assertThat(reported(image(1, 1), "Head injury", "MRI RIGHT SHOULDER\n\nCuff intact."))
        .extracting(facts -> facts.study().text(FactField.STUDY_BODY_PART))
        .isEqualTo(Optional.of("shoulder"));
  }

  @Test
  void headersNameTheBodyPartBeforeTheReportsTitle() {
    Attributes wrist = image(1, 1).set(Tag.BodyPartExamined, VR.CS, "WRIST");
    assertThat(reported(wrist, "", "EXAM: MRI of the left knee").study().all())
        .filteredOn(fact -> fact.field() == FactField.STUDY_BODY_PART)
        .extracting(Fact::value)
        .containsExactly("wrist");
  }

  @Test
  void organsInTheProseOfAReportAreNotTheBodyPartExamined() {
    String prose =
        "The liver, the spleen and both kidneys show a normal size and a normal signal; ";
    assertThat(reported(image(1, 1), "Knee pain", "FINDINGS: Normal hip.\n" + prose))
        .extracting(facts -> facts.study().text(FactField.STUDY_BODY_PART))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "SOFT TISSUE,soft tissue",
    "NECK SOFT TISSUE,neck",
    "TEMPORAL BONE,skull",
    "MRA HEAD,head",
    "THORACIC SPINE,thoracic spine",
    "SIJ,sacroiliac joint",
    "SPLEEN,abdomen",
    "ENDOMETRIUM,uterus"
  })
  void knowsBodyPartsByTheirDefinedTermsAndInWords(String value, String part) {
    Attributes image = image(1, 1).set(Tag.BodyPartExamined, VR.CS, value);
    assertThat(CaseFacts.of(List.of(image)).study().text(FactField.STUDY_BODY_PART)).hasValue(part);
  }
}
