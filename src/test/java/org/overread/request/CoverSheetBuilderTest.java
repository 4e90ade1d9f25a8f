package org.overread.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.testing.RequestContents;
import org.overread.testing.Studies;

class CoverSheetBuilderTest {

  @Test
  void tellsWhoAsksTheQuestionTheUrgencyTheOrderAndTheEvidenceWithItsSection() {
    assertThat(sheet(Purpose.REQUEST, false))
        .contains("Test Hospital, Radiology", "msk", "OVR17", "Level 3", "20261126140211", "+0100")
        .contains("Reason for the requested procedure: Pain after a fall, meniscus?")
        .contains("impression, sentence 2: " + RequestContents.QUOTE)
        .contains("4 instances sent and acknowledged; 1 more could not be delivered")
        .contains("Torn cuff.")
        .doesNotContain("No fracture.");
  }

  @Test
  void aBlindedGroupGetsNeitherTheReportNorWhatRestsOnIt() {
    assertThat(sheet(Purpose.REQUEST, true))
        .contains(Reason.WITHHELD, "Magnetic Field Strength (0018,0087): 0.35")
        .doesNotContain("Torn cuff", RequestContents.QUOTE, "urgery");
  }

  @Test
  void isCompleteAndVerifiedByNobody() {
    Attributes document = document(Purpose.REQUEST, false);

    assertThat(document.string(Tag.CompletionFlag)).contains("COMPLETE");
    assertThat(document.string(Tag.VerificationFlag)).contains("UNVERIFIED");
  }

  @Test
  void fwd11AWithdrawalSaysWhyAndRepeatsNothingOfTheReport() {
    assertThat(sheet(Purpose.WITHDRAWAL, false))
        .contains(
            "The request is withdrawn. Reason: wrong patient", "Peer Review Request Withdrawn")
        .doesNotContain("57133-1", "Torn cuff", RequestContents.QUOTE);
  }

  private static Attributes document(Purpose purpose, boolean blinded) {
    return CoverSheetBuilder.build(
        RequestContents.of(
            Studies.mrKnee(1, 4), purpose, 1, Optional.of(RequestContents.report()), blinded));
  }

  private static String sheet(Purpose purpose, boolean blinded) {
    byte[] bytes =
        DataSetWriter.write(document(purpose, blinded), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
  }
}
