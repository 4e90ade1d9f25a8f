package org.overread.report;

/**
 * Where a report stands, whatever the source called it (HL7 tables 0085, 0123 and 0271; PS3.3
 * C.17.2).
 */
public enum ReportStatus {
  /** Not signed: a rule sees it only when it asks for it. */
  PRELIMINARY,
  /** Signed. */
  FINAL,
  /** Replaces the signed one. */
  CORRECTED,
  /** Adds to the signed one. */
  ADDENDUM,
  /** Taken back, or of another patient. */
  WITHDRAWN;

  /** Rules decide on it. */
  public boolean isSigned() {
    return this == FINAL || this == CORRECTED || this == ADDENDUM;
  }
}
