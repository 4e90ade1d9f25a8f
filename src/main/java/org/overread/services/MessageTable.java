package org.overread.services;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.database.Transaction;

/** Tables message and message_part: the inbox (HL-05). */
public final class MessageTable {
  private static final int LONGEST_REASON = 500;

  /** Below what a column of H2 holds, 1 MiB. */
  private static final int PART_BYTES = 500_000;

  long insert(Transaction tx, NewMessage message, String reason) {
    long pk =
        tx.insert(
            "message_pk",
            """
            INSERT INTO message (received_at, sender, address, message_type, control_sha256, length, sha256, state, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            message.receivedAt(),
            message.sender().name(),
            message.address(),
            message.messageType(),
            message.controlSha256(),
            message.octets().length,
            message.sha256(),
            MessageState.RECEIVED.name(),
            reason);
    int number = 0;
    for (int start = 0; start < message.octets().length; start += PART_BYTES) {
      int end = Math.min(message.octets().length, start + PART_BYTES);
      tx.update(
          "INSERT INTO message_part (message_pk, part_number, octets) VALUES (?, ?, ?)",
          pk,
          number++,
          Arrays.copyOfRange(message.octets(), start, end));
    }
    return pk;
  }

  /** Messages of a sender with this MSH-10 since a time; refused ones may be sent again. */
  List<MessageRow> sameControlId(Transaction tx, String controlSha256, Instant since) {
    return tx.query(
        """
        SELECT * FROM message WHERE control_sha256 = ? AND received_at >= ? AND state <> 'REFUSED'
        ORDER BY message_pk
        """,
        MessageRow::of,
        controlSha256,
        since);
  }

  public Optional<MessageRow> find(Transaction tx, long messagePk) {
    return tx.first("SELECT * FROM message WHERE message_pk = ?", MessageRow::of, messagePk);
  }

  /** The message as it was received: patient data. */
  public byte[] octets(Transaction tx, long messagePk) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    tx.query(
            "SELECT octets FROM message_part WHERE message_pk = ? ORDER BY part_number",
            row -> row.bytes("octets"),
            messagePk)
        .forEach(result::writeBytes);
    return result.toByteArray();
  }

  /** Moves a message from one state to another; false when it is not in the first. */
  boolean move(
      Transaction tx,
      long messagePk,
      MessageState from,
      MessageState to,
      String reason,
      Instant now) {
    return tx.update(
            """
            UPDATE message SET state = ?, reason = CASE WHEN ? = '' THEN reason ELSE ? END,
              finished_at = CAST(? AS TIMESTAMP WITH TIME ZONE)
            WHERE message_pk = ? AND state = ?
            """,
            to.name(),
            reason,
            cut(reason),
            to == MessageState.RECEIVED ? null : now,
            messagePk,
            from.name())
        == 1;
  }

  /** Newest first. */
  public List<MessageRow> inState(Transaction tx, MessageState state, int limit) {
    return tx.query(
        "SELECT * FROM message WHERE state = ? ORDER BY message_pk DESC LIMIT ?",
        MessageRow::of,
        state.name(),
        limit);
  }

  /** Messages in each state; every state has an entry. */
  public Map<MessageState, Long> countByState(Transaction tx) {
    Map<MessageState, Long> counts = new EnumMap<>(MessageState.class);
    for (MessageState state : MessageState.values()) {
      counts.put(state, 0L);
    }
    tx.query(
        "SELECT state, COUNT(*) AS messages FROM message GROUP BY state",
        row -> counts.put(MessageState.valueOf(row.string("state")), row.number("messages")));
    return counts;
  }

  /**
   * Removes messages that are read and came before a time; gives how many. Those that were refused
   * stay until an administrator has seen to them.
   */
  public int removeRead(Transaction tx, Instant before) {
    return tx.update(
        "DELETE FROM message WHERE received_at < ? AND state IN ('PROCESSED', 'IGNORED')", before);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
  }
}
