package org.overread.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;

class EncapsulatedReaderTest {
  private final EncapsulatedReader reader =
      new EncapsulatedReader(new PdfText(Duration.ofSeconds(60)));

  private static Attributes instance(String sopClass, String mimeType, byte[] document) {
    return new Attributes()
        .set(Tag.SOPClassUID, VR.UI, sopClass)
        .set(Tag.SOPInstanceUID, VR.UI, "1.2.3")
        .set(Tag.MIMETypeOfEncapsulatedDocument, VR.LO, mimeType)
        .put(Element.ofBytes(Tag.EncapsulatedDocument, VR.OB, document));
  }

  private ReportDocument cda(String xml) {
    return reader
        .read(instance(Uid.EncapsulatedCDAStorage, "text/XML", xml.getBytes(UTF_8)))
        .orElseThrow();
  }

  private static String section(String code, String title, String text) {
    return "<component><section><code code='%s' codeSystem='2.16.840.1.113883.6.1'/><title>%s</title><text>%s</text><entry><text>hidden</text></entry></section></component>"
        .formatted(code, title, text);
  }

  private static String document(String head, String... sections) {
    return "<ClinicalDocument xmlns='urn:hl7-org:v3'>"
        + head
        + "<component><structuredBody>"
        + String.join("", sections)
        + "</structuredBody></component></ClinicalDocument>";
  }

  @Test
  void qr89ReadsTheSectionsOfACdaDocument() {
    ReportDocument read =
        cda(
            document(
                "<legalAuthenticator/>",
                section(
                    "59776-5",
                    "Findings",
                    "<paragraph>No  tear<br/>3 &lt; 5"
                        + " mm</paragraph><list><item>One</item><item>Two</item></list>"),
                section(
                    "19005-8",
                    "Impression",
                    "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>"),
                section(
                    "99999-9",
                    "Beurteilung",
                    "<content revised='delete'>old <content>x</content></content>new")));

    assertThat(read.parts())
        .containsExactly(
            new ReportPart(
                Optional.of(SectionKind.FINDINGS), "Findings", "No tear\n3 < 5 mm\nOne\nTwo"),
            new ReportPart(Optional.of(SectionKind.IMPRESSION), "Impression", "a | b | \nc |"),
            new ReportPart(Optional.empty(), "Beurteilung", "new"));
    assertThat(read.status()).isEqualTo(ReportStatus.FINAL);
    assertThat(read.complete()).isTrue();
    assertThat(read.source()).isEqualTo(ReportSource.CDA);
  }

  @Test
  void qr89TellsTheStatusOfACdaDocument() {
    String text = section("59776-5", "F", "a");
    assertThat(cda(document("", text)).status()).isEqualTo(ReportStatus.PRELIMINARY);
    assertThat(
            cda(document("<legalAuthenticator/><relatedDocument typeCode='APND'/>", text)).status())
        .isEqualTo(ReportStatus.ADDENDUM);
    assertThat(
            cda(document("<legalAuthenticator/><relatedDocument typeCode='RPLC'/>", text)).status())
        .isEqualTo(ReportStatus.CORRECTED);
  }

  @Test
  void qr89ResolvesNoEntityOfACdaDocument() {
    String dtd =
        "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>"
            + "<!ENTITY y 'aaaa'>]>";
    for (String entity : List.of("&x;", "&y;", "")) {
      ReportDocument read = cda(dtd + document("", section("59776-5", "F", "secret" + entity)));

      assertThat(read.complete()).isFalse();
      assertThat(read.parts())
          .singleElement()
          .extracting(ReportPart::text)
          .asString()
          .startsWith("[The rest of this document is left out");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no xml", "<ClinicalDocument>", "<a/>"})
  void qr89SaysThatABrokenCdaDocumentCannotBeRead(String xml) {
    ReportDocument read = cda(xml);

    assertThat(read.complete()).isFalse();
    assertThat(read.parts()).isNotEmpty();
  }

  @Test
  void qr89StopsAtDeepNesting() {
    assertThat(cda("<a>".repeat(100_000)).complete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no pdf at all", "%PDF-1.4\nbroken"})
  void qr89SaysThatABrokenPdfCannotBeRead(String content) {
    ReportDocument read =
        reader
            .read(instance(Uid.EncapsulatedPDFStorage, "application/pdf", content.getBytes(UTF_8)))
            .orElseThrow();

    assertThat(read.complete()).isFalse();
    assertThat(read.parts())
        .singleElement()
        .extracting(ReportPart::text)
        .isEqualTo("[This PDF is broken and cannot be read]");
  }

  @Test
  void qr89ChecksTheMimeTypeBeforeItReads() {
    ReportDocument read =
        reader.read(instance(Uid.EncapsulatedPDFStorage, "text/html", new byte[4])).orElseThrow();

    assertThat(read.complete()).isFalse();
    assertThat(read.parts().get(0).text()).contains("no PDF");
  }

  @Test
  void qr89GivesUpAfterTheTimeGiven() {
    DocumentText read = new PdfText(Duration.ZERO).read("%PDF-1.4".getBytes(UTF_8));

    assertThat(read.complete()).isFalse();
    assertThat(read.text()).contains("in the time given");
  }

  @Test
  void qr89LeavesOtherDocumentsAlone() {
    Attributes consent =
        instance(Uid.EncapsulatedPDFStorage, "application/pdf", new byte[4])
            .set(Tag.DocumentTitle, VR.ST, "MRI safety questionnaire");
    assertThat(reader.read(consent)).isEmpty();
    assertThat(reader.read(instance(Uid.CTImageStorage, "application/pdf", new byte[4]))).isEmpty();
  }
}
