package org.overread.routing;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Set;

/**
 * Hours of days of the week, written e.g. {@code mon-fri 07:00-19:00}. A window whose end is not
 * after its start goes over midnight and belongs to the day it starts on.
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

  public boolean contains(LocalDateTime time) {
    LocalTime clock = time.toLocalTime();
    if (from.isBefore(to)) {
      return days.contains(time.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
    }
    return !clock.isBefore(from)
        ? days.contains(time.getDayOfWeek())
        : clock.isBefore(to) && days.contains(time.getDayOfWeek().minus(1));
  }
}
