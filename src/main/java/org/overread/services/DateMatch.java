package org.overread.services;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.overread.dicom.DicomDate;
import org.overread.services.Prefilter.Comparison;

/**
 * Single value and range matching of DA (PS3.4 C.2.2.2.1, C.2.2.2.5).
 *
 * @param first day asked for
 * @param last day, included; before {@code first} nothing matches
 */
record DateMatch(LocalDate first, LocalDate last) implements KeyMatch {
  private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

  /**
   * "20260131", "20260101-20260131", "20260101-" or "-20260131"; empty when it is none of these.
   */
  static Optional<DateMatch> of(String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      return DicomDate.parse(value).map(date -> new DateMatch(date, date));
    }
    String from = value.substring(0, dash).strip();
    String to = value.substring(dash + 1).strip();
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalDate> start = from.isEmpty() ? Optional.of(EARLIEST) : DicomDate.parse(from);
    Optional<LocalDate> end = to.isEmpty() ? Optional.of(LATEST) : DicomDate.parse(to);
    return start.isPresent() && end.isPresent()
        ? Optional.of(new DateMatch(start.get(), end.get()))
        : Optional.empty();
  }

  @Override
  public boolean matches(String stored) {
    return DicomDate.parse(stored)
        .filter(date -> !date.isBefore(first) && !date.isAfter(last))
        .isPresent();
  }

  /** A range over the index of dates, which holds YYYYMMDD. */
  @Override
  public Prefilter prefilter() {
    String from = DicomDate.format(first);
    if (first.equals(last)) {
      return new Prefilter(Comparison.EQUAL, List.of(from));
    }
    return first.isBefore(last)
        ? new Prefilter(Comparison.BETWEEN, List.of(from, DicomDate.format(last)))
        : Prefilter.NOTHING;
  }
}
