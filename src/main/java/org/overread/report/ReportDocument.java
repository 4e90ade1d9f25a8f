package org.overread.report;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A report as received, whatever it came in.
 *
 * @param documentId what the source calls it: filler order number, TXA-12, or SOP Instance UID
 * @param predecessor the document it replaces or adds to
 * @param statusTime local time of the sender: OBR-22, Verification DateTime, Content Date and Time
 * @param readers who interpreted it: identifiers as sent, principal first; patient-free but
 *     personal, so never logged
 * @param complete false when a part could not be read; the part says so in its place
 */
public record ReportDocument(
    ReportSource source,
    String documentId,
    Optional<String> predecessor,
    ReportStatus status,
    CaseKeys keys,
    Optional<LocalDateTime> statusTime,
    List<String> readers,
    List<ReportPart> parts,
    boolean complete) {
  public ReportDocument {
    readers = List.copyOf(readers);
    parts = List.copyOf(parts);
  }

  /** Report text is patient data: never printed by accident. */
  @Override
  public String toString() {
    return "ReportDocument[" + source + ", " + status + ", " + parts.size() + " parts]";
  }
}
