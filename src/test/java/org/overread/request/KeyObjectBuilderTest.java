package org.overread.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.testing.RequestContents;
import org.overread.testing.Studies;

class KeyObjectBuilderTest {
  private final List<Attributes> sent = new java.util.ArrayList<>();

  KeyObjectBuilderTest() {
    sent.addAll(Studies.mrKnee(1, 3));
    sent.addAll(Studies.series(1, 2, 2, "MR", Uid.MRImageStorage));
    sent.addAll(Studies.series(1, 3, 1, "PR", Uid.GrayscaleSoftcopyPresentationStateStorage));
  }

  @Test
  void qr70IsTitledForPeerReviewAndListsStudySeriesAndInstance() {
    Attributes document = KeyObjectBuilder.build(RequestContents.of(sent));

    Attributes title = document.items(Tag.ConceptNameCodeSequence).get(0);
    assertThat(title.string(Tag.CodeValue)).contains("113008");
    assertThat(title.string(Tag.CodingSchemeDesignator)).contains("DCM");
    assertThat(document.string(Tag.SOPClassUID)).contains("1.2.840.10008.5.1.4.1.1.88.59");
    assertThat(document.string(Tag.Modality)).contains("KO");
    List<Attributes> studies = document.items(Tag.CurrentRequestedProcedureEvidenceSequence);
    assertThat(studies).hasSize(1);
    List<Attributes> series = studies.get(0).items(Tag.ReferencedSeriesSequence);
    assertThat(series)
        .extracting(item -> item.items(Tag.ReferencedSOPSequence).size())
        .containsExactly(3, 2, 1);
    assertThat(series.get(1).string(Tag.SeriesInstanceUID)).contains(Studies.seriesUid(1, 2));
  }

  @Test
  void qr70HasPatientAndStudyOfTheSourceAndASeriesOfItsOwn() {
    Attributes document = KeyObjectBuilder.build(RequestContents.of(sent));

    for (int tag :
        new int[] {
          Tag.PatientName, Tag.PatientID, Tag.PatientBirthDate, Tag.PatientSex,
          Tag.StudyInstanceUID, Tag.StudyDate, Tag.AccessionNumber, Tag.StudyID
        }) {
      assertThat(document.string(tag)).isEqualTo(sent.get(0).string(tag)).isPresent();
    }
    assertThat(document.string(Tag.SeriesInstanceUID).orElseThrow())
        .startsWith("2.25.")
        .isNotIn(Studies.seriesUid(1, 1), Studies.seriesUid(1, 2), Studies.seriesUid(1, 3));
  }

  @Test
  void qr70SaysTheReasonAsKeyObjectDescription() {
    Attributes document = KeyObjectBuilder.build(RequestContents.of(sent));

    Attributes description =
        document.items(Tag.ContentSequence).stream()
            .filter(item -> is(item, "113012"))
            .findFirst()
            .orElseThrow();
    assertThat(description.string(Tag.TextValue).orElseThrow())
        .contains("surgery_recommended (level 3): Surgery has been recommended.")
        .contains("poor_quality (level 4)")
        .contains("2026-11-26 14:02 +01:00")
        .doesNotContain("serious_diagnosis");
  }

  @Test
  void qr71EveryContentItemReferencesWhatTheEvidenceLists() {
    Attributes document = KeyObjectBuilder.build(RequestContents.of(sent));

    Set<String> evidence = new TreeSet<>();
    document.items(Tag.CurrentRequestedProcedureEvidenceSequence).stream()
        .flatMap(study -> study.items(Tag.ReferencedSeriesSequence).stream())
        .flatMap(series -> series.items(Tag.ReferencedSOPSequence).stream())
        .forEach(item -> evidence.add(item.string(Tag.ReferencedSOPInstanceUID).orElseThrow()));
    Set<String> content = new TreeSet<>();
    document.items(Tag.ContentSequence).stream()
        .flatMap(item -> item.items(Tag.ReferencedSOPSequence).stream())
        .forEach(item -> content.add(item.string(Tag.ReferencedSOPInstanceUID).orElseThrow()));
    assertThat(content).isEqualTo(evidence).hasSize(6);
    assertThat(document.items(Tag.ContentSequence))
        .extracting(item -> item.string(Tag.ValueType).orElseThrow())
        .contains("IMAGE", "COMPOSITE");
  }

  @Test
  void sameContentGivesTheSameBytesAndALaterRevisionAnotherInstanceOfTheSameSeries() {
    Attributes once = KeyObjectBuilder.build(RequestContents.of(sent));
    Attributes again = KeyObjectBuilder.build(RequestContents.of(sent));
    Attributes later =
        KeyObjectBuilder.build(
            RequestContents.of(sent, Purpose.REQUEST, 2, Optional.empty(), false));

    assertThat(bytes(again)).isEqualTo(bytes(once));
    assertThat(later.string(Tag.SOPInstanceUID)).isNotEqualTo(once.string(Tag.SOPInstanceUID));
    assertThat(later.string(Tag.SeriesInstanceUID)).isEqualTo(once.string(Tag.SeriesInstanceUID));
    assertThat(later.string(Tag.InstanceNumber)).contains("2");
  }

  @Test
  void fwd11AWithdrawalIsNeverTakenForARequestOrARejectionOfTheImages() {
    Attributes document =
        KeyObjectBuilder.build(
            RequestContents.of(sent, Purpose.WITHDRAWAL, 1, Optional.empty(), false));

    Attributes title = document.items(Tag.ConceptNameCodeSequence).get(0);
    assertThat(title.string(Tag.CodeValue)).contains("WITHDRAWN");
    assertThat(title.string(Tag.CodingSchemeDesignator)).contains("99OVERREAD");
    assertThat(bytes(document)).asString().contains("wrong patient").doesNotContain("113008");
  }

  @Test
  void aBlindedGroupIsNotToldWhatTheFirstReportSays() {
    Attributes document =
        KeyObjectBuilder.build(
            RequestContents.of(sent, Purpose.REQUEST, 1, Optional.empty(), true));

    assertThat(bytes(document)).asString().doesNotContain("urgery").contains("poor_quality");
  }

  @Test
  void namesOutsideLatin1AndADateThatIsNoneAreNoObstacle() {
    sent.get(0).set(Tag.PatientName, VR.PN, "Żółć^Ewa").set(Tag.StudyDate, VR.DA, "unknown");
    Attributes document = KeyObjectBuilder.build(RequestContents.of(sent));

    assertThat(document.string(Tag.PatientName)).contains("Żółć^Ewa");
  }

  private static boolean is(Attributes item, String code) {
    return item.items(Tag.ConceptNameCodeSequence).stream()
        .anyMatch(name -> name.string(Tag.CodeValue).filter(code::equals).isPresent());
  }

  private static byte[] bytes(Attributes document) {
    return DataSetWriter.write(document, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }
}
