package org.overread.services;

import java.time.Instant;

/**
 * A message to be stored.
 *
 * @param messageType MSH-9, without control characters
 * @param controlSha256 of sender and MSH-10
 * @param queue in which it is read
 */
record NewMessage(
    Instant receivedAt,
    Sender sender,
    String address,
    String messageType,
    String controlSha256,
    String sha256,
    String queue,
    byte[] octets) {
  @Override
  public String toString() {
    return "NewMessage[" + octets.length + " bytes]";
  }
}
