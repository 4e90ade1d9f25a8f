package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.report.ReportDocument;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.report.SectionKind;
import org.overread.report.SrReader;

/** Structured Reports made by DCMTK's xml2dsr: read as they were written, and as dsrdump does. */
@RequiresTools({"xml2dsr", "dsrdump"})
class SrTextIT {
  private static final List<String> CLASSES =
      List.of(
          "Basic Text SR=1.2.840.10008.5.1.4.1.1.88.11",
          "Enhanced SR=1.2.840.10008.5.1.4.1.1.88.22",
          "Comprehensive SR=1.2.840.10008.5.1.4.1.1.88.33",
          "Comprehensive 3D SR=1.2.840.10008.5.1.4.1.1.88.34");

  private static final Pattern DUMPED_TEXT = Pattern.compile("<contains TEXT:.*=\"(.*)\">");

  @TempDir private Path directory;

  /**
   * @param flags elements of the document before its content
   * @param items the content tree
   */
  private record Case(
      String name, String flags, String items, ReportStatus status, List<String> parts) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static String concept(String value, String scheme, String meaning) {
    return "<value>%s</value><scheme><designator>%s</designator></scheme><meaning>%s</meaning>"
        .formatted(value, scheme, meaning);
  }

  private static String container(String concept, String... items) {
    return "<container flag=\"SEPARATE\"><relationship>CONTAINS</relationship><concept>%s</concept>%s</container>"
        .formatted(concept, String.join("", items));
  }

  private static String text(String concept, String value) {
    return "<text><relationship>CONTAINS</relationship><concept>%s</concept><value>%s</value></text>"
        .formatted(concept, value);
  }

  private static String finding(String value) {
    return text(concept("121071", "DCM", "Finding"), value);
  }

  private static String code(String relationship, String concept, String value) {
    return "<code><relationship>%s</relationship><concept>%s</concept>%s</code>"
        .formatted(relationship, concept, value);
  }

  private static List<Case> cases() {
    String verified =
        "<completion flag=\"COMPLETE\"/><verification flag=\"VERIFIED\"><observer pos=\"1\">"
            + "<datetime>20260102030405</datetime><name><last>Reader</last></name>"
            + "<organization>Clinic</organization></observer></verification>";
    String unverified = "<completion flag=\"COMPLETE\"/><verification flag=\"UNVERIFIED\"/>";
    String partial = verified.replace("COMPLETE", "PARTIAL");
    String predecessor =
        verified
            + "<predecessor><study uid=\"1.2.3\"><series uid=\"1.2.3.9\"><value>"
            + "<sopclass uid=\"1.2.840.10008.5.1.4.1.1.88.33\">ComprehensiveSR</sopclass>"
            + "<instance uid=\"1.2.3.9.1\"/></value></series></study></predecessor>";
    String findings = concept("121070", "DCM", "Findings");
    String impressions = concept("121072", "DCM", "Impressions");
    return List.of(
        new Case(
            "sections",
            verified,
            container(
                    concept("121060", "DCM", "History"),
                    text(concept("121060", "DCM", "History"), "Fall."))
                + container(
                    findings, finding("No tear, 3 &lt; 5 mm."), finding("Line one\nline two"))
                + container(impressions, text(concept("121073", "DCM", "Impression"), "Normal.")),
            ReportStatus.FINAL,
            List.of(
                "HISTORY Fall.",
                "FINDINGS No tear, 3 < 5 mm.\nLine one\nline two",
                "IMPRESSION Normal.")),
        new Case(
            "loinc",
            unverified,
            container(
                    concept("18785-6", "LN", "Reason"),
                    text(concept("121071", "DCM", "Finding"), "Seen."))
                + container(
                    concept("19005-8", "LN", "anything"),
                    text(concept("X", "99TEST", "Side"), "left"))
                + container(
                    concept("18783-1", "LN", "Rec"),
                    text(concept("18783-1", "LN", "Rec"), "Biopsy.")),
            ReportStatus.PRELIMINARY,
            List.of("FINDINGS Seen.", "IMPRESSION Side: left", "RECOMMENDATION Biopsy.")),
        new Case(
            "private headings",
            partial,
            container(
                    concept("B1", "99KH", "Befund"),
                    text(concept("T", "99KH", "Befund"), "Größe normal, Ödem."))
                + container(
                    concept("B2", "99KH", "Beurteilung"),
                    text(concept("T", "99KH", "Beurteilung"), "Kein Riß.")),
            ReportStatus.PRELIMINARY,
            List.of("FINDINGS Größe normal, Ödem.", "IMPRESSION Kein Riß.")),
        new Case(
            "context and codes",
            verified,
            "<pname><relationship>HAS OBS CONTEXT</relationship><concept>"
                + concept("121008", "DCM", "Person Observer Name")
                + "</concept><value><last>Hidden</last></value></pname>"
                + container(
                    findings,
                    finding("Mass."),
                    code(
                        "CONTAINS",
                        concept("121071", "DCM", "Finding"),
                        concept("M-01100", "SRT", "Lesion")),
                    code(
                        "CONTAINS",
                        concept("G-C171", "SRT", "Laterality"),
                        concept("G-A101", "SRT", "Left"))),
            ReportStatus.FINAL,
            List.of("FINDINGS Mass.\nLesion\nLaterality: Left")),
        new Case(
            "nested",
            verified,
            container(
                findings,
                container(concept("L", "99KH", "Liver region"), finding("Cyst.")),
                finding("Rest normal.")),
            ReportStatus.FINAL,
            List.of("FINDINGS Liver region:\nCyst.\nRest normal.")),
        new Case(
            "addendum",
            predecessor,
            container(
                concept("121078", "DCM", "Addendum"),
                text(concept("121078", "DCM", "Addendum"), "No mass.")),
            ReportStatus.ADDENDUM,
            List.of("ADDENDUM No mass.")),
        new Case(
            "corrected",
            predecessor,
            finding("Directly below the root.")
                + container(concept("121076", "DCM", "Conclusions"), finding("Seen &amp; noted.")),
            ReportStatus.CORRECTED,
            List.of("FINDINGS Directly below the root.\nSeen & noted.")),
        new Case(
            "long",
            verified,
            container(findings, finding("No mass at all. ".repeat(2000).strip()), finding("End.")),
            ReportStatus.FINAL,
            List.of("FINDINGS " + "No mass at all. ".repeat(2000).strip() + "\nEnd.")));
  }

  static Stream<Object[]> documents() {
    return CLASSES.stream()
        .flatMap(sopClass -> cases().stream().map(one -> new Object[] {sopClass, one}));
  }

  private Path made(String sopClass, String flags, String items) throws Exception {
    String[] nameAndUid = sopClass.split("=");
    Path xml = directory.resolve("report.xml");
    Path dicom = directory.resolve("report.dcm");
    Files.writeString(
        xml,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <report xmlns="http://dicom.offis.de/dcmsr" type="%s">
        <sopclass uid="%s">x</sopclass><charset>ISO_IR 100</charset><modality>SR</modality>
        <device><manufacturer>M</manufacturer><model>M</model><serial>1</serial>
        <version>1</version></device>
        <synchronization uid="1.2.3.8"><trigger>NO TRIGGER</trigger>
        <acquisitiontime>NO</acquisitiontime></synchronization>
        <patient><id>P1</id></patient>
        <study uid="1.2.3"><accession><number>A1</number></accession></study>
        <series uid="1.2.3.4"/><instance uid="1.2.3.4.5"/>
        <document>%s<content><date>2026-01-02</date><time>03:04:05</time>
        <container flag="SEPARATE"><concept>%s</concept>%s</container></content></document></report>
        """
            .formatted(
                nameAndUid[0],
                nameAndUid[1],
                flags,
                concept("18748-4", "LN", "Diagnostic imaging report"),
                items));
    try (Peers peers = new Peers(directory)) {
      Peers.Output output = peers.run("xml2dsr", xml.toString(), dicom.toString());
      assertThat(output.exitCode()).as(output.text()).isZero();
    }
    return dicom;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void qr80ReadsWhatXml2dsrWroteInOrder(String sopClass, Case one) throws Exception {
    Path file = made(sopClass, one.flags(), one.items());

    ReportDocument read = SrReader.read(Part10.read(file, Limits.DEFAULT)).orElseThrow();

    assertThat(read.parts().stream().map(SrTextIT::shown)).containsExactlyElementsOf(one.parts());
    assertThat(read.status()).isEqualTo(one.status());
    assertThat(read.complete()).isTrue();
    assertThat(read.documentId()).isEqualTo("1.2.3.4.5");
    assertThat(read.keys().studyUids()).containsExactly("1.2.3");
    assertThat(read.keys().accessions()).singleElement().extracting("value").isEqualTo("A1");
    String whole = String.join("\n", read.parts().stream().map(ReportPart::text).toList());
    assertThat(whole).containsSubsequence(dumped(file)).doesNotContain("Hidden");
  }

  @Test
  void qr80ReadsAnExtensibleSrWhichXml2dsrDoesNotKnow() throws Exception {
    Case one = cases().get(0);
    Attributes dataSet =
        Part10.read(made(CLASSES.get(2), one.flags(), one.items()), Limits.DEFAULT)
            .set(Tag.SOPClassUID, VR.UI, Uid.ExtensibleSRStorage);

    assertThat(SrReader.read(dataSet).orElseThrow().parts().stream().map(SrTextIT::shown))
        .containsExactlyElementsOf(one.parts());
  }

  private static String shown(ReportPart part) {
    return part.kind().map(SectionKind::name).orElse("NONE") + " " + part.text();
  }

  /** The texts that dsrdump shows, in its order. */
  private List<String> dumped(Path file) throws Exception {
    List<String> texts = new ArrayList<>();
    try (Peers peers = new Peers(directory)) {
      // +U8: convert to UTF-8, +Pl: print long values completely
      Peers.Output output = peers.run("dsrdump", "+U8", "+Pl", file.toString());
      assertThat(output.exitCode()).as(output.text()).isZero();
      Matcher matcher = DUMPED_TEXT.matcher(output.text());
      while (matcher.find()) {
        texts.add(matcher.group(1).replace("\\n", "\n"));
      }
    }
    assertThat(texts).isNotEmpty();
    return texts;
  }

  @ParameterizedTest
  @CsvSource({
    "Procedure Log=1.2.840.10008.5.1.4.1.1.88.40",
    "Mammography CAD SR=1.2.840.10008.5.1.4.1.1.88.50",
    "Chest CAD SR=1.2.840.10008.5.1.4.1.1.88.65",
    "Colon CAD SR=1.2.840.10008.5.1.4.1.1.88.69",
    "X-Ray Radiation Dose SR=1.2.840.10008.5.1.4.1.1.88.67",
    "Radiopharmaceutical Radiation Dose SR=1.2.840.10008.5.1.4.1.1.88.68",
    "Patient Radiation Dose SR=1.2.840.10008.5.1.4.1.1.88.73",
    "Acquisition Context SR=1.2.840.10008.5.1.4.1.1.88.71",
    "Simplified Adult Echo SR=1.2.840.10008.5.1.4.1.1.88.72"
  })
  void qr88TakesNoMachinesDocumentForAReport(String sopClass) throws Exception {
    String flags = "<completion flag=\"COMPLETE\"/><verification flag=\"UNVERIFIED\"/>";
    Path file =
        made(
            sopClass,
            flags,
            code("CONTAINS", concept("121071", "DCM", "Finding"), concept("X", "99T", "Mass")));

    assertThat(SrReader.read(Part10.read(file, Limits.DEFAULT))).isEqualTo(Optional.empty());
  }
}
