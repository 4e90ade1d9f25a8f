package org.overread.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapesTest {

  private static String decode(String raw) {
    return Escapes.decode(raw, Delimiters.USUAL, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a\\F\\b;a|b",
        "a\\S\\b;a^b",
        "a\\T\\b;a&b",
        "a\\R\\b;a~b",
        "a\\E\\b;a\\b",
        "a\\H\\b\\N\\c;abc",
        "\\X41\\\\X42\\;AB",
        "a\\XC3\\\\XA4\\b;a\u00e4b",
        "\\Xc3a4\\;\u00e4",
        "end.\\.ti-4\\Next;end. Next",
        "a \\.in+4\\b;a b",
        "a\\.sk3\\b;a   b",
        "a\\.nf\\b;a b",
        "\\M2442\\El5~\\C2842\\x;\u6771\u4eacx",
        "\\E\\F\\E\\;\\F\\"
      })
  void hl23DecodesEscapes(String raw, String text) {
    assertThat(decode(raw)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\\.br\\b", "a\\.sp\\b", "a\\.sp1\\b", "a\\.ce\\b", "a\\X0D0A\\b", "a\\X0D\\b"})
  void hl23MakesLineBreaks(String raw) {
    assertThat(decode(raw)).isEqualTo("a\nb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\",
        "a\\F",
        "\\X4\\",
        "\\XZZ\\",
        "\\X\\",
        "\\Zfoo\\",
        "C:\\temp\\file",
        "\\\\",
        "\\.\\",
        "\\.xx\\",
        "\\.spa\\",
        "\\.sp99999\\",
        "\\C28\\",
        "\\MZZZZ\\",
        "\\f\\"
      })
  void atk093KeepsWhatIsNoEscape(String raw) {
    assertThat(decode(raw)).isEqualTo(raw);
  }

  @Test
  void atk093TakesMillionsOfEscapesInBoundedTimeAndSpace() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(decode("\\.br\\".repeat(1_000_000))).hasSize(1_000_000);
          assertThat(decode("\\".repeat(1_000_000))).hasSize(1_000_000);
          assertThat(decode("\\Q".repeat(1_000_000))).hasSize(2_000_000);
          assertThat(decode("\\.sp9999\\".repeat(10))).hasSize(1000);
        });
  }

  @Test
  void hl24EscapesEverythingThatWouldBreakTheMessage() {
    String evil = "a|b^c~d\\e&f\rg\u000bh\u001ci";
    String encoded = Escapes.encode(evil, Delimiters.USUAL);
    assertThat(encoded).matches("[^|^~&\\p{Cntrl}]*");
    assertThat(decode(encoded)).isEqualTo(evil.replace('\r', '\n'));
    assertThat(Escapes.encodeText("a\r\nb\nc\rd", Delimiters.USUAL))
        .isEqualTo("a\\.br\\b\\.br\\c\\.br\\d");
  }
}
