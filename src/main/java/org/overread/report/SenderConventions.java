package org.overread.report;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.overread.hl7.Charsets;

/**
 * How one sender writes what HL7 leaves open.
 *
 * @param charset where MSH-18 is missing, and for bytes that are not of the set it names
 * @param accessions fields with accession numbers; all that hold one count
 * @param statusFrom the field that decides where both tell a status
 * @param missingStatus status of a report that tells none
 * @param partialIsAddendum OBR-25 A, "some results", is an addendum with this sender also where
 *     OBX-11 does not say that the text is final
 * @param appendNotes NTE after OBX is part of the report
 * @param sections section of an OBX-3.1 code, or of a suffix as in {@code &IMP}, before those of
 *     the standards
 */
public record SenderConventions(
    Charset charset,
    List<AccessionSource> accessions,
    StatusSource statusFrom,
    ReportStatus missingStatus,
    boolean partialIsAddendum,
    boolean appendNotes,
    Map<String, SectionKind> sections) {
  public SenderConventions {
    accessions = List.copyOf(accessions);
    sections = Map.copyOf(sections);
  }

  /** IHE's fields, OBX-11 first; a report without any status is not signed. */
  public static SenderConventions usual() {
    return new SenderConventions(
        Charsets.USUAL_FALLBACK,
        List.of(AccessionSource.OBR_18, AccessionSource.IPC_1),
        StatusSource.OBX,
        ReportStatus.PRELIMINARY,
        false,
        false,
        Map.of());
  }
}
