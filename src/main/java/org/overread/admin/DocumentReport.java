package org.overread.admin;

import java.util.List;
import org.overread.report.DocumentRow;

/**
 * A report or order, without what it says.
 *
 * @param document its number
 * @param studies Study Instance UIDs of the studies it belongs to
 */
public record DocumentReport(
    long document,
    String kind,
    String source,
    String sender,
    String status,
    String state,
    String reason,
    String receivedAt,
    List<String> studies) {

  static DocumentReport of(DocumentRow row, List<String> studies) {
    return new DocumentReport(
        row.pk(),
        row.kind().name(),
        row.source().name(),
        row.sender(),
        row.status(),
        row.state().name(),
        row.reason(),
        row.receivedAt().toString(),
        studies);
  }
}
