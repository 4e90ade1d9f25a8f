package org.overread.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Times of the node's answers, which are ISO 8601 in UTC, as the clock of the reader shows them:
 * local, to the second.
 */
final class ClockText {
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private ClockText() {}

  /** E.g. 2026-11-23 14:03:11. */
  static String of(String iso) {
    return DATE_AND_TIME.format(local(iso));
  }

  /** E.g. 2026-11-23 14:03:11 to 14:03:14; the second date only where it is another one. */
  static String span(String first, String last) {
    LocalDate firstDay = local(first).toLocalDate();
    boolean sameDay = firstDay.equals(local(last).toLocalDate());
    return of(first) + " to " + (sameDay ? TIME : DATE_AND_TIME).format(local(last));
  }

  private static ZonedDateTime local(String iso) {
    return Instant.parse(iso).atZone(ZoneId.systemDefault());
  }
}
