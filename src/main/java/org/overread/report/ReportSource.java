package org.overread.report;

/** What a report came in. */
public enum ReportSource {
  /** HL7 v2 ORU or MDM. */
  HL7,
  /** DICOM Structured Report. */
  SR,
  /** DICOM Encapsulated PDF. */
  PDF,
  /** DICOM Encapsulated CDA. */
  CDA
}
