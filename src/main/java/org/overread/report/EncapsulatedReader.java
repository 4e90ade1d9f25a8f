package org.overread.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;

/**
 * Encapsulated PDF and Encapsulated CDA as report documents (PS3.3 A.45 and C.24.2). The file
 * itself passes through the node unchanged; this reads its words.
 */
public final class EncapsulatedReader {
  /**
   * Titles of documents that are filed with a study, and are no report. Only whole titles and words
   * that no report bears: a report left out is worse than a form read.
   */
  private static final Pattern OTHER_TITLE =
      Pattern.compile(
          "\\b(consent|requisition|questionnaire|screening form|safety (form|sheet|checklist)"
              + "|dose (report|sheet|summary|record)|invoice|insurance|worksheet)\\b"
              + "|^\\s*(referral|referral letter|request|order|instructions?)( form)?\\s*$",
          Pattern.CASE_INSENSITIVE);

  private static final String PDF = "application/pdf";

  private final PdfText pdf;

  public EncapsulatedReader(PdfText pdf) {
    this.pdf = pdf;
  }

  /**
   * @param dataSet a whole instance, its document included
   * @return empty when it is neither of the two, or its title says that it is no report
   */
  public Optional<ReportDocument> read(Attributes dataSet) {
    String sopClass = dataSet.string(Tag.SOPClassUID).orElse("");
    Optional<String> id = dataSet.string(Tag.SOPInstanceUID);
    if (id.isEmpty() || titles(dataSet).anyMatch(title -> OTHER_TITLE.matcher(title).find())) {
      return Optional.empty();
    }
    return switch (sopClass) {
      case Uid.EncapsulatedPDFStorage -> Optional.of(pdf(dataSet, id.get()));
      case Uid.EncapsulatedCDAStorage -> Optional.of(cda(dataSet, id.get()));
      default -> Optional.empty();
    };
  }

  private static Stream<String> titles(Attributes dataSet) {
    return Stream.concat(
        dataSet.string(Tag.DocumentTitle).stream(),
        SrCode.of(dataSet, Tag.ConceptNameCodeSequence).map(SrCode::meaning).stream());
  }

  private ReportDocument pdf(Attributes dataSet, String id) {
    String type = type(dataSet);
    DocumentText text =
        type.isEmpty() || type.equals(PDF)
            ? pdf.read(document(dataSet))
            : DocumentText.unreadable("This document says it is no PDF and is not read");
    ReportPart part = new ReportPart(Optional.empty(), "", text.text());
    return document(
        dataSet, id, ReportSource.PDF, status(dataSet, true, ""), List.of(part), text.complete());
  }

  private static ReportDocument cda(Attributes dataSet, String id) {
    String type = type(dataSet);
    if (!type.isEmpty() && !type.endsWith("/xml") && !type.endsWith("+xml")) {
      ReportPart part =
          new ReportPart(Optional.empty(), "", "[This document says it is no XML and is not read]");
      return document(
          dataSet, id, ReportSource.CDA, status(dataSet, true, ""), List.of(part), false);
    }
    CdaReader.Cda cda = CdaReader.read(document(dataSet));
    return document(
        dataSet,
        id,
        ReportSource.CDA,
        status(dataSet, cda.signed(), cda.relation()),
        cda.parts(),
        cda.complete());
  }

  private static ReportDocument document(
      Attributes dataSet,
      String id,
      ReportSource source,
      ReportStatus status,
      List<ReportPart> parts,
      boolean complete) {
    return new ReportDocument(
        source,
        id,
        SrPredecessor.of(dataSet).map(SrPredecessor::sopInstanceUid),
        status,
        InstanceKeys.of(dataSet),
        SrReader.statusTime(dataSet),
        SrReader.readers(dataSet, List.of()),
        parts,
        complete);
  }

  /**
   * Verification Flag (C.24.2) when there; a PDF without one counts as signed, a CDA document by
   * its legal authenticator.
   */
  private static ReportStatus status(Attributes dataSet, boolean signedInside, String relation) {
    boolean signed =
        dataSet
            .string(Tag.VerificationFlag)
            .map(flag -> flag.strip().equals("VERIFIED"))
            .orElse(signedInside);
    if (!signed) {
      return ReportStatus.PRELIMINARY;
    }
    if (relation.equals("APND")) {
      return ReportStatus.ADDENDUM;
    }
    boolean replaces = relation.equals("RPLC") || SrPredecessor.of(dataSet).isPresent();
    return replaces ? ReportStatus.CORRECTED : ReportStatus.FINAL;
  }

  private static String type(Attributes dataSet) {
    String type = dataSet.string(Tag.MIMETypeOfEncapsulatedDocument).orElse("");
    return type.split(";")[0].strip().toLowerCase(Locale.ROOT);
  }

  /** Its length from (0042,0015) where that fits, or else without the padding NUL. */
  private static byte[] document(Attributes dataSet) {
    byte[] bytes =
        dataSet.get(Tag.EncapsulatedDocument).map(element -> element.bytes()).orElse(new byte[0]);
    double length = dataSet.number(Tag.EncapsulatedDocumentLength).orElse(-1);
    if (length >= 0 && length <= bytes.length && bytes.length - length <= 1) {
      return Arrays.copyOf(bytes, (int) length);
    }
    boolean padded = bytes.length > 0 && bytes[bytes.length - 1] == 0;
    return padded ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }
}
