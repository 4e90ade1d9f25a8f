package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.report.EncapsulatedReader;
import org.overread.report.PdfText;
import org.overread.report.ReportDocument;
import org.overread.report.ReportReader;
import org.overread.report.ReportSource;
import org.overread.report.ReportText;
import org.overread.report.SectionKind;

/** PDFs made by groff and Ghostscript, encapsulated by DCMTK's pdf2dcm. */
@RequiresTools({"groff", "ps2pdf", "gs", "pdf2dcm"})
class PdfTextIT {
  private static final List<String> LINES =
      List.of(
          "HISTORY: Pain after a fall.",
          "FINDINGS: No fracture. Tear of the medial meniscus, 4 mm.",
          "IMPRESSION: Meniscal tear.");

  @TempDir private Path directory;

  private final EncapsulatedReader reader =
      new EncapsulatedReader(new PdfText(Duration.ofSeconds(60)));

  private void run(String command) throws Exception {
    try (Peers peers = new Peers(directory)) {
      Peers.Output output = peers.runIn(directory, List.of("sh", "-c", command));
      assertThat(output.exitCode()).as(output.text()).isZero();
    }
  }

  private ReportDocument read(String pdf) throws Exception {
    run("pdf2dcm +t Report " + pdf + " report.dcm");
    return reader.read(Part10.read(directory.resolve("report.dcm"), Limits.DEFAULT)).orElseThrow();
  }

  /** The ways to a PDF: engines, versions, fonts, compression, pages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "groff -ms report.ms | ps2pdf - report.pdf",
        "groff -ms -Tps -fH report.ms | ps2pdf - report.pdf",
        "groff -ms -Tps -fC report.ms | ps2pdf -dCompressPages=false - report.pdf",
        "groff -ms report.ms | ps2pdf -dCompatibilityLevel=1.3 - report.pdf",
        "groff -ms report.ms | ps2pdf -dCompatibilityLevel=1.7 -dPDFSETTINGS=/prepress -"
            + " report.pdf",
        "groff -ms report.ms | ps2pdf -dEmbedAllFonts=false -dPDFSETTINGS=/screen - report.pdf",
        "groff -ms -P-l report.ms | ps2pdf -sPAPERSIZE=a4 - report.pdf",
        "groff -ms -Tpdf report.ms > report.pdf",
        "groff -ms -Tpdf -fN report.ms > report.pdf",
        "groff -ms report.ms | ps2pdf - a.pdf && gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite"
            + " -sOutputFile=report.pdf a.pdf"
      })
  void qr89ReadsTheWordsOfAPdfInOrder(String command) throws Exception {
    Files.writeString(
        directory.resolve("report.ms"), ".LP\n" + String.join("\n.LP\n", LINES) + "\n");
    run(command);

    ReportDocument read = read("report.pdf");

    assertThat(read.source()).isEqualTo(ReportSource.PDF);
    assertThat(read.complete()).isTrue();
    assertThat(read.parts().get(0).text().replaceAll("\\s+", " "))
        .contains(String.join(" ", LINES));
    ReportText text = new ReportReader().read(read.parts());
    assertThat(text.sections())
        .extracting(section -> section.kind())
        .containsSubsequence(SectionKind.HISTORY, SectionKind.FINDINGS, SectionKind.IMPRESSION);
  }

  @Test
  void qr89SaysThatAnEncryptedPdfCannotBeRead() throws Exception {
    Files.writeString(directory.resolve("report.ms"), ".LP\nSecret\n");
    run(
        "groff -ms report.ms | ps2pdf -sOwnerPassword=a -sUserPassword=b -dEncryptionR=3"
            + " -dKeyLength=128 - report.pdf");

    ReportDocument read = read("report.pdf");

    assertThat(read.complete()).isFalse();
    assertThat(read.parts().get(0).text()).contains("encrypted");
  }

  @Test
  void qr89CutsAPdfOfTooManyPagesAndSaysSo() throws Exception {
    String pages =
        String.join(".bp\n", IntStream.range(0, 220).mapToObj(i -> "Page words\n").toList());
    Files.writeString(directory.resolve("report.ms"), ".LP\n" + pages);
    run("groff -ms report.ms | ps2pdf - report.pdf");

    ReportDocument read = read("report.pdf");

    assertThat(read.complete()).isFalse();
    assertThat(read.parts().get(0).text()).contains("Page words").endsWith("it is too long]");
  }
}
