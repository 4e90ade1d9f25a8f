package org.overread.trial;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report to be judged, as a file gives it.
 *
 * @param id unique in its file
 * @param date of the report; empty when the file has none
 * @param modality DICOM code, e.g. MR; empty when not given
 * @param bodyPart in words, e.g. "lumbar spine"; empty when not given
 * @param order the order's text or clinical history; empty when not given
 * @param report the report; empty for an order alone
 * @param labels what a person said of it; empty when nobody did
 */
public record ReportCase(
    String id,
    Optional<LocalDate> date,
    String modality,
    String bodyPart,
    String order,
    String report,
    Optional<Labels> labels) {

  /**
   * What a person said of a report.
   *
   * @param flagged for any criterion
   * @param criteria by identifier of the criterion
   * @param evidence the words that carry the claim, by identifier
   * @param subspecialties that may read it, the best first
   */
  public record Labels(
      boolean flagged,
      Map<String, Boolean> criteria,
      Map<String, List<String>> evidence,
      List<String> subspecialties) {}

  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "ReportCase[" + id + "]";
  }
}
