package org.overread.report;

/** Which field of an ORU tells the status of the report where both do (HL-41). */
public enum StatusSource {
  /** OBX-11 (Table 0085), and OBR-25 where it is missing. */
  OBX,
  /** OBR-25 (Table 0123), and OBX-11 where it is missing. */
  OBR
}
