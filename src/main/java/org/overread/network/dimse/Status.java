package org.overread.network.dimse;

/**
 * A DIMSE status (0000,0900) with what the peer said of it (PS3.7 Annex C, PS3.4 B.2.3, C.4.1).
 *
 * @param code 0..FFFF
 * @param comment Error Comment (0000,0902), at most 64 characters, empty when none; never patient data in what we send
 */
public record Status(int code, String comment) {

  public static final Status SUCCESS = of(0x0000);
  public static final Status PROCESSING_FAILURE = of(0x0110);
  public static final Status DUPLICATE_SOP_INSTANCE = of(0x0111);
  public static final Status INVALID_SOP_INSTANCE = of(0x0117);
  public static final Status SOP_CLASS_NOT_SUPPORTED = of(0x0122);
  public static final Status NOT_AUTHORIZED = of(0x0124);
  public static final Status DUPLICATE_INVOCATION = of(0x0210);
  public static final Status UNRECOGNIZED_OPERATION = of(0x0211);
  public static final Status OUT_OF_RESOURCES = of(0xA700);
  public static final Status DATA_SET_DOES_NOT_MATCH_SOP_CLASS = of(0xA900);
  public static final Status IDENTIFIER_DOES_NOT_MATCH_SOP_CLASS = of(0xA900);
  public static final Status MATCHES_LIMIT_REACHED = of(0xB001);
  public static final Status CANNOT_UNDERSTAND = of(0xC000);
  public static final Status CANCEL = of(0xFE00);
  public static final Status PENDING = of(0xFF00);
  /** Pending; one or more optional keys were not supported. */
  public static final Status PENDING_OPTIONAL_KEYS_UNSUPPORTED = of(0xFF01);

  /** Status classes of PS3.7 Annex C. */
  public enum Category {
    SUCCESS,
    WARNING,
    FAILURE,
    CANCEL,
    PENDING
  }

  public static Status of(int code) {
    return new Status(code, "");
  }

  /** The same code with a comment, cut to the 64 characters of LO. */
  public Status withComment(String text) {
    return new Status(code, text.length() > 64 ? text.substring(0, 64) : text);
  }

  public Category category() {
    if (code == 0) {
      return Category.SUCCESS;
    }
    if (code == 0xFF00 || code == 0xFF01) {
      return Category.PENDING;
    }
    if (code == 0xFE00) {
      return Category.CANCEL;
    }
    // PS3.7 C.3: 0001 is reserved as a warning, 0107 attribute list error, 0116 attribute value out of range
    return code == 0x0001 || code == 0x0107 || code == 0x0116 || code >>> 12 == 0xB ? Category.WARNING : Category.FAILURE;
  }

  /** Success or warning: the peer has stored the object (PS3.4 B.2.3). */
  public boolean isStored() {
    return category() == Category.SUCCESS || category() == Category.WARNING;
  }

  /** A failure of the peer's circumstances, not of the object: worth another try (A7xx, 0110, 0213, 0124 excluded). */
  public boolean isTransient() {
    return code >>> 8 == 0xA7 || code == 0x0110 || code == 0x0213;
  }

  /** The code as four hexadecimal digits, and the comment if there is one. */
  @Override
  public String toString() {
    return String.format("%04X", code) + (comment.isEmpty() ? "" : " " + comment);
  }
}
