package org.overread.services;

import java.util.List;
import java.util.Optional;
import org.overread.services.Prefilter.Comparison;

/**
 * Single value and range matching of DA (PS3.4 C.2.2.2.1, C.2.2.2.5), bounds included.
 *
 * @param first YYYYMMDD
 * @param last YYYYMMDD; before {@code first} nothing matches
 */
record DateMatch(String first, String last) implements KeyMatch {
  private static final String EARLIEST = "00000000";
  private static final String LATEST = "99999999";

  /** "20260131", "20260101-20260131", "20260101-" or "-20260131"; empty when it is none of these. */
  static Optional<DateMatch> of(String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      return canonical(value).map(date -> new DateMatch(date, date));
    }
    String from = value.substring(0, dash).strip();
    String to = value.substring(dash + 1).strip();
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> first = from.isEmpty() ? Optional.of(EARLIEST) : canonical(from);
    Optional<String> last = to.isEmpty() ? Optional.of(LATEST) : canonical(to);
    return first.isPresent() && last.isPresent()
        ? Optional.of(new DateMatch(first.get(), last.get()))
        : Optional.empty();
  }

  @Override
  public boolean matches(String stored) {
    return canonical(stored).filter(date -> date.compareTo(first) >= 0 && date.compareTo(last) <= 0).isPresent();
  }

  /** A range over the index of dates; the old form is found there by a single date only. */
  @Override
  public Prefilter prefilter() {
    if (first.equals(last)) {
      String old = first.substring(0, 4) + "." + first.substring(4, 6) + "." + first.substring(6);
      return new Prefilter(Comparison.EQUAL, List.of(first, old));
    }
    return first.compareTo(last) < 0 ? new Prefilter(Comparison.BETWEEN, List.of(first, last)) : Prefilter.NOTHING;
  }

  /** Eight digits; the old form YYYY.MM.DD (PS3.5 6.2 DA, note) counts as the same date. */
  private static Optional<String> canonical(String value) {
    String text = value.strip();
    String digits = text.matches("[0-9]{4}\\.[0-9]{2}\\.[0-9]{2}") ? text.replace(".", "") : text;
    boolean date = digits.matches("[0-9]{4}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");
    return date ? Optional.of(digits) : Optional.empty();
  }
}
