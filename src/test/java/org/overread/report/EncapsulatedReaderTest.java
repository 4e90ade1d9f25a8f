package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;

class EncapsulatedReaderTest {
  @TempDir private static Path fonts;

  private final EncapsulatedReader reader =
      new EncapsulatedReader(new PdfText(Duration.ofSeconds(60)));

  /** PDFBox, with which the tests write, keeps a list of fonts, by default in the home folder. */
  @BeforeAll
  static void keepOutOfHome() {
    System.setProperty("pdfbox.fontcache", fonts.toString());
  }

  private static Attributes instance(String sopClass, String type, byte[] document) {
    return new Attributes()
        .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .set(Tag.SOPClassUID, VR.UI, sopClass)
        .set(Tag.SOPInstanceUID, VR.UI, "2.25.100")
        .set(Tag.StudyInstanceUID, VR.UI, "2.25.1")
        .set(Tag.MIMETypeOfEncapsulatedDocument, VR.LO, type)
        .put(Element.ofBytes(Tag.EncapsulatedDocument, VR.OB, document));
  }

  private ReportDocument readPdf(byte[] document) {
    return reader
        .read(instance(Uid.EncapsulatedPDFStorage, "application/pdf", document))
        .orElseThrow();
  }

  private ReportDocument readCda(String xml) {
    return reader
        .read(
            instance(Uid.EncapsulatedCDAStorage, "text/XML", xml.getBytes(StandardCharsets.UTF_8)))
        .orElseThrow();
  }

  private static byte[] pdf(boolean secret, String... lines) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
        content.setLeading(16);
        content.newLineAtOffset(72, 700);
        for (String line : lines) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
      if (secret) {
        document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      document.save(bytes);
      return bytes.toByteArray();
    }
  }

  private static String text(ReportDocument document) {
    return document.parts().get(0).text();
  }

  @Test
  void qr89ReadsTheTextOfAPdf() throws IOException {
    ReportDocument document =
        readPdf(pdf(false, "FINDINGS:", "No fracture.", "IMPRESSION: Normal."));
    assertThat(text(document)).isEqualTo("FINDINGS:\nNo fracture.\nIMPRESSION: Normal.");
    assertThat(document.complete()).isTrue();
    assertThat(document.status()).isEqualTo(ReportStatus.FINAL);
    assertThat(document.source()).isEqualTo(ReportSource.PDF);
    assertThat(document.keys().studyUids()).containsExactly("2.25.1");
    assertThat(new ReportReader().read(document.parts()).sections())
        .extracting(Section::kind)
        .contains(SectionKind.FINDINGS, SectionKind.IMPRESSION);
  }

  @Test
  void qr89TakesTheLengthOfTheDocumentFromTheHeader() throws IOException {
    byte[] bytes = pdf(false, "Normal.");
    Attributes dataSet =
        instance(Uid.EncapsulatedPDFStorage, "application/pdf", Arrays.copyOf(bytes, bytes.length));
    dataSet.set(Tag.EncapsulatedDocumentLength, VR.UL, bytes.length);
    assertThat(text(reader.read(dataSet).orElseThrow())).isEqualTo("Normal.");
  }

  @Test
  void qr89SaysThatAnEncryptedPdfCannotBeRead() throws IOException {
    ReportDocument document = readPdf(pdf(true, "Normal."));
    assertThat(document.complete()).isFalse();
    assertThat(text(document)).contains("encrypted").doesNotContain("Normal");
  }

  @Test
  void qr89SaysThatABrokenPdfCannotBeRead() {
    ReportDocument document = readPdf("%PDF-1.7 and nothing more".getBytes(StandardCharsets.UTF_8));
    assertThat(document.complete()).isFalse();
    assertThat(text(document)).contains("cannot be read");
  }

  @Test
  void qr89SaysThatAPdfWithoutTextHasNone() throws IOException {
    ReportDocument document = readPdf(pdf(false));
    assertThat(document.complete()).isFalse();
    assertThat(text(document)).contains("no text");
  }

  @Test
  void qr89EndsAPdfThatTakesTooLong() throws IOException {
    EncapsulatedReader hasty = new EncapsulatedReader(new PdfText(Duration.ofMillis(1)));
    ReportDocument document =
        hasty
            .read(instance(Uid.EncapsulatedPDFStorage, "application/pdf", pdf(false, "Normal.")))
            .orElseThrow();
    assertThat(document.complete()).isFalse();
    assertThat(text(document)).contains("time");
  }

  @Test
  void qr89DoesNotReadWhatSaysItIsNoPdf() throws IOException {
    Attributes dataSet = instance(Uid.EncapsulatedPDFStorage, "image/png", pdf(false, "Normal."));
    assertThat(reader.read(dataSet).orElseThrow().complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Low dose CT chest", "MRI report on request", "Report: rapid sequence protocol"})
  void aReportIsNotTakenForAFormByItsTitle(String title) throws IOException {
    Attributes dataSet =
        instance(Uid.EncapsulatedPDFStorage, "application/pdf", pdf(false, "Normal."));
    dataSet.set(Tag.DocumentTitle, VR.ST, title);
    assertThat(reader.read(dataSet)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MRI safety checklist", "Consent form", "Request", "Dose Report"})
  void aFormIsNoReport(String title) throws IOException {
    Attributes dataSet =
        instance(Uid.EncapsulatedPDFStorage, "application/pdf", pdf(false, "Normal."));
    dataSet.set(Tag.DocumentTitle, VR.ST, title);
    assertThat(reader.read(dataSet)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"VERIFIED,FINAL", "UNVERIFIED,PRELIMINARY"})
  void qr89ObeysTheVerificationFlag(String flag, ReportStatus status) throws IOException {
    Attributes dataSet =
        instance(Uid.EncapsulatedPDFStorage, "application/pdf", pdf(false, "Normal."));
    dataSet.set(Tag.VerificationFlag, VR.CS, flag);
    assertThat(reader.read(dataSet).orElseThrow().status()).isEqualTo(status);
  }

  private static final String CDA =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ClinicalDocument xmlns="urn:hl7-org:v3">
        <code code="18748-4" codeSystem="2.16.840.1.113883.6.1"/><title>Radiology Report</title>
        %s
        <component><structuredBody>
          <component><section>
            <code code="59776-5" codeSystem="2.16.840.1.113883.6.1"/><title>Findings</title>
            <text><paragraph>Liver &lt; 15 cm &amp; smooth.</paragraph>
              <list><item>Cyst of <content>8
                 mm</content>.</item><item>No stone.</item></list>
              <table><thead><tr><th>Side</th><th>Size</th></tr></thead>
                <tbody><tr><td>Left</td><td>8 mm</td></tr></tbody></table>
              One.<br/>Two.</text>
            <component><section><title>Kidneys</title><text>Normal.</text></section></component>
            <entry><observation><text>Not narrative.</text></observation></entry>
            <component><section>
              <code code="121072" codeSystem="1.2.840.10008.2.16.4"/><title>Opinion</title>
              <text>Simple cyst.</text>
            </section></component>
          </section></component>
        </structuredBody></component>
      </ClinicalDocument>
      """;

  @Test
  void qr89ReadsTheSectionsOfACda() {
    ReportDocument document = readCda(CDA.formatted("<legalAuthenticator/>"));
    assertThat(document.status()).isEqualTo(ReportStatus.FINAL);
    assertThat(document.complete()).isTrue();
    List<ReportPart> parts = document.parts();
    assertThat(parts)
        .extracting(part -> part.kind().orElseThrow())
        .containsExactly(SectionKind.FINDINGS, SectionKind.FINDINGS, SectionKind.IMPRESSION);
    assertThat(parts.get(0).text().lines().map(String::strip))
        .containsExactly(
            "Liver < 15 cm & smooth.",
            "Cyst of 8 mm.",
            "No stone.",
            "Side | Size |",
            "Left | 8 mm |",
            "One.",
            "Two.");
    assertThat(parts.get(1).heading()).isEqualTo("Kidneys");
    assertThat(parts.get(2).text()).isEqualTo("Simple cyst.");
  }

  @Test
  void qr89ACdaWithoutALegalAuthenticatorIsPreliminary() {
    assertThat(readCda(CDA.formatted("")).status()).isEqualTo(ReportStatus.PRELIMINARY);
  }

  @Test
  void sec61ACdaReachesForNothingOutside() {
    String xml =
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
            + CDA.substring(CDA.indexOf('\n') + 1).formatted("").replace("Two.", "&x;");
    ReportDocument document = readCda(xml);
    assertThat(document.complete()).isFalse();
    assertThat(document.parts()).noneMatch(part -> part.text().contains("root:"));
  }

  @Test
  void sec61ACdaThatGrowsIsNotRead() {
    String bomb = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]>";
    String xml = bomb + CDA.substring(CDA.indexOf('\n') + 1).formatted("").replace("Two.", "&y;");
    ReportDocument document = readCda(xml);
    assertThat(document.complete()).isFalse();
    assertThat(document.parts()).noneMatch(part -> part.text().contains("haha"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no XML", "<a>", "<ClinicalDocument><component><section></a>"})
  void qr89ABrokenCdaSaysSo(String xml) {
    ReportDocument document = readCda(xml);
    assertThat(document.complete()).isFalse();
    assertThat(document.parts()).isNotEmpty();
  }
}
