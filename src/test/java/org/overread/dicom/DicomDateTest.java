package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomDateTest {
  @ParameterizedTest
  @ValueSource(strings = {"20240229", "2024.02.29", "20240229 "})
  void ds38ReadsBothFormsOfDates(String text) {
    assertThat(DicomDate.parse(text)).contains(LocalDate.of(2024, 2, 29));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00000000",
        "99999999",
        "20230230",
        "2023",
        "2023.0101",
        "20230101-",
        "2O230101"
      })
  void atk071BadDatesAreAbsent(String text) {
    assertThat(DicomDate.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "07, 07:00, 07:59:59.999999",
    "0709, 07:09, 07:09:59.999999",
    "070907, 07:09:07, 07:09:07.999999",
    "070907.0705, 07:09:07.070500, 07:09:07.070599",
    "070907.070599, 07:09:07.070599, 07:09:07.070599",
    "07:09:07, 07:09:07, 07:09:07.999999",
    "235960, 23:59:59.999999, 23:59:59.999999",
    "'0709 ', 07:09, 07:09:59.999999"
  })
  void ds38ReadsTimesOfEveryPrecision(String text, LocalTime earliest, LocalTime latest) {
    assertThat(DicomTime.parse(text)).contains(new DicomTime(earliest, latest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "240000",
        "236000",
        "235961",
        "7",
        "070",
        "07:0907",
        "070907.",
        "070907.1234567"
      })
  void atk071BadTimesAreAbsent(String text) {
    assertThat(DicomTime.parse(text)).isEmpty();
  }

  @Test
  void ds38ReadsDateTimesWithMissingTailAndOffset() {
    assertThat(DicomDateTime.parse("2024"))
        .get()
        .extracting(DicomDateTime::latest)
        .isEqualTo(LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_000));
    assertThat(DicomDateTime.parse("202402"))
        .get()
        .extracting(DicomDateTime::latest)
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 23, 59, 59, 999_999_000));
    DicomDateTime full = DicomDateTime.parse("20240229070907.5-0330").orElseThrow();
    assertThat(full.earliest()).isEqualTo(LocalDateTime.of(2024, 2, 29, 7, 9, 7, 500_000_000));
    assertThat(full.offset()).contains(ZoneOffset.ofHoursMinutes(-3, -30));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "202",
        "20241301",
        "20240229246000",
        "20240229+9999",
        "20240229+1401",
        "20240229-1260"
      })
  void atk071BadDateTimesAreAbsent(String text) {
    assertThat(DicomDateTime.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999", "NaN", "0x10", "1,5", "abc", "1d", ""})
  void ds39BadNumbersAreAbsentAndCarried(String text) {
    Attributes dataSet = new Attributes().set(Tag.SliceThickness, VR.DS, text);

    assertThat(dataSet.number(Tag.SliceThickness)).isEmpty();
    assertThat(dataSet.string(Tag.SliceThickness).orElse("")).isEqualTo(text);
  }

  @Test
  void ds39NumbersMayHaveSignExponentAndSpaces() {
    Attributes dataSet = new Attributes().set(Tag.SliceThickness, VR.DS, " +1.5e1 ", "-2");

    assertThat(dataSet.numbers(Tag.SliceThickness)).containsExactly(15, -2);
    assertThat(
            new Attributes()
                .set(Tag.InstanceNumber, VR.IS, "99999999999")
                .integer(Tag.InstanceNumber))
        .isEmpty();
  }
}
