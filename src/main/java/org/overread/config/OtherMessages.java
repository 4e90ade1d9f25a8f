package org.overread.config;

/** What becomes of HL7 messages of types that are not read (HL-40). */
enum OtherMessages {
  /** AR: the sender is told. */
  REFUSE,
  /** AA: kept, and not read. */
  IGNORE
}
