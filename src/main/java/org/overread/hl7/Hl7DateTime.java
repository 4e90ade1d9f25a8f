package org.overread.hl7;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time stamp, TS or DTM (HL7 v2.5.1 chapter 2.A.22): {@code
 * YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][+/-ZZZZ]}.
 *
 * @param start the first moment of what was given: what is missing is 1 or 0
 * @param offset empty when the sender's own zone is meant
 */
public record Hl7DateTime(LocalDateTime start, Precision precision, Optional<ZoneOffset> offset) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,9}))?)?)?)?)?)?"
              + "(?:([+-])(\\d{2})(\\d{2}))?");
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss.SSSxx");
  private static final int LEAP_SECOND = 60;
  private static final int NANO_DIGITS = 9;

  /** Down to which part a time was given. */
  public enum Precision {
    YEAR,
    MONTH,
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    FRACTION
  }

  /** Empty for anything that is not of this form or is no date. */
  public static Optional<Hl7DateTime> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    int given = 0;
    while (given < Precision.values().length && form.group(given + 1) != null) {
      given++;
    }
    try {
      int second = number(form, 6, 0);
      LocalDateTime start =
          LocalDateTime.of(
              number(form, 1, 0),
              number(form, 2, 1),
              number(form, 3, 1),
              number(form, 4, 0),
              number(form, 5, 0),
              second == LEAP_SECOND ? LEAP_SECOND - 1 : second,
              nanos(form.group(7)));
      return Optional.of(new Hl7DateTime(start, Precision.values()[given - 1], offset(form)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static int number(Matcher form, int group, int missing) {
    return form.group(group) == null ? missing : Integer.parseInt(form.group(group));
  }

  private static int nanos(String fraction) {
    return fraction == null
        ? 0
        : Integer.parseInt(fraction + "0".repeat(NANO_DIGITS - fraction.length()));
  }

  private static Optional<ZoneOffset> offset(Matcher form) {
    if (form.group(8) == null) {
      return Optional.empty();
    }
    int sign = form.group(8).equals("-") ? -1 : 1;
    return Optional.of(
        ZoneOffset.ofHoursMinutes(
            sign * Integer.parseInt(form.group(9)), sign * Integer.parseInt(form.group(10))));
  }

  /** The moment; the zone counts where the sender gave no offset. */
  public Instant at(ZoneId zone) {
    return start.atZone(offset.map(given -> (ZoneId) given).orElse(zone)).toInstant();
  }

  /** To the millisecond, with the offset. */
  public static String format(ZonedDateTime time) {
    return WRITTEN.format(time);
  }
}
