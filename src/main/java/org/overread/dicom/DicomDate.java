package org.overread.dicom;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** VR DA (PS3.5 6.2). What cannot be read is absent for every decision, and carried unchanged. */
public final class DicomDate {
  private static final Pattern FORM = Pattern.compile("(\\d{4})(\\.?)(\\d{2})\\2(\\d{2})");

  private DicomDate() {}

  /**
   * YYYYMMDD, or YYYY.MM.DD of ACR-NEMA 300; empty when it is neither or no day of the calendar.
   */
  public static Optional<LocalDate> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return of(number(matcher, 1), number(matcher, 3), number(matcher, 4));
  }

  static Optional<LocalDate> of(int year, int month, int day) {
    try {
      return year == 0 ? Optional.empty() : Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  /** YYYYMMDD. */
  public static String format(LocalDate date) {
    return date.format(DateTimeFormatter.BASIC_ISO_DATE);
  }
}
