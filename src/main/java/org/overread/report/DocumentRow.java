package org.overread.report;

import java.time.Instant;
import org.overread.database.Row;

/**
 * A version of a report or an order as the administrator sees it in lists: no patient data, no
 * text.
 *
 * @param sender MSH-3 and MSH-4, or where else it came from
 * @param status of a report ({@link ReportStatus}) or an order ({@link OrderStatus})
 * @param reason by which key it was matched, or why not
 */
public record DocumentRow(
    long pk,
    DocumentKind kind,
    ReportSource source,
    String sender,
    String status,
    DocumentState state,
    String reason,
    Instant receivedAt,
    Instant stateSince) {

  static DocumentRow of(Row row) {
    return new DocumentRow(
        row.number("document_pk"),
        DocumentKind.valueOf(row.string("kind")),
        ReportSource.valueOf(row.string("source")),
        row.string("sender"),
        row.string("status"),
        DocumentState.valueOf(row.string("state")),
        row.string("reason"),
        row.time("received_at").orElseThrow(),
        row.time("state_since").orElseThrow());
  }
}
