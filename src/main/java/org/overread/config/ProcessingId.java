package org.overread.config;

/** MSH-11 (HL7 table 0103). */
enum ProcessingId {
  P,
  T,
  D
}
