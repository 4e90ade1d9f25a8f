package org.overread.report;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Cursor;
import org.overread.database.Transaction;

/**
 * Table reader_report: when each reader signed. Readers are kept as digests, so that nobody reads a
 * list of who worked when out of it by looking.
 */
public final class ReaderReportTable {
  /** A pause of so long between two reports ends a shift. */
  public static final Duration PAUSE = Duration.ofHours(6);

  /** How long a row is kept. */
  public static final Duration KEPT = Duration.ofDays(30);

  private record Signed(String at, String identity) {}

  /** Notes a version that was filed, if it is signed and says when and by whom. */
  void add(Transaction tx, ReportDocument report, String identity, Instant now) {
    if (report.status().isSigned()
        && report.statusTime().isPresent()
        && !report.readers().isEmpty()) {
      tx.update(
          "INSERT INTO reader_report (reader_sha256, reported_at, identity, noted_at) VALUES (?, ?,"
              + " ?, ?)",
          digest(report.readers().get(0)),
          Version.text(report.statusTime()),
          identity,
          now);
    }
  }

  /**
   * The shift in which a reader signed at a time. Empty when no such signature was noted, or when
   * nothing is known of the pause before the shift, because this node has not listened for so long.
   *
   * @param reader identifier as sent
   * @param at local time of the sender
   * @param zone of that time
   */
  public Optional<Shift> shift(Transaction tx, String reader, LocalDateTime at, ZoneId zone) {
    String until = Version.text(Optional.of(at));
    LocalDateTime begin = at;
    Set<String> reports = new HashSet<>();
    try (Cursor<Signed> cursor =
        tx.open(
            """
            SELECT reported_at, identity FROM reader_report WHERE reader_sha256 = ? AND reported_at <= ?
            ORDER BY reported_at DESC
            """,
            row -> new Signed(row.string("reported_at"), row.string("identity")),
            digest(reader),
            until)) {
      Optional<Signed> next = cursor.next();
      if (next.filter(signed -> signed.at().equals(until)).isEmpty()) {
        return Optional.empty();
      }
      for (; next.isPresent(); next = cursor.next()) {
        LocalDateTime signed = Version.time(next.get().at());
        if (!signed.plus(PAUSE).isAfter(begin)) {
          break;
        }
        begin = signed;
        reports.add(next.get().identity());
      }
    }
    Instant pauseBegan = begin.minus(PAUSE).atZone(zone).toInstant();
    return listensSince(tx).filter(since -> !since.isAfter(pauseBegan)).isPresent()
        ? Optional.of(new Shift(begin, reports.size()))
        : Optional.empty();
  }

  private static Optional<Instant> listensSince(Transaction tx) {
    return tx.first(
            "SELECT MIN(noted_at) AS first_noted FROM reader_report",
            row -> row.time("first_noted"))
        .flatMap(time -> time);
  }

  /** Removes what was noted before a time; gives how many. */
  public int forgetBefore(Transaction tx, Instant before) {
    return tx.update("DELETE FROM reader_report WHERE noted_at < ?", before);
  }

  private static String digest(String reader) {
    return Digest.of("reader", reader.strip());
  }
}
