package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.Hl7Texts.msh;
import static org.overread.testing.Hl7Texts.obx;
import static org.overread.testing.Hl7Texts.pid;
import static org.overread.testing.Hl7Texts.segment;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.report.CaseKeys.Identifier;

/** Documents of an MDM. */
class MdmReaderTest {

  /** TXA with completion status, unique number D2, parent D1, placer and filler. */
  private static String txa(String completion) {
    return segment(
        "TXA",
        1,
        "1",
        2,
        "DI",
        4,
        "202611231000",
        6,
        "202611231010",
        12,
        "D2^RIS",
        13,
        "D1^RIS",
        14,
        "PL",
        15,
        "FI",
        17,
        completion);
  }

  private static Optional<ReportDocument> read(String trigger, String segments) {
    return MdmReader.read(
        OruReaderTest.parse(msh("MDM^" + trigger, "M1") + segments), SenderConventions.usual());
  }

  @ParameterizedTest
  @CsvSource({
    "T01, AU, FINAL",
    "T02, AU, FINAL",
    "T02, LA, FINAL",
    "T02, PA, PRELIMINARY",
    "T02, DI, PRELIMINARY",
    "T02, DO, PRELIMINARY",
    "T02, IN, PRELIMINARY",
    "T02, IP, PRELIMINARY",
    "T02, '', PRELIMINARY",
    "T05, AU, ADDENDUM",
    "T06, AU, ADDENDUM",
    "T07, AU, CORRECTED",
    "T08, LA, CORRECTED",
    "T09, AU, CORRECTED",
    "T10, AU, CORRECTED",
    "T10, PA, PRELIMINARY",
    "T11, AU, WITHDRAWN"
  })
  void hl42ReadsTheStatusFromTxa17AndTheTrigger(
      String trigger, String completion, ReportStatus expected) {
    assertThat(read(trigger, pid("P1") + txa(completion) + obx(1, "R", "text", "F")))
        .get()
        .extracting(ReportDocument::status)
        .isEqualTo(expected);
  }

  @Test
  void hl42ReadsTheDocumentItsParentItsOrderAndItsText() {
    ReportDocument report =
        read("T10", pid("P1") + txa("AU") + obx(1, "19005-8^Impression^LN", "text", "F"))
            .orElseThrow();

    assertThat(report.documentId()).isEqualTo("D2^RIS");
    assertThat(report.predecessor()).contains("D1^RIS");
    assertThat(report.keys().filler()).contains(new Identifier("FI", ""));
    assertThat(report.keys().placer()).contains(new Identifier("PL", ""));
    assertThat(report.parts())
        .containsExactly(new ReportPart(Optional.of(SectionKind.IMPRESSION), "Impression", "text"));
  }

  @Test
  void hl42ADocumentWithoutANumberIsNone() {
    assertThat(read("T02", pid("P1") + "TXA|1|DI\r" + obx(1, "R", "text", "F"))).isEmpty();
    assertThat(read("T02", pid("P1") + obx(1, "R", "text", "F"))).isEmpty();
  }
}
