package org.overread.report;

/** What a key says, in the order of trust (HL-46). The names are stored: do not change them. */
enum KeyKind {
  STUDY_UID("Study Instance UID"),
  ACCESSION("accession number"),
  FILLER("filler order number"),
  PLACER("placer order number"),
  /** Never finds a study; only confirms or contradicts one that another key found (HL-48). */
  PATIENT("patient ID");

  private final String words;

  KeyKind(String words) {
    this.words = words;
  }

  /** For the administrator. */
  String words() {
    return words;
  }
}
