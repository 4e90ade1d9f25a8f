package org.overread.network.dimse;

import java.util.Optional;

/**
 * A DIMSE status (0000,0900) with what the peer said of it (PS3.7 Annex C, PS3.4 B.2.3, C.4.1).
 *
 * @param code 0..FFFF
 * @param comment Error Comment (0000,0902), at most 64 characters, empty when none; never patient
 *     data in what we send
 */
public record Status(int code, String comment) {

  private static final int WARNING_RANGE = 0xB; // Bxxx, PS3.7 C.3
  private static final int MAX_COMMENT_LENGTH = 64; // LO, PS3.5 6.2

  public static final Status SUCCESS = of(StatusCode.SUCCESS);
  public static final Status PROCESSING_FAILURE = of(StatusCode.PROCESSING_FAILURE);
  public static final Status DUPLICATE_SOP_INSTANCE = of(StatusCode.DUPLICATE_SOP_INSTANCE);
  public static final Status INVALID_SOP_INSTANCE = of(StatusCode.INVALID_SOP_INSTANCE);
  public static final Status SOP_CLASS_NOT_SUPPORTED = of(StatusCode.SOP_CLASS_NOT_SUPPORTED);
  public static final Status NOT_AUTHORIZED = of(StatusCode.NOT_AUTHORIZED);
  public static final Status DUPLICATE_INVOCATION = of(StatusCode.DUPLICATE_INVOCATION);
  public static final Status UNRECOGNIZED_OPERATION = of(StatusCode.UNRECOGNIZED_OPERATION);
  public static final Status OUT_OF_RESOURCES = of(StatusCode.STORE_OUT_OF_RESOURCES);
  public static final Status DATA_SET_DOES_NOT_MATCH_SOP_CLASS =
      of(StatusCode.STORE_DATA_SET_MISMATCH);
  public static final Status IDENTIFIER_DOES_NOT_MATCH_SOP_CLASS =
      of(StatusCode.FIND_IDENTIFIER_MISMATCH);
  public static final Status MATCHES_LIMIT_REACHED = of(StatusCode.FIND_LIMIT_REACHED);
  public static final Status CANNOT_UNDERSTAND = of(StatusCode.STORE_CANNOT_UNDERSTAND);
  public static final Status CANCEL = of(StatusCode.FIND_CANCELLED);
  public static final Status PENDING = of(StatusCode.FIND_PENDING);

  /** Pending; one or more optional keys were not supported. */
  public static final Status PENDING_OPTIONAL_KEYS_UNSUPPORTED =
      of(StatusCode.FIND_PENDING_KEYS_UNSUPPORTED);

  /** Status classes of PS3.7 Annex C. */
  public enum Category {
    SUCCESS,
    WARNING,
    FAILURE,
    CANCEL,
    PENDING
  }

  private static Status of(StatusCode row) {
    return of(row.code());
  }

  public static Status of(int code) {
    return new Status(code, "");
  }

  /** The same code with a comment, cut to the 64 characters of LO. */
  public Status withComment(String text) {
    return new Status(
        code, text.length() > MAX_COMMENT_LENGTH ? text.substring(0, MAX_COMMENT_LENGTH) : text);
  }

  /**
   * The class of this code; codes that the standard does not define are judged by their range
   * (PS3.7 Annex C).
   */
  public Category category() {
    for (StatusCode.Service service : StatusCode.Service.values()) {
      Optional<StatusCode> row = StatusCode.of(service, code);
      if (row.isPresent()) {
        return row.get().category();
      }
    }
    return code >>> 12 == WARNING_RANGE ? Category.WARNING : Category.FAILURE;
  }

  /** Success or warning: the peer has stored the object (PS3.4 B.2.3). */
  public boolean isStored() {
    return category() == Category.SUCCESS || category() == Category.WARNING;
  }

  /**
   * A failure of the peer's circumstances, not of the object: worth another try, see {@link
   * StatusCode#retry}.
   */
  public boolean isTransient() {
    return StatusCode.mayRetry(code);
  }

  /** The code as four hexadecimal digits, and the comment if there is one. */
  @Override
  public String toString() {
    return String.format("%04X", code) + (comment.isEmpty() ? "" : " " + comment);
  }
}
