package org.overread.report;

import java.util.List;

/**
 * A report as rules read it: the newest signed version with what was added to it.
 *
 * @param versions keys of the stored versions its text is made of, the version that stands first
 */
public record CurrentReport(ReportDocument document, List<Long> versions) {
  public CurrentReport {
    versions = List.copyOf(versions);
  }

  /** Equal as long as rules would read the same. */
  String fingerprint() {
    return document.status() + " " + versions;
  }
}
