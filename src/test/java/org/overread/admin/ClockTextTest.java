package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ClockTextTest {
  private static String iso(int day, int hour) {
    return LocalDateTime.of(2026, 11, day, hour, 3, 11, 987_654_321)
        .atZone(ZoneId.systemDefault())
        .toInstant()
        .toString();
  }

  @Test
  void showsLocalTimeToTheSecond() {
    assertThat(ClockText.of(iso(23, 14))).isEqualTo("2026-11-23 14:03:11");
  }

  @Test
  void aSpanNamesItsSecondDateOnlyWhereItDiffers() {
    assertThat(ClockText.span(iso(23, 14), iso(23, 15)))
        .isEqualTo("2026-11-23 14:03:11 to 15:03:11");
    assertThat(ClockText.span(iso(23, 23), iso(24, 1)))
        .isEqualTo("2026-11-23 23:03:11 to 2026-11-24 01:03:11");
  }
}
