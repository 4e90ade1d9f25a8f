package org.overread.routing;

/** What a reading group gets beside the images. The names are stored: do not change them. */
public enum RequestDocument {
  /** A Key Object Selection titled "For Peer Review" (PS3.3 A.35.4). */
  KEY_OBJECT("key-object"),
  /** A Basic Text SR that says who asks what, and why (PS3.3 A.35.1). */
  COVER_SHEET("cover-sheet"),
  /** An HL7 order to the group's MLLP port (HL7 v2.5 chapter 4, ORM^O01). */
  HL7_ORDER("hl7-order");

  private final String term;

  RequestDocument(String term) {
    this.term = term;
  }

  /** The word in the settings. */
  public String term() {
    return term;
  }
}
