package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNameTest {
  @Test
  void ds37SplitsGroupsAndComponents() {
    PersonName name =
        PersonName.parse(
            "Yamada^Tarou^M^Dr^Jr=\u5C71\u7530^\u592A\u90CE=\u3084\u307E\u3060^\u305F\u308D\u3046");

    assertThat(name.alphabetic())
        .isEqualTo(new PersonName.Group("Yamada", "Tarou", "M", "Dr", "Jr"));
    assertThat(name.ideographic().given()).isEqualTo("\u592A\u90CE");
    assertThat(name.phonetic().family()).isEqualTo("\u3084\u307E\u3060");
  }

  @Test
  void ds37MissingDelimitersAreTolerated() {
    assertThat(PersonName.parse("DOE JOHN").alphabetic().family()).isEqualTo("DOE JOHN");
    assertThat(PersonName.parse("").alphabetic().isEmpty()).isTrue();
    assertThat(PersonName.parse("=".repeat(100) + "^".repeat(100)).alphabetic().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Buc^Jérôme, BUC^JEROME",
    "doe^john^^^, DOE^JOHN",
    "'Doe ^ John', DOE^JOHN",
    "DOE^JOHN==, DOE^JOHN",
    "A^^=B^==, A=B",
    "=山田^太郎, =山田^太郎",
    "Møller^Łukasz, MOLLER^LUKASZ",
    "Æther, AETHER",
    "Straße, STRASSE",
    "だ, だ",
    "홍^길동, 홍^길동",
    "DOE*^J?, DOE*^J?",
    "'DOE  JOHN', DOE JOHN",
    "^^^, ''",
    "'', ''"
  })
  void foldsNamesForComparison(String name, String folded) {
    assertThat(PersonName.foldForMatching(name)).isEqualTo(folded);
    assertThat(PersonName.foldForMatching(folded)).as("twice").isEqualTo(folded);
  }

  @Test
  void atk071FoldsAMebibyteOfDelimitersInLinearTime() {
    String name = "^".repeat(500_000) + " " + "=".repeat(500_000) + "A";

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> PersonName.foldForMatching(name));
  }
}
