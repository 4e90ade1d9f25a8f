package org.overread.request;

import java.time.LocalDateTime;
import java.util.Optional;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;

/**
 * The report that gave rise to the request.
 *
 * @param statusTime local time of its sender
 * @param text with its sections
 */
public record FirstReport(
    ReportStatus status, Optional<LocalDateTime> statusTime, ReportText text) {
  /** Report text is patient data: never printed by accident. */
  @Override
  public String toString() {
    return "FirstReport[" + status + "]";
  }
}
