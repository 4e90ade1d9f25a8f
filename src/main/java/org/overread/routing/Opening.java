package org.overread.routing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** When a group next takes studies, by its hours. */
final class Opening {
  /** A week and a day: every weekly window begins within it. */
  private static final int DAYS_AHEAD = 8;

  private Opening() {}

  /** The first time at or after the given one that lies in a window; empty windows mean always. */
  static Optional<LocalDateTime> from(LocalDateTime time, List<TimeWindow> windows) {
    if (windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(time))) {
      return Optional.of(time);
    }
    List<LocalDateTime> starts = new ArrayList<>();
    for (TimeWindow window : windows) {
      for (int day = 0; day <= DAYS_AHEAD; day++) {
        LocalDate date = time.toLocalDate().plusDays(day);
        LocalDateTime start = date.atTime(window.from());
        if (window.days().contains(date.getDayOfWeek()) && !start.isBefore(time)) {
          starts.add(start);
        }
      }
    }
    return starts.stream().min(Comparator.naturalOrder());
  }

  /** Windows as the settings write them, e.g. "mon-fri 07:00-19:00". */
  static String text(List<TimeWindow> windows) {
    return windows.stream()
        .map(w -> days(w) + " " + w.from() + "-" + w.to())
        .collect(Collectors.joining(", "));
  }

  private static String days(TimeWindow window) {
    List<DayOfWeek> days = window.days().stream().sorted().toList();
    boolean inRow =
        days.size() > 2
            && days.get(days.size() - 1).ordinal() - days.get(0).ordinal() == days.size() - 1;
    return inRow
        ? name(days.get(0)) + "-" + name(days.get(days.size() - 1))
        : days.stream().map(Opening::name).collect(Collectors.joining(","));
  }

  private static String name(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).toLowerCase(Locale.ROOT);
  }
}
