package org.overread.report;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.overread.database.Row;

/**
 * A version of a document without its text, with what puts versions in order (HL-12): the time of
 * the status, then that of the message, then arrival. What lacks the first is put by the second,
 * and what lacks both by the time it came.
 *
 * @param status of a report or an order, as stored
 */
record Version(
    long pk,
    DocumentKind kind,
    String identity,
    String predecessorIdentity,
    ReportSource source,
    String documentId,
    String predecessor,
    String status,
    String statusTime,
    String messageTime,
    Instant receivedAt,
    boolean complete,
    String contentSha256,
    DocumentState state) {

  /** Fixed width, so that text compares as time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

  static final Comparator<Version> OLDEST_FIRST =
      Comparator.comparing(Version::decisiveTime)
          .thenComparing(Version::messageTime)
          .thenComparing(Version::pk);

  static Version of(Row row) {
    return new Version(
        row.number("document_pk"),
        DocumentKind.valueOf(row.string("kind")),
        row.string("identity"),
        row.string("predecessor_identity"),
        ReportSource.valueOf(row.string("source")),
        row.string("document_id"),
        row.string("predecessor"),
        row.string("status"),
        row.string("status_time"),
        row.string("message_time"),
        row.time("received_at").orElseThrow(),
        row.flag("complete"),
        row.string("content_sha256"),
        DocumentState.valueOf(row.string("state")));
  }

  static String text(Optional<LocalDateTime> time) {
    return time.map(TIME::format).orElse("");
  }

  Optional<LocalDateTime> time() {
    return statusTime.isEmpty() ? Optional.empty() : Optional.of(time(statusTime));
  }

  /** What {@link #text} made of a time. */
  static LocalDateTime time(String text) {
    return LocalDateTime.parse(text, TIME);
  }

  private String decisiveTime() {
    if (!statusTime.isEmpty()) {
      return statusTime;
    }
    return messageTime.isEmpty() ? TIME.format(receivedAt.atOffset(ZoneOffset.UTC)) : messageTime;
  }

  boolean isWithoutStudy() {
    return state == DocumentState.WAITING || state == DocumentState.UNMATCHED;
  }

  ReportStatus reportStatus() {
    return ReportStatus.valueOf(status);
  }

  /** Versions of one document, whatever came from which sender, have the same. */
  static String identity(DocumentKind kind, ReportSource source, String sender, String documentId) {
    // a UID, or an identifier with its issuer, is unique by itself; another only within its sender
    boolean global = source != ReportSource.HL7 || documentId.indexOf('^') >= 0;
    return Digest.of(kind.name(), global ? "" : sender, documentId);
  }
}
