package org.overread.routing;

/**
 * What a reading group gets beside the images. The names are stored and, in small letters with
 * hyphens, written in the settings: do not change them.
 */
public enum RequestDocument {
  /** A Key Object Selection titled "For Peer Review" (PS3.3 A.35.4). */
  KEY_OBJECT,
  /** A Basic Text SR that says who asks what, and why (PS3.3 A.35.1). */
  COVER_SHEET,
  /** An HL7 order to the group's MLLP port. */
  HL7_ORDER
}
