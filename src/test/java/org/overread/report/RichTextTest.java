package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RichTextTest {
  private static String text(String source) {
    DocumentText read = RichText.read(source).orElseThrow();
    assertThat(read.complete()).isTrue();
    return read.text();
  }

  @Test
  void hl31TurnsRtfIntoLines() {
    assertThat(
            text(
                "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}"
                    + "{\\*\\generator Riched20;}\\pard\\b IMPRESSION:\\b0\\par\r\n"
                    + "No tear\\line 2\\'b0 valgus, \\u8805?3 mm \\{sic\\}\\tab end\\par}"))
        .isEqualTo("IMPRESSION:\nNo tear\n2° valgus, ≥3 mm {sic} end");
  }

  @Test
  void hl31LeavesHiddenAndDeletedRtfTextOut() {
    assertThat(text("{\\rtf1 No {\\deleted old }{\\v hidden }mass{\\pict ffd8}\\bin3 }{}.}"))
        .isEqualTo("No mass.");
  }

  @Test
  void hl31TurnsHtmlIntoLines() {
    assertThat(
            text(
                "<html><head><title>x</title><style>p{}</style></head><body><h1>IMPRESSION</h1>"
                    + "<p>No&nbsp;tear, size &lt; 5&#160;mm &amp; &#x2265;3</p><!-- <p>no -->"
                    + "<ul><li>One</li><li>Two<br/>Three</li></ul>"
                    + "<script>alert('a')</script>"
                    + "<table><tr><td>a</td><td>b</td></tr></table></body></html>"))
        .isEqualTo("IMPRESSION\nNo tear, size < 5 mm & ≥3\nOne\nTwo\nThree\na | b |");
  }

  @Test
  void hl31KeepsABareLessThanSign() {
    assertThat(text("<p>nodule <5 mm, > 3 mm</p>")).isEqualTo("nodule <5 mm, > 3 mm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"No mass.", "<5 mm nodule", "", "{curly}", "< body mass index"})
  void hl31LeavesPlainTextToOthers(String plain) {
    assertThat(RichText.read(plain)).isEmpty();
  }

  @Test
  void hl31SaysWhenAnRtfIsNotWholeOrTooDeep() {
    DocumentText broken = RichText.read("{\\rtf1 No mass").orElseThrow();
    assertThat(broken.complete()).isFalse();
    assertThat(broken.text()).startsWith("No mass").contains("left out");

    DocumentText deep = RichText.read("{\\rtf1 " + "{".repeat(100_000)).orElseThrow();
    assertThat(deep.complete()).isFalse();
    assertThat(deep.text()).contains("too many groups");
  }

  static Stream<String> longOnes() {
    return Stream.of(
        "<p>" + "&".repeat(1 << 20),
        "<p>" + "<b".repeat(1 << 19),
        "<p>" + "<!--".repeat(1 << 18),
        "<p>" + "<script>".repeat(1 << 17),
        "<script></".repeat(1) + "</".repeat(1 << 19),
        "<p>" + "</p>".repeat(1 << 18),
        "{\\rtf1 " + "\\u".repeat(1 << 19),
        "{\\rtf1 " + "\\bin99999999999 ".repeat(1 << 16));
  }

  @ParameterizedTest
  @MethodSource("longOnes")
  void hl31EndsInLinearTime(String text) {
    long start = System.nanoTime();

    RichText.read(text);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }
}
