package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.Hl7Texts.msh;
import static org.overread.testing.Hl7Texts.obr;
import static org.overread.testing.Hl7Texts.obx;
import static org.overread.testing.Hl7Texts.pid;
import static org.overread.testing.Hl7Texts.segment;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.hl7.Charsets;
import org.overread.hl7.Hl7Exception;
import org.overread.hl7.Hl7Message;
import org.overread.report.CaseKeys.Identifier;

/** Reports of an ORU. */
class OruReaderTest {
  private static final SenderConventions USUAL = SenderConventions.usual();

  static Hl7Message parse(String text) {
    try {
      return Hl7Message.parse(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    } catch (Hl7Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ReportDocument> read(String segments, SenderConventions conventions) {
    return OruReader.read(parse(msh("ORU^R01", "M1") + segments), conventions);
  }

  private static List<ReportDocument> read(String segments) {
    return read(segments, USUAL);
  }

  private static ReportDocument one(String segments) {
    List<ReportDocument> reports = read(segments);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static String text(String obxFields) {
    return one(pid("P1") + obr(1, "F") + "OBX|1|" + obxFields + "||||||F\r").parts().stream()
        .map(ReportPart::text)
        .reduce("", (a, b) -> a.isEmpty() ? b : a + "\n" + b);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "TX|R||first~second; \"first\nsecond\"",
        "FT|R||one\\.br\\two; \"one\ntwo\"",
        "ST|R||a & b ^ c; a & b ^ c",
        "CE|R||C1^normal^L; normal",
        "CWE|R||C1^^L^^^^^^as written; as written",
        "CE|R||C1; C1",
        "NM|R||12.5|mm; 12.5 mm",
        "SN|R||>^5|mm; >5 mm",
        "SN|R||^1^:^128; 1:128",
        "ED|R||RIS^TEXT^^A^plain text; plain text",
        "ED|R||RIS^TEXT^PLAIN^Base64^Tm8gZnJhY3R1cmUu; No fracture.",
        "ED|R||RIS^TEXT^PLAIN^Hex^4e6f; No"
      })
  void hl27ReadsEachTypeOfValue(String fields, String expected) {
    // OBX-6 is part of the fields where there is a unit
    String padded = fields.chars().filter(c -> c == '|').count() == 3 ? fields + "|" : fields;
    String obx = "OBX|1|" + padded + "|||||F\r";

    ReportDocument report = one(pid("P1") + obr(1, "F") + obx);

    assertThat(report.parts().get(0).text()).isEqualTo(expected);
    assertThat(report.complete()).isTrue();
  }

  @Test
  void hl27APointerIsNamedAndNeverFetched() {
    ReportDocument report =
        one(pid("P1") + obr(1, "F") + "OBX|1|RP|R||http://example.org/r.pdf||||||F\r");

    assertThat(report.complete()).isFalse();
    assertThat(report.parts().get(0).text()).isEqualTo(ObservationText.POINTER);
  }

  @Test
  void hl27UidsAreKeysAndNoText() {
    ReportDocument report =
        one(
            pid("P1")
                + obr(1, "F")
                + "OBX|1|HD|113014^DICOM Study^DCM||1.2.3.4||||||F\r"
                + "OBX|2|EI|X||1.2.3.4.5||||||F\r"
                + obx(3, "R", "text", "F"));

    assertThat(report.keys().studyUids()).containsExactly("1.2.3.4");
    assertThat(report.parts()).extracting(ReportPart::text).containsExactly("text");
  }

  @Test
  void hl28AmpersandsAndCaretsInTextSplitNothing() {
    assertThat(text("TX|R||T1 & T2 ^ FLAIR|")).isEqualTo("T1 & T2 ^ FLAIR");
  }

  @Test
  void hl29SortsByObx1AndKeepsBlankLines() {
    ReportDocument report =
        one(
            pid("P1")
                + obr(1, "F")
                + obx(3, "R", "third", "F")
                + obx(1, "R", "first", "F")
                + obx(2, "R", "", "F"));

    assertThat(report.parts()).extracting(ReportPart::text).containsExactly("first\n\nthird");
  }

  @Test
  void hl29KeepsTheOrderReceivedWhereObx1BeginsAgain() {
    ReportDocument report =
        one(
            pid("P1")
                + obr(1, "F")
                + obx(1, "A^Findings", "one", "F")
                + obx(2, "A^Findings", "two", "F")
                + obx(1, "B^Impression", "three", "F")
                + obx(2, "B^Impression", "four", "F"));

    assertThat(report.parts())
        .extracting(ReportPart::text)
        .containsExactly("one\ntwo", "three\nfour");
  }

  @Test
  void hl29GroupsByObx3AndObx4AndKeepsOrdersApart() {
    List<ReportDocument> reports =
        read(
            pid("P1")
                + obr(1, "F")
                + obx(1, "18782-3^Findings^LN", "chest", "F")
                + obr(2, "F")
                + obx(1, "18782-3^Findings^LN", "knee", "F"));

    assertThat(reports).extracting(ReportDocument::documentId).containsExactly("F1", "F2");
    assertThat(reports.get(1).parts()).extracting(ReportPart::text).containsExactly("knee");
  }

  @Test
  void hl29AppendsNotesOnlyWhereConfigured() {
    String segments = pid("P1") + obr(1, "F") + obx(1, "R", "text", "F") + "NTE|1||a note\r";
    SenderConventions withNotes =
        new SenderConventions(
            Charsets.USUAL_FALLBACK,
            USUAL.accessions(),
            StatusSource.OBX,
            ReportStatus.PRELIMINARY,
            false,
            true,
            Map.of());

    assertThat(read(segments).get(0).parts().get(0).text()).isEqualTo("text");
    assertThat(read(segments, withNotes).get(0).parts().get(0).text()).isEqualTo("text\na note");
  }

  @ParameterizedTest
  @CsvSource({
    "18782-3^Findings^LN, FINDINGS",
    "19005-8^Impression^LN, IMPRESSION",
    "55115-0^Request^LN, HISTORY",
    "11329-0^History^LN, HISTORY",
    "71020&GDT^Chest, FINDINGS",
    "71020&IMP^Chest, IMPRESSION",
    "71020&REC^Chest, RECOMMENDATION",
    "LOCAL^Text^L^19005-8^Impression^LN, IMPRESSION",
    "19005-8^not LOINC^L, "
  })
  void hl30TakesTheSectionFromObx3(String code, SectionKind expected) {
    ReportDocument report = one(pid("P1") + obr(1, "F") + obx(1, code, "text", "F"));

    assertThat(report.parts().get(0).kind()).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void hl30TheSendersOwnCodesComeFirst() {
    SenderConventions own =
        new SenderConventions(
            Charsets.USUAL_FALLBACK,
            USUAL.accessions(),
            StatusSource.OBX,
            ReportStatus.PRELIMINARY,
            false,
            false,
            Map.of("BEUR", SectionKind.IMPRESSION, "&IMP", SectionKind.RECOMMENDATION));
    List<ReportDocument> reports =
        read(
            pid("P1")
                + obr(1, "F")
                + obx(1, "BEUR^Beurteilung", "a", "F")
                + obx(2, "X&IMP^x", "b", "F"),
            own);

    assertThat(reports.get(0).parts())
        .extracting(part -> part.kind().orElseThrow())
        .containsExactly(SectionKind.IMPRESSION, SectionKind.RECOMMENDATION);
    assertThat(reports.get(0).parts().get(0).heading()).isEqualTo("Beurteilung");
  }

  @ParameterizedTest
  @CsvSource({
    "F, P, FINAL",
    "P, F, PRELIMINARY",
    "R, F, PRELIMINARY",
    "S, F, PRELIMINARY",
    "I, F, PRELIMINARY",
    "C, F, CORRECTED",
    "U, F, FINAL",
    "D, F, WITHDRAWN",
    "W, F, WITHDRAWN",
    "X, F, WITHDRAWN",
    "F, A, ADDENDUM",
    "'', F, FINAL",
    "'', C, CORRECTED",
    "'', P, PRELIMINARY",
    "'', R, PRELIMINARY",
    "'', S, PRELIMINARY",
    "'', I, PRELIMINARY",
    "'', A, PRELIMINARY",
    "'', X, WITHDRAWN",
    "'', '', PRELIMINARY"
  })
  void hl41TakesTheStatusFromObx11AndElseFromObr25(String obx, String obr, ReportStatus expected) {
    assertThat(one(pid("P1") + obr(1, obr) + obx(1, "R", "text", obx)).status())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"O", "N", "Y", "Z"})
  void hl41IgnoresWhatIsNoResult(String status) {
    assertThat(read(pid("P1") + obr(1, status) + obx(1, "R", "text", ""))).isEmpty();
    assertThat(read(pid("P1") + obr(1, ""))).isEmpty();
  }

  @Test
  void hl41TheTwoTablesReadTheSameLetterDifferently() {
    SenderConventions obrFirst =
        new SenderConventions(
            Charsets.USUAL_FALLBACK,
            USUAL.accessions(),
            StatusSource.OBR,
            ReportStatus.FINAL,
            true,
            false,
            Map.of());

    assertThat(read(pid("P1") + obr(1, "A") + obx(1, "R", "text", "F"), obrFirst).get(0).status())
        .isEqualTo(ReportStatus.ADDENDUM);
    assertThat(read(pid("P1") + obr(1, "P") + obx(1, "R", "text", "F"), obrFirst).get(0).status())
        .isEqualTo(ReportStatus.PRELIMINARY);
    assertThat(read(pid("P1") + obr(1, "") + obx(1, "R", "text", ""), obrFirst).get(0).status())
        .isEqualTo(ReportStatus.FINAL);
    assertThat(one(pid("P1") + obr(1, "") + obx(1, "R", "text", "A")).status())
        .isEqualTo(ReportStatus.CORRECTED);
  }

  @Test
  void hl41AnUnfinishedPartMakesTheReportUnfinished() {
    assertThat(
            one(pid("P1") + obr(1, "F") + obx(1, "R", "a", "F") + obx(2, "R", "b", "P")).status())
        .isEqualTo(ReportStatus.PRELIMINARY);
  }

  @Test
  void hl41APartThatIsTakenBackIsLeftOut() {
    ReportDocument report =
        one(pid("P1") + obr(1, "F") + obx(1, "R", "stays", "F") + obx(2, "R", "wrong", "D"));

    assertThat(report.status()).isEqualTo(ReportStatus.CORRECTED);
    assertThat(report.parts()).extracting(ReportPart::text).containsExactly("stays");
  }

  @Test
  void hl41AReportBecomesFinalWithoutItsText() {
    ReportDocument report = one(pid("P1") + obr(1, "F"));

    assertThat(report.status()).isEqualTo(ReportStatus.FINAL);
    assertThat(report.parts()).isEmpty();
  }

  @Test
  void anAddendumAloneIsOneWhateverItsStatusSays() {
    assertThat(one(pid("P1") + obr(1, "C") + obx(1, "71020&ADT^x", "more", "C")).status())
        .isEqualTo(ReportStatus.ADDENDUM);
  }

  @Test
  void hl45ReadsEveryKey() {
    ReportDocument report =
        one(
            "PID|1|old|4711^^^HOSPA&1.2.3&ISO^MR~0815^^^CITY^PI||Test^Patient\r"
                + "ORC|RE|PL^RIS|FI^PACS^1.9^ISO\r"
                + segment("OBR", 1, "1", 4, "71020", 18, "ACC", 19, "RP")
                + "IPC|ACC2^RIS|RP1|1.2.840.1|SPS1\r"
                + "ZDS|1.2.840.2^Overread^Application^DICOM\r"
                + "OBX|1|HD|110180^Study Instance UID^DCM||1.2.840.3||||||F\r"
                + obx(2, "R", "text", "F"));

    CaseKeys keys = report.keys();
    assertThat(keys.placer()).contains(new Identifier("PL", "RIS"));
    assertThat(keys.filler()).contains(new Identifier("FI", "PACS&1.9"));
    assertThat(keys.accessions())
        .containsExactly(new Identifier("ACC", ""), new Identifier("ACC2", "RIS"));
    assertThat(keys.studyUids()).containsExactly("1.2.840.1", "1.2.840.2", "1.2.840.3");
    assertThat(keys.patientIds())
        .containsExactly(new Identifier("4711", "HOSPA&1.2.3"), new Identifier("0815", "CITY"));
  }

  @Test
  void hl45TakesTheAccessionNumberFromWhereTheSenderWritesIt() {
    SenderConventions own =
        new SenderConventions(
            Charsets.USUAL_FALLBACK,
            List.of(AccessionSource.OBR_3, AccessionSource.OBR_20),
            StatusSource.OBX,
            ReportStatus.PRELIMINARY,
            false,
            false,
            Map.of());

    assertThat(
            read(pid("P1") + obr(1, "F") + obx(1, "R", "x", "F"), own).get(0).keys().accessions())
        .containsExactly(new Identifier("F1", ""));
  }

  @Test
  void hl46OneTextForSeveralOrdersHasTheKeysOfAll() {
    ReportDocument report = one(pid("P1") + obr(1, "F") + obx(1, "R", "both", "F") + obr(2, "F"));

    assertThat(report.keys().accessions())
        .extracting(Identifier::value)
        .containsExactly("A1", "A2");
  }

  @Test
  void hl12TakesTheTimeFromObr22AndElseFromObx14() {
    String timed = segment("OBR", 3, "F1", 22, "20261123101500", 25, "F");
    assertThat(one(pid("P1") + timed + obx(1, "R", "x", "F")).statusTime())
        .contains(LocalDateTime.of(2026, 11, 23, 10, 15));
    assertThat(one(pid("P1") + obr(1, "F") + "OBX|1|TX|R||x||||||F|||202611230930\r").statusTime())
        .contains(LocalDateTime.of(2026, 11, 23, 9, 30));
  }

  @Test
  void readersArePrincipalThenAssistant() {
    String obr = segment("OBR", 3, "F1", 25, "F", 32, "100&Gray&Ann", 33, "200&Young&Bo~&Nemo&Cy");

    assertThat(one(pid("P1") + obr + obx(1, "R", "x", "F")).readers())
        .containsExactly("100", "200", "Nemo Cy");
  }

  @Test
  void atk093ABrokenEncodingKeepsTheRestAndSaysSo() {
    ReportDocument report =
        one(
            pid("P1")
                + obr(1, "F")
                + obx(1, "A", "before", "F")
                + "OBX|2|ED|B||RIS^AP^PDF^Base64^not*base64||||||F\r");

    assertThat(report.complete()).isFalse();
    assertThat(report.parts())
        .extracting(ReportPart::text)
        .containsExactly("before", "[a document whose encoding is broken; it cannot be read]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "RIS^AP^PDF^Base64^JVBERi0xLjQK# [a PDF; it cannot be read]",
        "RIS^TEXT^PLAIN^Base64^# [an empty document; it cannot be read]"
      })
  void atk093WhatADocumentIsItsFirstBytesSay(String value, String expected) {
    ReportDocument report = one(pid("P1") + obr(1, "F") + "OBX|1|ED|B||" + value + "||||||F\r");

    assertThat(report.complete()).isFalse();
    assertThat(report.parts()).extracting(ReportPart::text).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "RIS^AP^PDF^Base64^e1xydGYxIHRleHR9# text", // {\\rtf1 text}
        "RIS^TEXT^PLAIN^A^<html><body>x# x"
      })
  void hl31ReadsAnRtfOrHtmlDocumentWhateverItsLabel(String value, String expected) {
    ReportDocument report = one(pid("P1") + obr(1, "F") + "OBX|1|ED|B||" + value + "||||||F\r");

    assertThat(report.complete()).isTrue();
    assertThat(report.parts()).extracting(ReportPart::text).containsExactly(expected);
  }

  @Test
  void atk093BinaryDataUnderATextLabelIsNotTakenForText() {
    ReportDocument report =
        one(pid("P1") + obr(1, "F") + "OBX|1|ED|B||RIS^TEXT^PLAIN^Base64^AAECAwQ=||||||F\r");

    assertThat(report.complete()).isFalse();
  }

  @Test
  void hl45OneZdsNamesTheStudyOfAllOrders() {
    List<ReportDocument> reports =
        read(
            pid("P1")
                + obr(1, "F")
                + obx(1, "R", "a", "F")
                + obr(2, "F")
                + obx(1, "R", "b", "F")
                + "ZDS|1.2.3^^^\r");

    assertThat(reports)
        .extracting(report -> report.keys().studyUids())
        .containsExactly(List.of("1.2.3"), List.of("1.2.3"));
  }
}
