package org.overread.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RTF and HTML where HL7 senders put them (HL-31). */
class ObservationMarkupTest {
  private static String read(String text) {
    return ObservationText.marked(text).text();
  }

  @Test
  void hl31ReadsRtf() {
    String rtf =
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}\n"
            + "{\\stylesheet{\\s1\\v0 Normal;}}\\pard\\b FINDINGS:\\b0\\par\r\n"
            + "M\\'fcller's node, 5\\u177?0.5 mm.\\line {\\v hidden}No fracture.\\par "
            + "{\\pict 00ff}\\u8805?3\\~mm \\{x\\}}";
    assertThat(read(rtf))
        .isEqualTo("FINDINGS:\nM\u00fcller's node, 5\u00b10.5 mm.\nNo fracture.\n\u22653 mm {x}");
  }

  @Test
  void hl31ReadsHtml() {
    String html =
        "<html><head><title>t</title><style>p{}</style></head><body onload=x()>"
            + "<p><b>FINDINGS:</b></p><p>Liver &lt; 15&nbsp;cm.<br>No   stone.</p>"
            + "<script>alert('fracture')</script><ul><li>One</li><li>Two &#177; 1</li></ul>"
            + "<table><tr><td>Left</td><td>8 mm</td></tr></table>"
            + "<img src='http://127.0.0.1:1/x'></body></html>";
    assertThat(read(html).lines().map(String::strip))
        .containsExactly(
            "FINDINGS:", "Liver < 15 cm.", "No stone.", "One", "Two \u00b1 1", "Left | 8 mm |");
  }

  @Test
  void hl31LeavesPlainTextAlone() {
    String text = "<5 mm nodule. {rtf} a < b & c > d";
    assertThat(read(text)).isEqualTo(text);
  }

  @Test
  void hl31SaysWhereRtfIsCutOffOrTooDeep() {
    assertThat(ObservationText.marked("{\\rtf1 Fracture").isReadable()).isFalse();
    ObservationText deep = ObservationText.marked("{\\rtf1 " + "{".repeat(100_000));
    assertThat(deep.isReadable()).isFalse();
    assertThat(deep.text()).contains("left out");
  }

  @Test
  void hl31ReadsMuchMarkupInLinearTime() {
    String many = "<p>" + "&lt;<b>x</b>".repeat(100_000) + "<!-- ".repeat(100_000);
    long start = System.nanoTime();
    assertThat(read(many)).startsWith("<x<x");
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
  }
}
