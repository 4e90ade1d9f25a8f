package org.overread.report;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.hl7.Segment;

/**
 * The status of a report in an ORU (HL-41). OBX-11 and OBR-25 are different tables, 0085 and 0123,
 * in which the same letter may say something else.
 */
final class OruStatus {
  /** OBX-11: the text of this OBX is taken back: deleted, wrong, cannot be obtained. */
  private static final Set<String> WITHDRAWN = Set.of("D", "W", "X");

  /** OBX-11: no result, an order's detail or a question that was not asked. */
  private static final Set<String> NO_RESULT = Set.of("O", "N", "Y", "Z");

  private OruStatus() {}

  /** True for an OBX whose value is no part of the report. */
  static boolean isLeftOut(Segment obx) {
    String status = obx.value(11).strip();
    return WITHDRAWN.contains(status) || NO_RESULT.contains(status);
  }

  /** Empty for a message that says nothing of a report: no result yet, unknown order. */
  static Optional<ReportStatus> of(
      SegmentGroup group, List<Segment> observations, SenderConventions conventions) {
    String obr = group.first("OBR").map(segment -> segment.value(25).strip()).orElse("");
    Set<String> obx =
        observations.stream()
            .map(segment -> segment.value(11).strip())
            .filter(status -> !status.isEmpty() && !NO_RESULT.contains(status))
            .collect(Collectors.toSet());
    boolean obrFirst = conventions.statusFrom() == StatusSource.OBR;
    if (!obr.isEmpty() && (obrFirst || obx.isEmpty())) {
      return ofObr(obr, conventions);
    }
    if (obx.isEmpty()) {
      return observations.isEmpty() ? Optional.empty() : Optional.of(conventions.missingStatus());
    }
    return Optional.of(ofObx(obx, obr));
  }

  /**
   * Table 0085, of all OBX together: one that is not final makes the report not final; what is
   * taken back counts only where nothing else is there.
   */
  private static ReportStatus ofObx(Set<String> statuses, String obr) {
    Set<String> standing =
        statuses.stream().filter(status -> !WITHDRAWN.contains(status)).collect(Collectors.toSet());
    if (standing.isEmpty()) {
      return ReportStatus.WITHDRAWN;
    }
    if (!Set.of("F", "C", "U", "A", "B", "V").containsAll(standing)) {
      return ReportStatus.PRELIMINARY; // P, R, S, I, and whatever is not in the table
    }
    // OBR-25 A with final text: either way nothing that was there before is replaced
    if (standing.contains("B") || obr.equals("A")) {
      return ReportStatus.ADDENDUM;
    }
    boolean corrected = standing.contains("C") || standing.contains("A");
    return corrected || standing.size() < statuses.size()
        ? ReportStatus.CORRECTED
        : ReportStatus.FINAL;
  }

  /** Table 0123. */
  private static Optional<ReportStatus> ofObr(String status, SenderConventions conventions) {
    return switch (status) {
      case "F", "U" -> Optional.of(ReportStatus.FINAL);
      case "C" -> Optional.of(ReportStatus.CORRECTED);
      case "A" ->
          Optional.of(
              conventions.partialIsAddendum() ? ReportStatus.ADDENDUM : ReportStatus.PRELIMINARY);
      case "D", "W", "X" -> Optional.of(ReportStatus.WITHDRAWN);
      case "O", "N", "Y", "Z" -> Optional.empty();
      default -> Optional.of(ReportStatus.PRELIMINARY); // P, R, S, I, M
    };
  }
}
