package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.report.ReportDocument;
import org.overread.report.ReportInstances;
import org.overread.report.ReportPart;
import org.overread.report.ReportStatus;
import org.overread.testing.SrXml;

/** Structured Reports that DCMTK wrote: all of their text, in order, in the right section. */
@RequiresTools({"xml2dsr", "dsrdump"})
class SrTextIT {
  private static final int DOCUMENTS = 8; // of each SOP class
  private static final List<String> SYNTAXES = List.of("+te", "+tb", "+ti", "+td");

  @TempDir private Path directory;
  private Peers peers;

  @BeforeEach
  void start() {
    peers = new Peers(directory); // starts no server: nothing to close
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Basic Text SR, 1.2.840.10008.5.1.4.1.1.88.11, false",
    "Enhanced SR, 1.2.840.10008.5.1.4.1.1.88.22, true",
    "Comprehensive SR, 1.2.840.10008.5.1.4.1.1.88.33, true",
    "Comprehensive 3D SR, 1.2.840.10008.5.1.4.1.1.88.34, true"
  })
  void qr80ReadsAllTextOfAReport(String type, String sopClass, boolean numbers) throws Exception {
    for (int i = 0; i < DOCUMENTS; i++) {
      SrXml report = new SrXml(1000L * sopClass.hashCode() + i, numbers);
      String characterSet = i % 2 == 0 ? "ISO_IR 192" : "ISO_IR 100";
      Path file = written(report.document(type, sopClass, characterSet), SYNTAXES.get(i / 2 % 4));
      ReportDocument document = read(file).orElseThrow();
      assertThat(lines(document)).isEqualTo(report.lines());
      assertThat(document.complete()).isTrue();
      assertThat(document.status()).isEqualTo(ReportStatus.FINAL);
      assertThat(document.readers()).containsExactly("R77");
      assertThat(lines(document)).hasSize(printed(file));
    }
  }

  /** Section and text of each line, as {@link SrXml#lines()}. */
  private static List<String> lines(ReportDocument document) {
    List<String> result = new ArrayList<>();
    for (ReportPart part : document.parts()) {
      part.text().lines().forEach(line -> result.add(part.kind().orElseThrow() + " " + line));
    }
    return result;
  }

  /** How many items with a value DCMTK itself finds. */
  private int printed(Path file) throws IOException, InterruptedException {
    String dump = peers.run("dsrdump", "-q", file.toString()).text();
    return (int)
        dump.lines()
            .filter(line -> line.contains("<contains ") && !line.contains("CONTAINER"))
            .count();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Mammography CAD SR, 1.2.840.10008.5.1.4.1.1.88.50",
    "Chest CAD SR, 1.2.840.10008.5.1.4.1.1.88.65",
    "Colon CAD SR, 1.2.840.10008.5.1.4.1.1.88.69",
    "Procedure Log, 1.2.840.10008.5.1.4.1.1.88.40",
    "X-Ray Radiation Dose SR, 1.2.840.10008.5.1.4.1.1.88.67",
    "Radiopharmaceutical Radiation Dose SR, 1.2.840.10008.5.1.4.1.1.88.68",
    "Patient Radiation Dose SR, 1.2.840.10008.5.1.4.1.1.88.73",
    "Acquisition Context SR, 1.2.840.10008.5.1.4.1.1.88.71",
    "Simplified Adult Echo SR, 1.2.840.10008.5.1.4.1.1.88.72",
    "Implantation Plan SR Document, 1.2.840.10008.5.1.4.1.1.88.70",
    "Performed Imaging Agent Administration SR, 1.2.840.10008.5.1.4.1.1.88.75",
    "Planned Imaging Agent Administration SR, 1.2.840.10008.5.1.4.1.1.88.74"
  })
  void qr88DocumentsOfMachinesAreNoReports(String type, String sopClass) throws Exception {
    SrXml report = new SrXml(sopClass.hashCode(), false);
    Path file = written(report.document(type, sopClass, "ISO_IR 192"), "+te");
    assertThat(Part10.open(file).meta().mediaStorageSopClassUid()).isEqualTo(sopClass);
    assertThat(read(file)).isEmpty();
  }

  private Path written(String xml, String syntax) throws IOException, InterruptedException {
    Path source = directory.resolve("report.xml");
    Path file = directory.resolve("report.dcm");
    Files.deleteIfExists(file);
    Files.writeString(source, xml);
    Peers.Output output = peers.run("xml2dsr", syntax, source.toString(), file.toString());
    assertThat(output.exitCode()).as(output.text()).isZero();
    return file;
  }

  private static Optional<ReportDocument> read(Path file) throws IOException {
    Attributes dataSet = Part10.read(file, Limits.DEFAULT);
    return ReportInstances.read(dataSet);
  }
}
