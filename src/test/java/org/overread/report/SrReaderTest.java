package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.overread.testing.SrDocuments.below;
import static org.overread.testing.SrDocuments.code;
import static org.overread.testing.SrDocuments.coded;
import static org.overread.testing.SrDocuments.container;
import static org.overread.testing.SrDocuments.dcm;
import static org.overread.testing.SrDocuments.item;
import static org.overread.testing.SrDocuments.millimetres;
import static org.overread.testing.SrDocuments.report;
import static org.overread.testing.SrDocuments.text;

import java.util.ArrayList;
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
  private static final Attributes FINDING = dcm(121071, "Finding");
  private static final Attributes MASS = code("M-03000", "SRT", "Mass");

  private static ReportDocument read(Attributes dataSet) {
    return SrReader.read(dataSet).orElseThrow();
  }

  /** Parts as "KIND|heading|text". */
  private static List<String> parts(Attributes... items) {
    return parts(read(report(items)));
  }

  private static List<String> parts(ReportDocument document) {
    return document.parts().stream()
        .map(p -> p.kind().map(Enum::name).orElse("-") + "|" + p.heading() + "|" + p.text())
        .toList();
  }

  private static Attributes findings(Attributes... items) {
    return container(dcm(121070, "Findings"), items);
  }

  @Test
  void qr80ReadsItemsOfEveryTypeInDocumentOrder() {
    List<String> parts =
        parts(
            findings(
                text(FINDING, "First."),
                coded("CONTAINS", FINDING, MASS),
                millimetres("CONTAINS", dcm(121206, "Distance"), "12.50"),
                item("CONTAINS", "PNAME", dcm(128774, "Informed"))
                    .set(Tag.PersonName, VR.PN, "Roe^Ann"),
                item("CONTAINS", "DATE", dcm(1, "On")).set(Tag.Date, VR.DA, "20260102"),
                item("CONTAINS", "TIME", dcm(2, "At")).set(Tag.Time, VR.TM, "093015.5"),
                item("CONTAINS", "DATETIME", dcm(3, "Begun"))
                    .set(Tag.DateTime, VR.DT, "202601020930"),
                item("CONTAINS", "UIDREF", dcm(4, "Object")).set(Tag.UID, VR.UI, "2.25.7"),
                below(item("CONTAINS", "IMAGE", dcm(5, "Image")), text(FINDING, "Below an image.")),
                item("CONTAINS", "SCOORD3D", dcm(6, "Place")),
                text(FINDING, "Last.")));
    assertThat(parts)
        .containsExactly(
            """
            FINDINGS|Findings|First.
            Mass
            Distance: 12.50 mm
            Informed: Roe Ann
            On: 2026-01-02
            At: 09:30:15
            Begun: 2026-01-02 09:30
            Object: 2.25.7
            Below an image.
            Last.\
            """);
  }

  @Test
  void qr80ReadsTheRowsOfATable() {
    Attributes table =
        new Attributes()
            .set(
                Tag.CellValuesSequence,
                List.of(cell(1, 1, "Side"), cell(2, 2, "8 mm"), cell(2, 1, "Left")));
    Attributes item =
        item("CONTAINS", "TABLE", dcm(1, "Sizes")).set(Tag.TabulatedValuesSequence, List.of(table));
    assertThat(parts(findings(item))).containsExactly("FINDINGS|Findings|Sizes: Side\nLeft | 8 mm");
  }

  private static Attributes cell(int row, int column, String text) {
    return new Attributes()
        .set(Tag.TableRowNumber, VR.UL, row)
        .set(Tag.TableColumnNumber, VR.UL, column)
        .set(Tag.ValueType, VR.CS, "TEXT")
        .set(Tag.TextValue, VR.UT, text);
  }

  @Test
  void qr80SkipsAnUnknownTypeAndSaysSo() {
    ReportDocument document =
        read(report(findings(item("CONTAINS", "HOLOGRAM", FINDING), text(FINDING, "Nodule."))));
    assertThat(parts(document))
        .containsExactly(
            "FINDINGS|Findings|[an item of unknown type HOLOGRAM; it is not read]\nNodule.");
    assertThat(document.complete()).isFalse();
  }

  @Test
  void qr80ReadsATreeThatIsVeryDeep() {
    Attributes deep = text(FINDING, "At the bottom.");
    for (int i = 0; i < 15_000; i++) {
      deep = container(dcm(125007, ""), deep);
    }
    assertThat(read(deepReport(deep)).parts()).hasSize(1);
  }

  /** Without set(), which looks at all items below. */
  private static Attributes deepReport(Attributes item) {
    return report().put(org.overread.dicom.Element.ofItems(Tag.ContentSequence, List.of(item)));
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
    "55111-9,LN,TECHNIQUE",
    "18834-2,LN,COMPARISON",
    "59776-5,LN,FINDINGS",
    "19005-8,LN,IMPRESSION",
    "18783-1,LN,RECOMMENDATION",
    "55107-7,LN,ADDENDUM"
  })
  void qr81TakesTheSectionFromTheHeadingCode(String value, String scheme, SectionKind kind) {
    assertThat(parts(container(code(value, scheme, "Some words"), text(dcm(1, "Item"), "Text."))))
        .containsExactly(kind + "|Some words|Item: Text.");
  }

  @ParameterizedTest
  @CsvSource({
    "Impression,IMPRESSION",
    "CLINICAL HISTORY,HISTORY",
    "Beurteilung,IMPRESSION",
    "Befund,FINDINGS",
    "R\u00e9sultats,FINDINGS",
    "Impresi\u00f3n diagn\u00f3stica,IMPRESSION",
    "Conclusioni,IMPRESSION"
  })
  void qr81TakesTheSectionFromTheWordsOfACodeThatIsNotKnown(String words, SectionKind kind) {
    assertThat(parts(container(code("7", "99LOCAL", words), text(dcm(1, ""), "Text."))))
        .containsExactly(kind + "|" + words + "|Text.");
  }

  @Test
  void qr81TakesTheNearestSectionAndComesBackToTheOuterOne() {
    assertThat(
            parts(
                findings(
                    text(FINDING, "Before."),
                    container(code("T-62000", "SRT", "Liver"), text(FINDING, "Normal.")),
                    container(dcm(121072, "Impressions"), text(dcm(121073, "Impression"), "Cyst.")),
                    text(FINDING, "After.")),
                text(dcm(121077, "Conclusion"), "Benign.")))
        .containsExactly(
            "FINDINGS|Findings|Before.\nLiver:\nNormal.",
            "IMPRESSION|Impressions|Cyst.",
            "FINDINGS|Findings|After.",
            "IMPRESSION|Conclusion|Benign.");
  }

  @Test
  void qr81AnItemMaySayMoreThanItsContainerButNotLess() {
    assertThat(
            parts(
                findings(text(FINDING, "Cyst."), text(dcm(121069, "Previous Finding"), "Tumor.")),
                container(dcm(121072, "Impressions"), text(FINDING, "Benign."))))
        .containsExactly(
            "FINDINGS|Findings|Cyst.",
            "COMPARISON|Previous Finding|Tumor.",
            "IMPRESSION|Impressions|Benign.");
  }

  @Test
  void qr82BelievesTheCodeAndNotTheWordsBesideIt() {
    assertThat(parts(container(dcm(121072, "Findings"), text(dcm(1, ""), "Cyst."))))
        .containsExactly("IMPRESSION|Findings|Cyst.");
    assertThat(parts(container(dcm(121113, "Impressions"), text(dcm(1, ""), "None."))))
        .containsExactly("-||Impressions:\nNone.");
    assertThat(parts(container(code("121072", "99LOCAL", "Weather"), text(dcm(1, ""), "Fair."))))
        .containsExactly("-||Weather:\nFair.");
  }

  @Test
  void qr82TakesSnomedConceptsForTheSameInEachOfTheirForms() {
    for (Attributes absent :
        List.of(
            code("272519000", "SCT", "Not there"),
            code("R-4089B", "SRT", "Not there"),
            code("R-4089B", "SNM3", "Not there"))) {
      Attributes finding =
          below(
              coded("CONTAINS", FINDING, MASS),
              coded("HAS CONCEPT MOD", code("G-C504", "SRT", "Presence"), absent));
      assertThat(parts(findings(finding))).containsExactly("FINDINGS|Findings|Mass: Not there");
    }
  }

  @Test
  void qr82ReadsLongAndUrnCodeValues() {
    Attributes urn =
        new Attributes()
            .set(Tag.URNCodeValue, VR.UR, "urn:oid:2.25.9")
            .set(Tag.CodeMeaning, VR.LO, "Cyst");
    Attributes longCode =
        new Attributes()
            .set(Tag.LongCodeValue, VR.UC, "12345678901234567890")
            .set(Tag.CodingSchemeDesignator, VR.SH, "99LONG");
    assertThat(
            parts(findings(coded("CONTAINS", FINDING, urn), coded("CONTAINS", FINDING, longCode))))
        .containsExactly("FINDINGS|Findings|Cyst\n12345678901234567890");
  }

  @Test
  void qr83AttachesModifiersToTheirParent() {
    Attributes finding =
        below(
            coded("CONTAINS", FINDING, MASS),
            below(
                coded(
                    "HAS CONCEPT MOD",
                    code("G-C0E3", "SRT", "Finding Site"),
                    code("T-28000", "SRT", "Lung")),
                coded(
                    "HAS CONCEPT MOD",
                    code("G-C171", "SRT", "Laterality"),
                    code("G-A101", "SRT", "Left"))),
            coded("HAS CONCEPT MOD", dcm(121049, "Language"), code("en", "RFC5646", "English")),
            millimetres("HAS PROPERTIES", code("M-02550", "SRT", "Diameter"), "8"));
    assertThat(parts(findings(finding)))
        .containsExactly(
            "FINDINGS|Findings|Mass (Finding Site: Lung (Laterality: Left)); Diameter: 8 mm");
  }

  @Test
  void qr83PutsAModifierThatTakesTheFindingBackBeforeIt() {
    Attributes finding =
        below(
            coded("CONTAINS", FINDING, MASS),
            coded("HAS CONCEPT MOD", dcm(1, "Modifier"), code("1", "99X", "No evidence of")));
    assertThat(parts(findings(finding))).containsExactly("FINDINGS|Findings|No evidence of Mass");
  }

  @Test
  void qr83TheAbsenceOfAPropertyIsNotTheAbsenceOfItsParent() {
    Attributes finding =
        below(
            coded("CONTAINS", FINDING, MASS),
            below(
                coded("HAS PROPERTIES", dcm(1, "Contains"), code("2", "99X", "Calcification")),
                coded("HAS CONCEPT MOD", dcm(3, "Presence"), code("272519000", "SCT", "Absent"))));
    assertThat(parts(findings(finding)))
        .containsExactly("FINDINGS|Findings|Mass; Contains: Calcification: Absent");
  }

  @Test
  void qr83DoesNotPrintTheObservationContextAsFindings() {
    Attributes subject =
        coded("HAS OBS CONTEXT", dcm(121024, "Subject Class"), dcm(121026, "Fetus"));
    Attributes observer =
        item("HAS OBS CONTEXT", "PNAME", dcm(121008, "Person Observer Name"))
            .set(Tag.PersonName, VR.PN, "Roe^Ann");
    ReportDocument document = read(report(observer, findings(subject, text(FINDING, "Normal."))));
    assertThat(parts(document)).containsExactly("FINDINGS|Findings (Subject Class: Fetus)|Normal.");
    assertThat(document.readers()).containsExactly("Roe Ann");
  }

  @Test
  void qr84DoesNotFollowReferences() {
    Attributes back =
        new Attributes()
            .set(Tag.RelationshipType, VR.CS, "INFERRED FROM")
            .set(Tag.ReferencedContentItemIdentifier, VR.UL, 1, 1);
    ReportDocument document = read(report(findings(below(text(FINDING, "Nodule."), back))));
    assertThat(parts(document)).containsExactly("FINDINGS|Findings|Nodule.");
    assertThat(document.complete()).isTrue();
  }

  @Test
  void qr85PrintsTheQualifierAndNoNumberWhereNothingWasMeasured() {
    Attributes none =
        item("CONTAINS", "NUM", dcm(1, "Ejection fraction"))
            .set(Tag.MeasuredValueSequence, List.of())
            .set(
                Tag.NumericValueQualifierCodeSequence, List.of(dcm(114006, "Measurement failure")));
    Attributes both =
        millimetres("CONTAINS", dcm(2, "Wall"), "3")
            .set(Tag.NumericValueQualifierCodeSequence, List.of(dcm(114007, "Estimated")));
    assertThat(parts(findings(none, both, item("CONTAINS", "NUM", dcm(3, "Depth")))))
        .containsExactly(
            "FINDINGS|Findings|Ejection fraction: Measurement failure\n"
                + "Wall: 3 mm (Estimated)\nDepth: [no value]");
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE,VERIFIED,,FINAL",
    "COMPLETE,VERIFIED,FINAL,FINAL",
    "COMPLETE,VERIFIED,PRELIMINARY,PRELIMINARY",
    "COMPLETE,UNVERIFIED,,PRELIMINARY",
    "COMPLETE,UNVERIFIED,FINAL,FINAL",
    "PARTIAL,UNVERIFIED,FINAL,PRELIMINARY",
    "PARTIAL,VERIFIED,,FINAL",
    ",,,PRELIMINARY"
  })
  void qr86TellsTheStatusByTheFlags(
      String completion, String verification, String preliminary, ReportStatus status) {
    Attributes dataSet = report(findings(text(FINDING, "Nodule.")));
    set(dataSet, Tag.CompletionFlag, completion);
    set(dataSet, Tag.VerificationFlag, verification);
    set(dataSet, Tag.PreliminaryFlag, preliminary);
    assertThat(read(dataSet).status()).isEqualTo(status);
  }

  private static void set(Attributes dataSet, int tag, String value) {
    dataSet.set(tag, VR.CS, value == null ? new String[0] : new String[] {value});
  }

  @ParameterizedTest
  @CsvSource({"121360,CORRECTED", "121361,ADDENDUM", "0,CORRECTED"})
  void qr86NamesThePredecessorOfTheSameStudy(String purpose, ReportStatus status) {
    Attributes dataSet = report(findings(text(FINDING, "Nodule.")));
    Attributes other = predecessor("2.25.2", "2.25.98", "121360");
    Attributes same = predecessor("2.25.1", "2.25.99", purpose);
    dataSet.set(Tag.PredecessorDocumentsSequence, List.of(same, other));
    assertThat(read(dataSet).predecessor()).contains("2.25.99");
    assertThat(read(dataSet).status()).isEqualTo(status);
  }

  private static Attributes predecessor(String study, String instance, String purpose) {
    Attributes reference =
        new Attributes()
            .set(Tag.ReferencedSOPInstanceUID, VR.UI, instance)
            .set(Tag.PurposeOfReferenceCodeSequence, List.of(code(purpose, "DCM", "Purpose")));
    Attributes series = new Attributes().set(Tag.ReferencedSOPSequence, List.of(reference));
    return new Attributes()
        .set(Tag.StudyInstanceUID, VR.UI, study)
        .set(Tag.ReferencedSeriesSequence, List.of(series));
  }

  @Test
  void qr86AnAddendumAloneAddsToItsPredecessor() {
    Attributes dataSet =
        report(container(dcm(121078, "Addendum"), text(dcm(1, ""), "Also a cyst.")));
    dataSet.set(Tag.PredecessorDocumentsSequence, List.of(predecessor("2.25.1", "2.25.99", "0")));
    assertThat(read(dataSet).status()).isEqualTo(ReportStatus.ADDENDUM);
  }

  @Test
  void qr86NamesWhoVerifiedBeforeWhoWrote() {
    Attributes dataSet = report(findings(text(FINDING, "Nodule.")));
    Attributes verifier =
        new Attributes()
            .set(Tag.VerifyingObserverName, VR.PN, "Roe^Ann")
            .set(Tag.VerificationDateTime, VR.DT, "20260103120000+0100")
            .set(
                Tag.VerifyingObserverIdentificationCodeSequence,
                List.of(code("R77", "99STAFF", "Roe")));
    Attributes author = new Attributes().set(Tag.PersonName, VR.PN, "Doe^Joe");
    dataSet.set(Tag.VerifyingObserverSequence, List.of(verifier));
    dataSet.set(Tag.AuthorObserverSequence, List.of(author));
    assertThat(read(dataSet).readers()).containsExactly("R77", "Doe Joe");
    assertThat(read(dataSet).statusTime().orElseThrow()).hasToString("2026-01-03T12:00");
  }

  @Test
  void takesTheKeysFromTheHeader() {
    Attributes dataSet = report(findings(text(FINDING, "Nodule.")));
    dataSet.set(
        Tag.ReferencedRequestSequence,
        List.of(
            new Attributes()
                .set(Tag.StudyInstanceUID, VR.UI, "2.25.3")
                .set(Tag.AccessionNumber, VR.SH, "A2")
                .set(Tag.PlacerOrderNumberImagingServiceRequest, VR.LO, "PL1")
                .set(Tag.FillerOrderNumberImagingServiceRequest, VR.LO, "FI1")));
    ReportDocument document = read(dataSet);
    CaseKeys keys = document.keys();
    assertThat(document.documentId()).isEqualTo("2.25.100");
    assertThat(document.statusTime().orElseThrow()).hasToString("2026-01-02T09:30");
    assertThat(keys.studyUids()).containsExactly("2.25.1", "2.25.3");
    assertThat(keys.accessions().stream().map(CaseKeys.Identifier::value))
        .containsExactly("A1", "A2");
    assertThat(keys.placer().map(CaseKeys.Identifier::value)).contains("PL1");
    assertThat(keys.filler().map(CaseKeys.Identifier::value)).contains("FI1");
    assertThat(keys.patientIds()).containsExactly(new CaseKeys.Identifier("P1", "HOSPITAL"));
  }

  @Test
  void qr87TakesTextAsItIsWithoutControlCharacters() {
    String text = "One\r\n\tTwo\rThree\u0007<b>no</b> &amp; fracture";
    assertThat(parts(findings(text(FINDING, text))))
        .containsExactly("FINDINGS|Findings|One\n\tTwo\nThree<b>no</b> &amp; fracture");
  }

  @Test
  void qr87CutsTextAtItsLimitAndSaysHowMuch() {
    Attributes first = text(dcm(1, ""), "x".repeat(SrContent.MOST_TEXT));
    ReportDocument document =
        read(report(findings(first, text(FINDING, "Left out."), text(FINDING, "Also."))));
    assertThat(document.complete()).isFalse();
    String text = document.parts().get(0).text();
    assertThat(text).doesNotContain("Left out").endsWith("2 items are left out]");
    assertThat(text).contains("characters are left out]");
    assertThat(text.length()).isLessThan(SrContent.MOST_TEXT + 300);
  }

  @Test
  void qr87CutsItemsAtTheirLimitAndSaysHowMany() {
    List<Attributes> items = new ArrayList<>();
    for (int i = 0; i < SrContent.MOST_ITEMS + 10; i++) {
      items.add(text(FINDING, "Item " + i));
    }
    ReportDocument document = read(report(items.toArray(Attributes[]::new)));
    assertThat(document.complete()).isFalse();
    String all = String.join("\n", parts(document));
    assertThat(all).contains("Item 19999").doesNotContain("Item 20000");
    assertThat(all).contains("[only the first 20000 items are read; 10 items are left out]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Uid.XRayRadiationDoseSRStorage,
        Uid.MammographyCADSRStorage,
        Uid.ChestCADSRStorage,
        Uid.ColonCADSRStorage,
        Uid.AcquisitionContextSRStorage,
        Uid.ProcedureLogStorage,
        Uid.CTImageStorage
      })
  void qr88OtherSopClassesAreNoReports(String sopClass) {
    Attributes dataSet = report(findings(text(FINDING, "Fracture.")));
    dataSet.set(Tag.SOPClassUID, VR.UI, sopClass);
    assertThat(SrReader.read(dataSet)).isEmpty();
    assertThat(ReportInstances.isReport(sopClass)).isFalse();
    assertThat(ReportInstances.read(dataSet)).isEmpty();
  }

  @Test
  void qr88DoseAndCadInAGeneralSopClassAreNoReports() {
    Attributes template =
        new Attributes()
            .set(Tag.MappingResource, VR.CS, "DCMR")
            .set(Tag.TemplateIdentifier, VR.CS, "10011");
    Attributes unnamed = new Attributes().set(Tag.TemplateIdentifier, VR.CS, "4000");
    Attributes byTemplateAlone = report(findings(text(FINDING, "Fracture.")));
    byTemplateAlone.set(Tag.ContentTemplateSequence, List.of(unnamed));
    assertThat(SrReader.read(byTemplateAlone)).isEmpty();
    Attributes byTemplate = report(findings(text(FINDING, "Fracture.")));
    byTemplate.set(Tag.ContentTemplateSequence, List.of(template));
    Attributes byTitle = report(findings(text(FINDING, "Fracture.")));
    byTitle.set(Tag.ConceptNameCodeSequence, List.of(dcm(111036, "Anything")));
    assertThat(SrReader.read(byTemplate)).isEmpty();
    assertThat(SrReader.read(byTitle)).isEmpty();
  }

  @Test
  void aReportWithoutASopInstanceUidIsNotRead() {
    Attributes dataSet = report(findings(text(FINDING, "Fracture.")));
    dataSet.set(Tag.SOPInstanceUID, VR.UI, "");
    assertThat(SrReader.read(dataSet)).isEmpty();
  }

  @Test
  void aReportIsReadThroughItsSopClass() {
    Attributes dataSet = report(findings(text(FINDING, "Fracture.")));
    assertThat(ReportInstances.isReport(Uid.EnhancedSRStorage)).isTrue();
    assertThat(ReportInstances.read(dataSet)).isEqualTo(Optional.of(read(dataSet)));
  }
}
