package org.overread.dicom;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * VR DT (PS3.5 6.2). A value without its tail means the whole year, month, day, hour, minute or
 * second.
 *
 * @param earliest first microsecond meant, in the time zone of the value
 * @param latest last microsecond meant
 * @param offset from UTC, where the value has one
 */
public record DicomDateTime(
    LocalDateTime earliest, LocalDateTime latest, Optional<ZoneOffset> offset) {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.(\\d{1,6}))?)?)?)?)?)?(?:([+-])(\\d{2})(\\d{2}))?");
  private static final int WESTERNMOST = -12 * 60; // minutes; PS3.5 6.2: -1200 to +1400
  private static final int EASTERNMOST = 14 * 60;
  private static final LocalTime LAST_MICROSECOND = LocalTime.MAX.withNano(999_999_000);

  /**
   * YYYY[MM[DD[HH[MM[SS[.F]]]]]] with an optional offset; empty when it is not that, or no such
   * date, time or offset.
   */
  public static Optional<DicomDateTime> parse(String text) {
    Matcher part = FORM.matcher(text.strip());
    if (!part.matches()) {
      return Optional.empty();
    }
    int month = part.group(2) == null ? 1 : Integer.parseInt(part.group(2));
    int day = part.group(3) == null ? 1 : Integer.parseInt(part.group(3));
    Optional<LocalDate> first = DicomDate.of(Integer.parseInt(part.group(1)), month, day);
    Optional<DicomTime> time =
        part.group(4) == null
            ? Optional.of(new DicomTime(LocalTime.MIN, LAST_MICROSECOND))
            : DicomTime.of(part.group(4), part.group(5), part.group(6), part.group(7));
    boolean badOffset = part.group(8) != null && offset(part).isEmpty();
    if (first.isEmpty() || time.isEmpty() || badOffset) {
      return Optional.empty();
    }
    LocalDate last =
        part.group(2) == null
            ? first.get().withMonth(12).withDayOfMonth(31)
            : part.group(3) == null
                ? first.get().withDayOfMonth(first.get().lengthOfMonth())
                : first.get();
    return Optional.of(
        new DicomDateTime(
            first.get().atTime(time.get().earliest()),
            last.atTime(time.get().latest()),
            offset(part)));
  }

  private static Optional<ZoneOffset> offset(Matcher part) {
    if (part.group(8) == null) {
      return Optional.empty();
    }
    int minutes = Integer.parseInt(part.group(10));
    int total =
        (Integer.parseInt(part.group(9)) * 60 + minutes) * (part.group(8).equals("-") ? -1 : 1);
    boolean known = minutes < 60 && total >= WESTERNMOST && total <= EASTERNMOST;
    return known ? Optional.of(ZoneOffset.ofTotalSeconds(total * 60)) : Optional.empty();
  }
}
