package org.overread.admin;

import org.overread.services.MessageRow;

/**
 * An HL7 message of the inbox, without what it says.
 *
 * @param message its number
 * @param sender MSH-3 and MSH-4
 */
public record MessageReport(
    long message,
    String sender,
    String address,
    String type,
    int bytes,
    String state,
    String reason,
    String receivedAt) {

  static MessageReport of(MessageRow row) {
    return new MessageReport(
        row.pk(),
        row.sender(),
        row.address(),
        row.messageType(),
        row.length(),
        row.state().name(),
        row.reason(),
        row.receivedAt().toString());
  }
}
