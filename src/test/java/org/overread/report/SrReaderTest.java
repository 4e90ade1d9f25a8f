package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;

class SrReaderTest {
  private static Attributes code(String value, String scheme, String meaning) {
    return new Attributes()
        .set(Tag.CodeValue, VR.SH, value)
        .set(Tag.CodingSchemeDesignator, VR.SH, scheme)
        .set(Tag.CodeMeaning, VR.LO, meaning);
  }

  private static Attributes item(
      String relationship, String type, Attributes concept, Attributes... children) {
    Attributes item =
        new Attributes()
            .set(Tag.RelationshipType, VR.CS, relationship)
            .set(Tag.ValueType, VR.CS, type)
            .set(Tag.ConceptNameCodeSequence, List.of(concept));
    if (children.length > 0) {
      item.set(Tag.ContentSequence, Arrays.asList(children));
    }
    return item;
  }

  private static Attributes container(Attributes concept, Attributes... children) {
    return item("CONTAINS", "CONTAINER", concept, children);
  }

  private static Attributes text(String value, Attributes... children) {
    return item("CONTAINS", "TEXT", code("121071", "DCM", "Finding"), children)
        .set(Tag.TextValue, VR.UT, value);
  }

  private static Attributes modifier(Attributes concept, Attributes value) {
    return item("HAS CONCEPT MOD", "CODE", concept).set(Tag.ConceptCodeSequence, List.of(value));
  }

  private static Attributes number(List<Attributes> measured) {
    return item("CONTAINS", "NUM", code("410668003", "SCT", "Length"))
        .set(Tag.MeasuredValueSequence, measured);
  }

  private static Attributes measured(String value, Attributes unit) {
    return new Attributes()
        .set(Tag.NumericValue, VR.DS, value)
        .set(Tag.MeasurementUnitsCodeSequence, List.of(unit));
  }

  private static Attributes document(Attributes... children) {
    return new Attributes()
        .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .set(Tag.SOPClassUID, VR.UI, Uid.ComprehensiveSRStorage)
        .set(Tag.SOPInstanceUID, VR.UI, "1.2.3")
        .set(Tag.StudyInstanceUID, VR.UI, "1.2")
        .set(Tag.VerificationFlag, VR.CS, "VERIFIED")
        .set(Tag.CompletionFlag, VR.CS, "COMPLETE")
        .set(Tag.ValueType, VR.CS, "CONTAINER")
        .set(Tag.ContentSequence, Arrays.asList(children));
  }

  private static final Attributes FINDINGS = code("121070", "DCM", "Findings");

  private static ReportDocument read(Attributes dataSet) {
    return SrReader.read(dataSet).orElseThrow();
  }

  private static String onlyText(Attributes... items) {
    return onlyPart(container(FINDINGS, items)).text();
  }

  private static ReportPart onlyPart(Attributes... items) {
    List<ReportPart> parts = read(document(items)).parts();
    assertThat(parts).hasSize(1);
    return parts.get(0);
  }

  @Test
  void qr80KeepsDocumentOrderWhenATreeReturnsToASection() {
    List<ReportPart> parts =
        read(document(
                container(
                    FINDINGS,
                    text("a"),
                    container(code("121072", "DCM", "Impressions"), impression("b")),
                    text("c"))))
            .parts();

    assertThat(parts.stream().map(part -> part.kind().orElseThrow() + part.text()))
        .containsExactly("FINDINGSa", "IMPRESSIONb", "FINDINGSc");
  }

  private static Attributes impression(String value) {
    return item("CONTAINS", "TEXT", code("121073", "DCM", "Impression"))
        .set(Tag.TextValue, VR.UT, value);
  }

  @Test
  void qr80ReadsEveryValueTypeThatHasText() {
    Attributes name = code("1", "99T", "Item");
    assertThat(
            onlyText(
                item("CONTAINS", "PNAME", name).set(Tag.PersonName, VR.PN, "Doe^Jo^^Dr"),
                item("CONTAINS", "DATE", name).set(Tag.Date, VR.DA, "20260102"),
                item("CONTAINS", "TIME", name).set(Tag.Time, VR.TM, "0304"),
                item("CONTAINS", "DATETIME", name).set(Tag.DateTime, VR.DT, "20260102"),
                item("CONTAINS", "IMAGE", name),
                item("CONTAINS", "SCOORD3D", name),
                item("CONTAINS", "UIDREF", name).set(Tag.UID, VR.UI, "1.2.3"),
                item("CONTAINS", "CODE", name)
                    .set(Tag.ConceptCodeSequence, List.of(code("2", "99T", "Mass")))))
        .isEqualTo("Item: Dr Jo Doe\nItem: 20260102\nItem: 0304\nItem: 20260102\nItem: Mass");
  }

  @Test
  void qr80ReadsTablesRowByRow() {
    List<Attributes> cells = new ArrayList<>();
    for (int row = 2; row >= 1; row--) {
      for (int column = 1; column <= 2; column++) {
        cells.add(
            new Attributes()
                .set(Tag.TableRowNumber, VR.UL, row)
                .set(Tag.TableColumnNumber, VR.UL, column)
                .set(Tag.ValueType, VR.CS, "TEXT")
                .set(Tag.TextValue, VR.UT, row + "." + column));
      }
    }
    Attributes table = item("CONTAINS", "TABLE", code("1", "99T", "Sizes"));
    table.set(
        Tag.TabulatedValuesSequence, List.of(new Attributes().set(Tag.CellValuesSequence, cells)));

    assertThat(onlyText(table)).isEqualTo("Sizes: 1.1 | 1.2\n2.1 | 2.2");
  }

  @Test
  void qr80SkipsUnknownTypesWithANoteAndReadsOn() {
    ReportDocument read =
        read(document(container(FINDINGS, item("CONTAINS", "HOLOGRAM", FINDINGS), text("a"))));

    assertThat(read.complete()).isFalse();
    assertThat(read.parts().get(0).text()).isEqualTo("[an item of unknown type is left out]\na");
  }

  @ParameterizedTest
  @CsvSource({
    "121060,DCM,HISTORY",
    "121062,DCM,HISTORY",
    "121109,DCM,HISTORY",
    "121064,DCM,TECHNIQUE",
    "121066,DCM,COMPARISON",
    "121068,DCM,COMPARISON",
    "121070,DCM,FINDINGS",
    "121072,DCM,IMPRESSION",
    "121074,DCM,RECOMMENDATION",
    "121076,DCM,IMPRESSION",
    "121078,DCM,ADDENDUM",
    "11329-0,LN,HISTORY",
    "19005-8,LN,IMPRESSION",
    "59776-5,LN,FINDINGS",
    "X1,99T,TECHNIQUE",
    "X1,,TECHNIQUE"
  })
  void qr81NamesTheSectionByItsCodeOrAPrivateCodesMeaning(
      String value, String scheme, String kind) {
    Attributes heading = code(value, scheme == null ? "" : scheme, "Technique");
    Attributes words =
        item("CONTAINS", "TEXT", code("1", "99T", "Words")).set(Tag.TextValue, VR.UT, "a");

    assertThat(onlyPart(container(heading, words)).kind().map(SectionKind::name)).contains(kind);
  }

  @Test
  void qr82NeverTakesTheMeaningOfAPublishedCodeForASection() {
    Attributes heading = code("121206", "DCM", "Impression"); // Distance
    Attributes words =
        item("CONTAINS", "TEXT", code("1", "99T", "Words")).set(Tag.TextValue, VR.UT, "a");

    assertThat(onlyPart(container(heading, words)).kind()).isEmpty();
  }

  @Test
  void qr82ReadsLongAndUrnCodeValuesAndBothSnomedForms() {
    Attributes longCode =
        new Attributes()
            .set(Tag.LongCodeValue, VR.UC, "121070")
            .set(Tag.CodingSchemeDesignator, VR.SH, "DCM");
    assertThat(onlyPart(container(longCode, text("a"))).kind()).contains(SectionKind.FINDINGS);

    Attributes urn = new Attributes().set(Tag.URNCodeValue, VR.UR, "urn:lex:us:x");
    assertThat(onlyText(item("CONTAINS", "CODE", urn).set(Tag.ConceptCodeSequence, List.of(urn))))
        .isEqualTo("urn:lex:us:x: urn:lex:us:x");

    Attributes present = code("1", "99T", "Present");
    assertThat(onlyText(text("Mass", modifier(present, code("R-00339", "SRT", "No")))))
        .isEqualTo(onlyText(text("Mass", modifier(present, code("373067005", "SCT", "No")))))
        .isEqualTo("No evidence of Mass");
  }

  @Test
  void qr83AttachesModifiersAndLeavesContextOut() {
    Attributes context =
        item("HAS OBS CONTEXT", "TEXT", code("1", "99T", "Observer"))
            .set(Tag.TextValue, VR.UT, "x");
    Attributes language =
        modifier(code("121049", "DCM", "Language"), code("en", "RFC5646", "English"));
    Attributes side =
        modifier(code("272741003", "SCT", "Laterality"), code("7771000", "SCT", "Left"));

    assertThat(onlyText(text("Mass", side, language, context), context)).isEqualTo("Mass (Left)");
  }

  @Test
  void qr84DoesNotFollowReferences() {
    Attributes loop =
        new Attributes()
            .set(Tag.RelationshipType, VR.CS, "INFERRED FROM")
            .set(Tag.ReferencedContentItemIdentifier, VR.UL, 1, 1);

    assertThat(onlyText(text("a", loop), loop)).isEqualTo("a");
  }

  @Test
  void qr85PrintsNumbersWithUnitAndQualifier() {
    Attributes mm = code("mm", "UCUM", "millimeter");
    Attributes noUnit = code("1", "UCUM", "no units");
    Attributes qualifier = code("114000", "DCM", "Not a number");

    assertThat(
            onlyText(
                number(List.of(measured("12.5", mm))),
                number(List.of(measured("3", noUnit))),
                number(List.of()).set(Tag.NumericValueQualifierCodeSequence, List.of(qualifier))))
        .isEqualTo("Length: 12.5 mm\nLength: 3\nLength: (Not a number)");
  }

  @Test
  void qr86TellsTheStatus() {
    assertThat(read(document(text("a"))).status()).isEqualTo(ReportStatus.FINAL);
    assertThat(flagged(Tag.CompletionFlag, "PARTIAL").status()).isEqualTo(ReportStatus.PRELIMINARY);
    assertThat(flagged(Tag.VerificationFlag, "UNVERIFIED").status())
        .isEqualTo(ReportStatus.PRELIMINARY);
    assertThat(flagged(Tag.PreliminaryFlag, "PRELIMINARY").status())
        .isEqualTo(ReportStatus.PRELIMINARY);
    Attributes unverifiedFinal =
        document(text("a"))
            .set(Tag.VerificationFlag, VR.CS, "UNVERIFIED")
            .set(Tag.PreliminaryFlag, VR.CS, "FINAL");
    assertThat(read(unverifiedFinal).status()).isEqualTo(ReportStatus.FINAL);
  }

  private static ReportDocument flagged(int tag, String value) {
    return read(document(text("a")).set(tag, VR.CS, value));
  }

  @Test
  void qr86KnowsPredecessorReadersAndTheTimeOfVerification() {
    Attributes predecessor =
        new Attributes()
            .set(
                Tag.ReferencedSeriesSequence,
                List.of(
                    new Attributes()
                        .set(
                            Tag.ReferencedSOPSequence,
                            List.of(
                                new Attributes()
                                    .set(Tag.ReferencedSOPInstanceUID, VR.UI, "1.2.9")))));
    Attributes verifier =
        new Attributes()
            .set(Tag.VerificationDateTime, VR.DT, "20260102030405")
            .set(Tag.VerifyingObserverName, VR.PN, "Boss")
            .set(
                Tag.VerifyingObserverIdentificationCodeSequence,
                List.of(code("77", "99K", "Boss")));
    Attributes author = new Attributes().set(Tag.PersonName, VR.PN, "Resident");
    ReportDocument read =
        read(
            document(text("a"))
                .set(Tag.PredecessorDocumentsSequence, List.of(predecessor))
                .set(Tag.VerifyingObserverSequence, List.of(verifier))
                .set(Tag.AuthorObserverSequence, List.of(author)));

    assertThat(read.predecessor()).contains("1.2.9");
    assertThat(read.status()).isEqualTo(ReportStatus.CORRECTED);
    assertThat(read.readers()).containsExactly("77", "Resident");
    assertThat(read.statusTime()).contains(LocalDateTime.of(2026, 1, 2, 3, 4, 5));
  }

  @Test
  void qr86TakesTheKeysOfTheHeaderAndOfTheRequestsAnswered() {
    Attributes request =
        new Attributes()
            .set(Tag.StudyInstanceUID, VR.UI, "1.5")
            .set(Tag.AccessionNumber, VR.SH, "A2")
            .set(Tag.PlacerOrderNumberImagingServiceRequest, VR.LO, "PL")
            .set(Tag.FillerOrderNumberImagingServiceRequest, VR.LO, "FI");
    CaseKeys keys =
        read(document(text("a"))
                .set(Tag.AccessionNumber, VR.SH, "A1")
                .set(Tag.PatientID, VR.LO, "P")
                .set(Tag.IssuerOfPatientID, VR.LO, "HOSP")
                .set(Tag.ReferencedRequestSequence, List.of(request)))
            .keys();

    assertThat(keys.studyUids()).containsExactly("1.2", "1.5");
    assertThat(keys.accessions())
        .extracting(CaseKeys.Identifier::value)
        .containsExactly("A1", "A2");
    assertThat(keys.placer()).contains(new CaseKeys.Identifier("PL", ""));
    assertThat(keys.filler()).contains(new CaseKeys.Identifier("FI", ""));
    assertThat(keys.patientIds()).containsExactly(new CaseKeys.Identifier("P", "HOSP"));
  }

  @Test
  void qr87RemovesControlCharactersOnly() {
    assertThat(onlyText(text("a\r\nb\tc\u0007d <b>e</b>\\f"))).isEqualTo("a\nb\tcd <b>e</b>\\f");
  }

  @Test
  void qr87CutsLongTextAndManyItemsAndSaysSo() {
    ReportDocument longText =
        read(document(container(FINDINGS, text("a".repeat(SrText.MAX_TEXT + 1)))));
    assertThat(longText.complete()).isFalse();
    assertThat(longText.parts().get(0).text()).contains("its text is too long");
    assertThat(longText.parts().get(0).text().length()).isLessThan(SrText.MAX_TEXT + 100);

    Attributes[] many = Collections.nCopies(SrText.MAX_ITEMS, text("a")).toArray(Attributes[]::new);
    ReportDocument items = read(document(container(FINDINGS, many)));
    assertThat(items.complete()).isFalse();
    assertThat(items.parts().get(0).text()).endsWith("too many items.]");

    Attributes[] atLimit =
        Collections.nCopies(SrText.MAX_ITEMS - 1, text("a")).toArray(Attributes[]::new);
    assertThat(read(document(container(FINDINGS, atLimit))).complete()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10011", "4000", "1500", "5100"})
  void qr88LeavesMachinesTemplatesOut(String template) {
    Attributes dataSet =
        document(text("a"))
            .set(
                Tag.ContentTemplateSequence,
                List.of(new Attributes().set(Tag.TemplateIdentifier, VR.CS, template)));

    assertThat(SrReader.read(dataSet)).isEqualTo(Optional.empty());
  }

  @Test
  void qr88LeavesADoseReportInAnEnhancedSrOut() {
    Attributes dose = code("113701", "DCM", "X-Ray Radiation Dose Report");
    Attributes dataSet =
        document(text("a"))
            .set(Tag.SOPClassUID, VR.UI, Uid.EnhancedSRStorage)
            .set(Tag.ConceptNameCodeSequence, List.of(dose));

    assertThat(SrReader.read(dataSet)).isEmpty();
    assertThat(SrReader.read(document(text("a")).set(Tag.SOPClassUID, VR.UI, Uid.CTImageStorage)))
        .isEmpty();
  }
}
