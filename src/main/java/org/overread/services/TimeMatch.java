package org.overread.services;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.overread.dicom.DicomTime;
import org.overread.services.Prefilter.Comparison;

/**
 * Single value and range matching of TM (PS3.4 C.2.2.2.1, C.2.2.2.5). A time of low precision is
 * the whole span it leaves open ("10" is 10:00:00 to 10:59:59.999999), in the key and in the stored
 * value; spans match when they share an instant. A range does not cross midnight.
 *
 * @param first earliest instant asked for
 * @param last latest, included; before {@code first} nothing matches
 */
record TimeMatch(LocalTime first, LocalTime last) implements KeyMatch {

  /** "1015", "10-1130", "10-" or "-1130"; empty when it is none of these. */
  static Optional<TimeMatch> of(String value) {
    int dash = value.indexOf('-');
    if (dash < 0) {
      return DicomTime.parse(value).map(time -> new TimeMatch(time.earliest(), time.latest()));
    }
    String from = value.substring(0, dash).strip();
    String to = value.substring(dash + 1).strip();
    if (from.isEmpty() && to.isEmpty()) {
      return Optional.empty();
    }
    Optional<LocalTime> start =
        from.isEmpty()
            ? Optional.of(LocalTime.MIN)
            : DicomTime.parse(from).map(DicomTime::earliest);
    Optional<LocalTime> end =
        to.isEmpty() ? Optional.of(LocalTime.MAX) : DicomTime.parse(to).map(DicomTime::latest);
    return start.isPresent() && end.isPresent()
        ? Optional.of(new TimeMatch(start.get(), end.get()))
        : Optional.empty();
  }

  @Override
  public boolean matches(String stored) {
    return !first.isAfter(last)
        && DicomTime.parse(stored)
            .filter(time -> !time.earliest().isAfter(last) && !time.latest().isBefore(first))
            .isPresent();
  }

  /**
   * By hours: they come first in every form of a time, and digits sort alike in every collation.
   */
  @Override
  public Prefilter prefilter() {
    return first.isAfter(last)
        ? Prefilter.NOTHING
        : new Prefilter(
            Comparison.BETWEEN, List.of(hour(first.getHour()), hour(last.getHour() + 1)));
  }

  private static String hour(int hour) {
    return String.format("%02d", hour);
  }
}
