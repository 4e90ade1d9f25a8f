package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.report.ReportDocument;
import org.overread.report.ReportInstances;
import org.overread.report.ReportReader;
import org.overread.report.Section;
import org.overread.report.SectionKind;

/** PDFs of groff and Ghostscript, put into DICOM by DCMTK: their whole text, in order. */
@RequiresTools({"groff", "gs", "pdf2dcm"})
class PdfTextIT {
  private static final List<String> REPORT =
      List.of(
          "CLINICAL HISTORY: Fall two days ago.",
          "FINDINGS:",
          "No fracture. The cyst in segment 4 measures 8 mm.",
          "Small effusion (grade 1); no loose body.",
          "IMPRESSION:",
          "1. Simple cyst.",
          "2. No acute injury.");

  @TempDir private Path directory;
  private Peers peers;

  @BeforeEach
  void start() {
    peers = new Peers(directory); // starts no server: nothing to close
  }

  /** Ghostscript's options, or none, for the PostScript of groff in one font. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "T ",
        "H ",
        "C -dCompressPages=false",
        "T -dCompatibilityLevel=1.2",
        "H -dCompatibilityLevel=1.7",
        "T -dEmbedAllFonts=true -dSubsetFonts=true",
        "H -sOwnerPassword=secret -dEncryptionR=3 -dKeyLength=128"
      })
  void qr89ReadsTheTextOfEveryKindOfPdf(String fontAndOptions) throws Exception {
    String[] options = fontAndOptions.split(" ");
    Path postScript = groff(".fam " + options[0] + "\n.nf\n" + String.join("\n", REPORT));
    ReportDocument document =
        read(pdf(postScript, Arrays.copyOfRange(options, 1, options.length)), "Report");
    assertThat(document.complete()).isTrue();
    assertThat(words(document)).isEqualTo(String.join(" ", REPORT));
    assertThat(new ReportReader().read(document.parts()).sections())
        .extracting(Section::kind)
        .containsSubsequence(SectionKind.HISTORY, SectionKind.FINDINGS, SectionKind.IMPRESSION);
    assertThat(document.keys().studyUids()).hasSize(1);
  }

  @Test
  void qr89ReadsAllPages() throws Exception {
    Path postScript = groff(".nf\n" + String.join("\n.bp\n", REPORT));
    assertThat(words(read(pdf(postScript), "Report"))).isEqualTo(String.join(" ", REPORT));
  }

  @Test
  void qr89ReadsSentencesThatTheLineEndBreaks() throws Exception {
    String prose =
        "The cyst in segment four has not changed since the last examination. ".repeat(5);
    Path postScript = groff(".nh\n.ad l\n" + prose.strip());
    assertThat(words(read(pdf(postScript), "Report"))).isEqualTo(prose.strip());
  }

  @Test
  void qr89ReadsLettersWithAccents() throws Exception {
    Path postScript = groff(".nf\nGr\\[:o]\\[ss]e 5 mm, caf\\['e]");
    assertThat(words(read(pdf(postScript), "Report"))).isEqualTo("Gr\u00f6\u00dfe 5 mm, caf\u00e9");
  }

  @Test
  void qr89SaysThatAPdfWithAPasswordCannotBeRead() throws Exception {
    Path postScript = groff(".nf\n" + String.join("\n", REPORT));
    ReportDocument document =
        read(pdf(postScript, "-sOwnerPassword=a", "-sUserPassword=b"), "Report");
    assertThat(document.complete()).isFalse();
    assertThat(words(document)).contains("encrypted");
  }

  @Test
  void qr89SaysThatAPictureOfAReportHasNoText() throws Exception {
    Path postScript = groff(".nf\n" + String.join("\n", REPORT));
    ReportDocument document = read(pdf(postScript, "-sDEVICE=pdfimage8", "-r50"), "Report");
    assertThat(document.complete()).isFalse();
    assertThat(words(document)).contains("no text");
  }

  @Test
  void qr89NeverTakesHalfAPdfForAWholeOne() throws Exception {
    Path whole = pdf(groff(".nf\n" + String.join("\n.bp\n", REPORT)));
    byte[] bytes = Files.readAllBytes(whole);
    Attributes dataSet = instance(whole, "Report");
    dataSet.put(
        Element.ofBytes(Tag.EncapsulatedDocument, VR.OB, Arrays.copyOf(bytes, bytes.length / 2)));
    ReportDocument document = ReportInstances.read(dataSet).orElseThrow();
    boolean all = words(document).contains(String.join(" ", REPORT));
    assertThat(document.complete()).isEqualTo(all);
  }

  private Path groff(String source) throws IOException, InterruptedException {
    Path file = directory.resolve("report.roff");
    Path postScript = directory.resolve("report.ps");
    Files.writeString(file, source + "\n");
    Peers.Output output = peers.run("groff", "-Tps", file.toString());
    assertThat(output.exitCode()).as(output.text()).isZero();
    Files.writeString(postScript, output.text());
    return postScript;
  }

  private Path pdf(Path postScript, String... options) throws IOException, InterruptedException {
    Path file = directory.resolve("report.pdf");
    List<String> command = new ArrayList<>(List.of("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"));
    command.add("-sDEVICE=pdfwrite");
    command.addAll(List.of(options)); // another device wins
    command.add("-sOutputFile=" + file);
    command.add(postScript.toString());
    Peers.Output output = peers.run(command.toArray(String[]::new));
    assertThat(output.exitCode()).as(output.text()).isZero();
    return file;
  }

  private Attributes instance(Path pdf, String title) throws IOException, InterruptedException {
    Path file = directory.resolve("report.dcm");
    Files.deleteIfExists(file);
    Peers.Output output =
        peers.run("pdf2dcm", "+t", title, "+pi", "P1", pdf.toString(), file.toString());
    assertThat(output.exitCode()).as(output.text()).isZero();
    return Part10.read(file, Limits.DEFAULT);
  }

  private ReportDocument read(Path pdf, String title) throws IOException, InterruptedException {
    return ReportInstances.read(instance(pdf, title)).orElseThrow();
  }

  private static String words(ReportDocument document) {
    return document.parts().get(0).text().replaceAll("\\s+", " ").strip();
  }
}
