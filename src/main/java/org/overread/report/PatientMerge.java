package org.overread.report;

import org.overread.report.CaseKeys.Identifier;

/**
 * One patient identifier was merged into another (ADT^A40): from now on both are the surviving one.
 */
public record PatientMerge(Identifier prior, Identifier surviving) {
  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "PatientMerge";
  }
}
