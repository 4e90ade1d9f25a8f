package org.overread.hl7;

import java.util.Optional;

/**
 * What the ERR segment of an acknowledgement says.
 *
 * @param text for the sender's administrator; holds no value of the message
 * @param location where in the message, when that is known
 */
public record AckError(Condition condition, String text, Optional<Location> location) {

  /** An error of the message as a whole. */
  public AckError(Condition condition, String text) {
    this(condition, text, Optional.empty());
  }

  /**
   * A place in the message (ERR-2, ERL).
   *
   * @param segment name
   * @param sequence which of the segments of this name, from 1
   * @param field from 1; 0 for the segment as a whole
   */
  public record Location(String segment, int sequence, int field) {}

  /** HL7 table 0357. */
  public enum Condition {
    SEGMENT_SEQUENCE_ERROR(100, "Segment sequence error"),
    REQUIRED_FIELD_MISSING(101, "Required field missing"),
    DATA_TYPE_ERROR(102, "Data type error"),
    TABLE_VALUE_NOT_FOUND(103, "Table value not found"),
    UNSUPPORTED_MESSAGE_TYPE(200, "Unsupported message type"),
    UNSUPPORTED_EVENT_CODE(201, "Unsupported event code"),
    UNSUPPORTED_PROCESSING_ID(202, "Unsupported processing id"),
    UNSUPPORTED_VERSION_ID(203, "Unsupported version id"),
    UNKNOWN_KEY_IDENTIFIER(204, "Unknown key identifier"),
    DUPLICATE_KEY_IDENTIFIER(205, "Duplicate key identifier"),
    APPLICATION_RECORD_LOCKED(206, "Application record locked"),
    APPLICATION_INTERNAL_ERROR(207, "Application internal error");

    private final int code;
    private final String meaning;

    Condition(int code, String meaning) {
      this.code = code;
      this.meaning = meaning;
    }

    public int code() {
      return code;
    }

    public String meaning() {
      return meaning;
    }
  }
}
