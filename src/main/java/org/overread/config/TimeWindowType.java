package org.overread.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overread.routing.TimeWindow;

/** {@code mon-fri 07:00-19:00}, {@code sat 08:00-12:00} or {@code daily 22:00-06:00}. */
final class TimeWindowType implements ValueType<TimeWindow> {
  private static final String FORM =
      "hours like mon-fri 07:00-19:00, sat 08:00-12:00 or daily 22:00-06:00";
  private static final Pattern WINDOW =
      Pattern.compile(
          "(daily|([a-z]{3})(?:-([a-z]{3}))?)\\s+(\\d\\d:\\d\\d)\\s*-\\s*(\\d\\d:\\d\\d)");
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  @Override
  public String form() {
    return FORM;
  }

  @Override
  public TimeWindow parse(String text) throws BadValueException {
    Matcher matcher = WINDOW.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw ValueTypes.bad(text, "is not a time window", "write " + FORM);
    }
    LocalTime from = time(matcher.group(4));
    LocalTime to = matcher.group(5).equals("24:00") ? LocalTime.MIDNIGHT : time(matcher.group(5));
    if (from.equals(to) && !matcher.group(5).equals("24:00")) {
      throw ValueTypes.bad(
          text, "begins and ends at the same time", "write 00:00-24:00 for a whole day");
    }
    return new TimeWindow(days(matcher), from, to);
  }

  private static Set<DayOfWeek> days(Matcher matcher) throws BadValueException {
    if (matcher.group(1).equals("daily")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    DayOfWeek first = day(matcher.group(2));
    DayOfWeek last = matcher.group(3) == null ? first : day(matcher.group(3));
    Set<DayOfWeek> days = EnumSet.of(first, last);
    for (DayOfWeek day = first; day != last; day = day.plus(1)) {
      days.add(day); // fri-mon goes over the week's end
    }
    return days;
  }

  private static DayOfWeek day(String name) throws BadValueException {
    if (!DAYS.contains(name)) {
      throw ValueTypes.bad(name, "is not a day", "write one of " + String.join(", ", DAYS));
    }
    return DayOfWeek.of(DAYS.indexOf(name) + 1);
  }

  private static LocalTime time(String text) throws BadValueException {
    if (!TIME.matcher(text).matches()) {
      throw ValueTypes.bad(
          text, "is not a time of day", "write 00:00 to 23:59, or 24:00 as an end");
    }
    return LocalTime.parse(text);
  }
}
