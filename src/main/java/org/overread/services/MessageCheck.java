package org.overread.services;

import java.util.Optional;
import java.util.Set;
import org.overread.hl7.AckError;
import org.overread.hl7.AckError.Condition;
import org.overread.hl7.AckError.Location;
import org.overread.hl7.Header;

/** Why a message is never taken, by its header (HL-07, HL-11, HL-14, HL-40). */
final class MessageCheck {
  /**
   * What is read (HL-40); an A08 is kept, and changes nothing. Old senders leave out the trigger of
   * the types that have but one.
   */
  private static final Set<String> READ =
      Set.of(
          "ORU^R01", "ORU^", "ORM^", "MDM^T01", "MDM^T02", "MDM^T03", "MDM^T04", "MDM^T05",
          "MDM^T06", "MDM^T07", "MDM^T08", "MDM^T09", "MDM^T10", "MDM^T11", "ORM^O01", "OMI^O23",
          "OMG^O19", "ADT^A08", "ADT^A40");

  private static final Set<String> READ_TYPES = Set.of("ORU", "MDM", "ORM", "OMI", "OMG", "ADT");

  /** Column message.sender: MSH-3 and MSH-4 together. */
  private static final int LONGEST_SENDER = 255;

  private MessageCheck() {}

  static boolean isRead(Header header) {
    return READ.contains(type(header));
  }

  /** MSH-9, e.g. {@code ORU^R01}. */
  static String type(Header header) {
    return header.messageType().strip() + "^" + header.trigger().strip();
  }

  /** Empty when the message is taken. */
  static Optional<AckError> refuse(Header header, Hl7Settings settings) {
    Sender sender = Sender.of(header);
    if (!isStorable(sender.name()) || sender.name().length() > LONGEST_SENDER) {
      return error(Condition.DATA_TYPE_ERROR, "sender too long or with control characters", 3);
    }
    if (!settings.maySend(sender)) {
      return error(Condition.UNKNOWN_KEY_IDENTIFIER, "this sender is not in our settings", 3);
    }
    if (header.controlId().isBlank()) {
      return error(Condition.REQUIRED_FIELD_MISSING, "no message control ID", 10);
    }
    if (!header.processingId().strip().equals(settings.processingId())) {
      return error(
          Condition.UNSUPPORTED_PROCESSING_ID,
          "this node takes processing ID " + settings.processingId() + " only",
          11);
    }
    if (!header.version().strip().startsWith("2.")) {
      return error(Condition.UNSUPPORTED_VERSION_ID, "version 2 only", 12);
    }
    if (!isRead(header) && !settings.acceptOtherTypes()) {
      boolean knownType = READ_TYPES.contains(header.messageType().strip());
      return error(
          knownType ? Condition.UNSUPPORTED_EVENT_CODE : Condition.UNSUPPORTED_MESSAGE_TYPE,
          "this node does not read such messages",
          9);
    }
    return Optional.empty();
  }

  /** PostgreSQL refuses NUL; a terminal obeys escapes. */
  private static boolean isStorable(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static Optional<AckError> error(Condition condition, String text, int field) {
    return Optional.of(new AckError(condition, text, Optional.of(new Location("MSH", 1, field))));
  }
}
