package org.overread.forward;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.overread.routing.TimeWindow;

/** When a destination may be sent to (FWD-08). */
public final class SendWindows {
  private static final int DAYS_AHEAD = 8;

  private SendWindows() {}

  /**
   * Empty when one of the windows is open now or there is none, otherwise when the next one opens.
   */
  public static Optional<Instant> opensAt(List<TimeWindow> windows, Instant now, ZoneId zone) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    if (windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(local))) {
      return Optional.empty();
    }
    LocalDate today = local.toLocalDate();
    return Optional.of(
        today
            .datesUntil(today.plusDays(DAYS_AHEAD))
            .flatMap(
                day ->
                    windows.stream()
                        .filter(window -> window.days().contains(day.getDayOfWeek()))
                        // a start that falls into the gap of a clock change is moved behind it
                        .map(window -> day.atTime(window.from()).atZone(zone).toInstant()))
            .filter(opening -> opening.isAfter(now))
            .min(Instant::compareTo)
            // windows without a day never open; asked again tomorrow, when the settings may be
            // better
            .orElseGet(() -> today.plusDays(1).atStartOfDay(zone).toInstant()));
  }
}
