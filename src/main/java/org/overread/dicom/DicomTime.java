package org.overread.dicom;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * VR TM (PS3.5 6.2). A value without its tail means the whole hour, minute or second.
 *
 * @param earliest first microsecond meant
 * @param latest last microsecond meant
 */
public record DicomTime(LocalTime earliest, LocalTime latest) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{2})(?:(:?)(\\d{2})(?:\\2(\\d{2})(?:\\.(\\d{1,6}))?)?)?");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HHmmss");
  private static final int MICROSECONDS = 1_000_000;
  private static final int NANOSECONDS = 1_000;

  /**
   * HH, HHMM, HHMMSS, with a fraction of 1 to 6 digits, with colons; empty when it is none or no
   * time of the day.
   */
  public static Optional<DicomTime> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return of(matcher.group(1), matcher.group(3), matcher.group(4), matcher.group(5));
  }

  /**
   * From the digits of the components; null for a component that is missing, as a regular
   * expression gives it.
   */
  static Optional<DicomTime> of(String hours, String minutes, String seconds, String fraction) {
    int hour = number(hours, 0);
    if (hour > 23 || number(minutes, 0) > 59 || number(seconds, 0) > 60) {
      return Optional.empty();
    }
    return Optional.of(
        new DicomTime(
            time(hour, number(minutes, 0), number(seconds, 0), micros(fraction, '0')),
            time(hour, number(minutes, 59), number(seconds, 59), micros(fraction, '9'))));
  }

  /** A leap second (60) is the last microsecond before it: {@link LocalTime} has none. */
  private static LocalTime time(int hour, int minute, int second, int micros) {
    return second == 60
        ? LocalTime.of(hour, minute, 59, (MICROSECONDS - 1) * NANOSECONDS)
        : LocalTime.of(hour, minute, second, micros * NANOSECONDS);
  }

  private static int number(String digits, int missing) {
    return digits == null ? missing : Integer.parseInt(digits);
  }

  private static int micros(String fraction, char missing) {
    StringBuilder digits = new StringBuilder(fraction == null ? "" : fraction);
    while (digits.length() < 6) {
      digits.append(missing);
    }
    return Integer.parseInt(digits.toString());
  }

  /** HHMMSS. */
  public static String format(LocalTime time) {
    return time.format(SECONDS);
  }
}
