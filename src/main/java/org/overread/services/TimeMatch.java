package org.overread.services;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overread.services.Prefilter.Comparison;

/**
 * Single value and range matching of TM (PS3.4 C.2.2.2.1, C.2.2.2.5). A time of low precision is the whole span it leaves
 * open ("10" is 10:00:00 to 10:59:59.999999), in the key and in the stored value; spans match when they share an instant.
 * A range does not cross midnight.
 *
 * @param first microseconds after midnight
 * @param last microseconds after midnight, included; before {@code first} nothing matches
 */
record TimeMatch(long first, long last) implements KeyMatch {
  private static final long SECOND = 1_000_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  /** Hours, minutes, seconds (60 is a leap second) and fraction; colons are the old form (PS3.5 6.2 TM). */
  private static final Pattern TM =
      Pattern.compile("([01][0-9]|2[0-3])(?::?([0-5][0-9])(?::?([0-5][0-9]|60)(?:\\.([0-9]{1,6}))?)?)?");

  /** "1015", "10-1130", "10-" or "-1130"; empty when it is none of these. */
  static Optional<TimeMatch> of(String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      return span(value);
    }
    String from = value.substring(0, dash).strip();
    String to = value.substring(dash + 1).strip();
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    Optional<TimeMatch> start = from.isEmpty() ? Optional.of(new TimeMatch(0, 0)) : span(from);
    Optional<TimeMatch> end = to.isEmpty() ? Optional.of(new TimeMatch(0, DAY)) : span(to);
    return start.isPresent() && end.isPresent()
        ? Optional.of(new TimeMatch(start.get().first, end.get().last))
        : Optional.empty();
  }

  @Override
  public boolean matches(String stored) {
    return first <= last
        && span(stored).filter(value -> value.first <= last && value.last >= first).isPresent();
  }

  /** By hours: they come first in every form of a time, and digits sort alike in every collation. */
  @Override
  public Prefilter prefilter() {
    if (first > last) {
      return Prefilter.NOTHING;
    }
    String from = String.format("%02d", first / HOUR);
    String to = String.format("%02d", Math.min(24, last / HOUR + 1));
    return new Prefilter(Comparison.BETWEEN, List.of(from, to));
  }

  private static Optional<TimeMatch> span(String value) {
    Matcher matcher = TM.matcher(value.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long start = Long.parseLong(matcher.group(1)) * HOUR;
    long open = HOUR;
    if (matcher.group(2) != null) {
      start += Long.parseLong(matcher.group(2)) * MINUTE;
      open = MINUTE;
    }
    if (matcher.group(3) != null) {
      start += Long.parseLong(matcher.group(3)) * SECOND;
      open = SECOND;
    }
    if (matcher.group(4) != null) {
      String fraction = matcher.group(4);
      open = pow10(6 - fraction.length());
      start += Long.parseLong(fraction) * open;
    }
    return Optional.of(new TimeMatch(start, start + open - 1));
  }

  private static long pow10(int exponent) {
    long result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= 10;
    }
    return result;
  }
}
