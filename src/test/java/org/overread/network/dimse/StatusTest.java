package org.overread.network.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.overread.network.dimse.Status.Category;
import org.overread.network.dimse.StatusCode.Service;

class StatusTest {

  @ParameterizedTest
  @CsvSource({
    "0x0000, SUCCESS", "0x0001, WARNING", "0x0107, WARNING", "0x0116, WARNING", "0xB000, WARNING",
        "0xB006, WARNING",
    "0xB007, WARNING", "0xBFFF, WARNING", "0xB123, WARNING", "0xFE00, CANCEL", "0xFF00, PENDING",
        "0xFF01, PENDING",
    "0x0110, FAILURE", "0x0122, FAILURE", "0xA700, FAILURE", "0xA7FF, FAILURE", "0xA900, FAILURE",
        "0xC123, FAILURE",
    "0x0002, FAILURE", "0x1234, FAILURE", "0xD000, FAILURE", "0xFF02, FAILURE", "0xFFFF, FAILURE"
  })
  void dm13EveryCodeHasACategoryAlsoUnknownOnes(int code, Category category) {
    assertThat(Status.of(code).category()).isEqualTo(category);
    assertThat(Status.of(code).isStored())
        .isEqualTo(category == Category.SUCCESS || category == Category.WARNING);
  }

  @ParameterizedTest
  @CsvSource({
    "0xA700, true",
    "0xA77F, true",
    "0xA7FF, true",
    "0x0110, true",
    "0x0213, true",
    "0x0000, false",
    "0x0122, false",
    "0x0124, false",
    "0x0111, false",
    "0xA900, false",
    "0xB000, false",
    "0xC000, false",
    "0x1234, false"
  })
  void dm14OnlyThePeersCircumstancesAreWorthARetry(int code, boolean retry) {
    assertThat(Status.of(code).isTransient()).isEqualTo(retry);
  }

  @ParameterizedTest
  @EnumSource(StatusCode.class)
  void dm14RowsOfDifferentServicesAgreeOnCategoryAndRetry(StatusCode row) {
    for (int code : new int[] {row.code(), row.lastCode()}) {
      assertThat(Status.of(code).category()).isEqualTo(row.category());
      assertThat(Status.of(code).isTransient()).isEqualTo(row.retry());
      assertThat(StatusCode.of(row.service(), code)).contains(row);
    }
  }

  @Test
  void dm14AServiceReadsItsOwnRowsAndThoseOfAllServices() {
    assertThat(StatusCode.of(Service.STORAGE, 0xA900)).contains(StatusCode.STORE_DATA_SET_MISMATCH);
    assertThat(StatusCode.of(Service.QUERY, 0xA900)).contains(StatusCode.FIND_IDENTIFIER_MISMATCH);
    assertThat(StatusCode.of(Service.STORAGE, 0x0110)).contains(StatusCode.PROCESSING_FAILURE);
    assertThat(StatusCode.of(Service.STORAGE, 0xFF00)).isEmpty();
    assertThat(StatusCode.of(Service.QUERY, 0x4711)).isEmpty();
  }

  @Test
  void isWrittenAsFourDigitsWithItsComment() {
    assertThat(Status.SUCCESS).hasToString("0000");
    assertThat(Status.OUT_OF_RESOURCES.withComment("disk full")).hasToString("A700 disk full");
  }
}
