package org.overread.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Hl7DateTimeTest {

  @ParameterizedTest
  @CsvSource({
    "2026,YEAR,2026-01-01T00:00",
    "202603,MONTH,2026-03-01T00:00",
    "20260302,DAY,2026-03-02T00:00",
    "2026030204,HOUR,2026-03-02T04:00",
    "202603020405,MINUTE,2026-03-02T04:05",
    "20260302040506,SECOND,2026-03-02T04:05:06",
    "20260302040560,SECOND,2026-03-02T04:05:59",
    "20260302040506.0001,FRACTION,2026-03-02T04:05:06.000100"
  })
  void readsEveryPrecision(String text, Hl7DateTime.Precision precision, String start) {
    Hl7DateTime time = Hl7DateTime.parse(text).orElseThrow();
    assertThat(time.precision()).isEqualTo(precision);
    assertThat(time.start()).hasToString(start);
    assertThat(time.offset()).isEmpty();
  }

  @Test
  void usesTheOffsetOrElseTheZoneOfTheSender() {
    ZoneId zone = ZoneId.of("Europe/Berlin");
    assertThat(Hl7DateTime.parse("20260702120000-0330").orElseThrow().at(zone))
        .hasToString("2026-07-02T15:30:00Z");
    assertThat(Hl7DateTime.parse("20260702120000").orElseThrow().at(zone))
        .hasToString("2026-07-02T10:00:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\"\"", "20261301", "20260230", "2026-03-02", "202", "20260302040506+9900"})
  void isEmptyForWhatIsNoDate(String text) {
    assertThat(Hl7DateTime.parse(text)).isEmpty();
  }
}
