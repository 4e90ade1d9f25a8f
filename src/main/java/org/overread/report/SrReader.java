package org.overread.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;

/**
 * A Structured Report as a report document (PS3.3 A.35 and C.17, PS3.4 O). Only documents that a
 * person wrote for people are reports: dose, CAD, measurement and log documents are not, whichever
 * SOP class they came in.
 */
public final class SrReader {
  private static final Set<String> REPORTS =
      Set.of(
          Uid.BasicTextSRStorage,
          Uid.EnhancedSRStorage,
          Uid.ComprehensiveSRStorage,
          Uid.Comprehensive3DSRStorage,
          Uid.ExtensibleSRStorage,
          Uid.TextSRStorageTrial,
          Uid.DetailSRStorageTrial,
          Uid.ComprehensiveSRStorageTrial);

  /** Root templates (PS3.16) of documents that machines and tools write. */
  private static final Set<String> NOT_BY_A_READER =
      Set.of(
          "1500", // Measurement Report
          "3001", // Procedure Log
          "4000", // Mammography CAD
          "4100", // Chest CAD
          "4120", // Colon CAD
          "5000", // OB-GYN Ultrasound measurements
          "5100", // Vascular Ultrasound measurements
          "5200", // Echocardiography measurements
          "5300", // Simplified Echocardiography
          "8001", // Acquisition Context
          "10001", // Projection X-Ray Radiation Dose
          "10011", // CT Radiation Dose
          "10021", // Radiopharmaceutical Radiation Dose
          "10030", // Patient Radiation Dose
          "10040"); // Enhanced X-Ray Radiation Dose

  /** Document titles (DCM) of the same, for documents that name no template. */
  private static final Set<String> NOT_A_REPORT_TITLE =
      Set.of(
          "111036", // Mammography CAD Report
          "112000", // Chest CAD Report
          "112220", // Colon CAD Report
          "113500", // Radiopharmaceutical Radiation Dose Report
          "113701", // X-Ray Radiation Dose Report
          "125000", // OB-GYN Ultrasound Procedure Report
          "125100", // Vascular Ultrasound Procedure Report
          "125200", // Adult Echocardiography Procedure Report
          "126000"); // Imaging Measurement Report

  private SrReader() {}

  /**
   * @param dataSet a whole SR instance, its identifiers included
   * @return empty when it is no report: another SOP class, a machine's document, or none with a SOP
   *     Instance UID
   */
  public static Optional<ReportDocument> read(Attributes dataSet) {
    Optional<String> id = dataSet.string(Tag.SOPInstanceUID);
    if (id.isEmpty() || !isReport(dataSet)) {
      return Optional.empty();
    }
    SrText text = SrText.of(dataSet);
    return Optional.of(
        new ReportDocument(
            ReportSource.SR,
            id.get(),
            SrHeader.predecessor(dataSet),
            SrHeader.status(dataSet, text.parts()),
            HeaderKeys.of(dataSet),
            SrHeader.statusTime(dataSet),
            SrHeader.readers(dataSet),
            text.parts(),
            text.complete()));
  }

  private static boolean isReport(Attributes dataSet) {
    if (!dataSet.string(Tag.SOPClassUID).filter(REPORTS::contains).isPresent()) {
      return false;
    }
    List<Attributes> templates = dataSet.items(Tag.ContentTemplateSequence);
    boolean machine =
        templates.stream()
            .flatMap(template -> template.strings(Tag.TemplateIdentifier).stream())
            .map(String::strip)
            .anyMatch(NOT_BY_A_READER::contains);
    boolean title =
        SrCode.of(dataSet, Tag.ConceptNameCodeSequence)
            .filter(code -> code.scheme().equals("DCM"))
            .filter(code -> NOT_A_REPORT_TITLE.contains(code.value()))
            .isPresent();
    return !machine && !title;
  }

  /** The SOP classes that {@link #read} may take for a report; their templates decide further. */
  public static List<String> sopClasses() {
    String[] sorted = REPORTS.toArray(String[]::new);
    Arrays.sort(sorted);
    return List.of(sorted);
  }
}
