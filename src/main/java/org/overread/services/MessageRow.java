package org.overread.services;

import java.time.Instant;
import java.util.Optional;
import org.overread.database.Row;

/**
 * A message of the inbox as the administrator sees it in lists.
 *
 * @param sender {@code MSH-3^MSH-4}
 * @param messageType e.g. {@code ORU^R01}
 * @param length bytes
 * @param reason why it was refused or ignored, or what was odd; no patient data
 */
public record MessageRow(
    long pk,
    Instant receivedAt,
    String sender,
    String address,
    String messageType,
    int length,
    String sha256,
    MessageState state,
    String reason,
    Optional<Instant> finishedAt) {

  static MessageRow of(Row row) {
    return new MessageRow(
        row.number("message_pk"),
        row.time("received_at").orElseThrow(),
        row.string("sender"),
        row.string("address"),
        row.string("message_type"),
        row.integer("length"),
        row.string("sha256"),
        MessageState.valueOf(row.string("state")),
        row.string("reason"),
        row.time("finished_at"));
  }
}
