package org.overread.hl7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.testing.Hl7Samples;

class Hl7MessageTest {
  private static final String MSH = "MSH|^~\\&|A|B|C|D|20260102||ORU^R01^ORU_R01|ID1|P|2.5";

  static Hl7Message parse(String text) throws Hl7Exception {
    return Hl7Message.parse(Hl7Samples.bytes(text), Charsets.USUAL_FALLBACK);
  }

  private static Hl7Message inSet(String name, byte[] text) throws Hl7Exception {
    byte[] head = Hl7Samples.bytes(MSH + "||||||" + name + "\rOBX|1|TX|||");
    byte[] message = new byte[head.length + text.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(text, 0, message, head.length, text.length);
    return Hl7Message.parse(message, Charsets.USUAL_FALLBACK);
  }

  private static String names(Hl7Message message) {
    return message.segments().stream().map(Segment::name).collect(Collectors.joining(" "));
  }

  @Test
  void readsTheHeader() throws Hl7Exception {
    Header header = Hl7Message.parse(Hl7Samples.oru("C9"), Charsets.USUAL_FALLBACK).header();
    assertThat(header.sendingApplication()).isEqualTo("RIS");
    assertThat(header.segment().get(3).component(2)).isEqualTo("1.2.3");
    assertThat(header.receivingFacility()).isEqualTo("READ");
    assertThat(header.messageType() + header.trigger() + header.structure())
        .isEqualTo("ORUR01ORU_R01");
    assertThat(header.controlId() + header.processingId() + header.version()).isEqualTo("C9P2.5");
    assertThat(header.segment().get(1).text()).isEqualTo("|");
    assertThat(header.segment().get(2).text()).isEqualTo("^~\\&");
    assertThat(header.isEnhancedMode()).isFalse();
  }

  @Test
  void hl20TakesTheDelimitersFromMsh() throws Hl7Exception {
    Hl7Message message = parse("MSH$*!?+$A$B\rPID$1$$7*8+9!10$?F?");
    Field field = message.first("PID").orElseThrow().get(3);
    assertThat(field.component(2, 2)).isEqualTo("9");
    assertThat(field.repetitions()).hasSize(2);
    assertThat(message.first("PID").orElseThrow().value(4)).isEqualTo("$");
  }

  @Test
  void hl20FallsBackToTheUsualEscapeAndSubcomponentCharacters() throws Hl7Exception {
    Hl7Message message = parse("MSH|^~|A\rOBX|1|a&b|x\\F\\y");
    assertThat(message.delimiters()).isEqualTo(Delimiters.USUAL);
    assertThat(message.segments().get(1).get(2).component(1, 2)).isEqualTo("b");
    assertThat(message.segments().get(1).value(3)).isEqualTo("x|y");
  }

  @Test
  void hl20ToleratesTheTruncationCharacter() throws Hl7Exception {
    Hl7Message message = parse("MSH|^~\\&#|A\rOBX|1|a\\P\\b#");
    assertThat(message.delimiters().truncation()).isEqualTo('#');
    assertThat(message.segments().get(1).value(2)).isEqualTo("a#b#");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\n\r"})
  void hl21ToleratesEverySegmentEnd(String end) throws Hl7Exception {
    Hl7Message message = parse(end + MSH + end + "PID|1" + end + "ZXX|1|2" + end);
    assertThat(names(message)).isEqualTo("MSH PID ZXX");
    assertThat(message.notes()).isEmpty();
  }

  @Test
  void hl21KeepsALineBreakInsideATextAndNotesIt() throws Hl7Exception {
    Hl7Message message = parse(MSH + "\rOBX|1|TX|||First line\nMRI\nno segment|x||||F\rOBX|2");
    assertThat(names(message)).isEqualTo("MSH OBX OBX");
    assertThat(message.first("OBX").orElseThrow().get(5).text())
        .isEqualTo("First line\nMRI\nno segment");
    assertThat(message.notes()).containsExactly("line break inside segment 1");
  }

  @Test
  void hl22TellsNullFromAbsent() throws Hl7Exception {
    Segment pid = parse(MSH + "\rPID|\"\"||x\"\"").first("PID").orElseThrow();
    assertThat(pid.get(1).isNull()).isTrue();
    assertThat(pid.get(1).isAbsent()).isFalse();
    assertThat(pid.get(2).isAbsent()).isTrue();
    assertThat(pid.get(2).repetitions()).isEmpty();
    assertThat(pid.get(3).isNull()).isFalse();
    assertThat(pid.get(99).isAbsent()).isTrue();
  }

  @Test
  void hl28KeepsBareDelimitersInATextAsOneText() throws Hl7Exception {
    Field text = parse(MSH + "\rOBX|1|TX|||T1 & T2 ^ axial~second").segments().get(1).get(5);
    assertThat(text.text()).isEqualTo("T1 & T2 ^ axial\nsecond");
  }

  @Test
  void hl25ReadsTheSetOfMsh18() throws Hl7Exception {
    String greek = "\u03b1\u03b2";
    for (String name : new String[] {"8859/7", "ISO-8859-7", "UNICODE UTF-8", "UTF-8", "utf8"}) {
      Charset set = Charsets.named(name).orElseThrow();
      Hl7Message message = inSet(name, greek.getBytes(set));
      assertThat(message.segments().get(1).get(5).text()).isEqualTo(greek);
      assertThat(message.notes()).isEmpty();
    }
  }

  @Test
  void hl25ReadsSetsInWhichADelimiterIsHalfACharacter() throws Hl7Exception {
    String big5 = new String(new byte[] {(byte) 0xA4, 0x7C}, Charset.forName("Big5"));
    assertThat(
            inSet("BIG-5", big5.getBytes(Charset.forName("Big5"))).segments().get(1).fieldCount())
        .isEqualTo(5);
    String japanese = "\u6771\u4eac";
    for (String name : new String[] {"ISO IR87", "GB 18030-2000", "CNS 11643-1992", "BIG-5"}) {
      byte[] bytes = japanese.getBytes(Charsets.named(name).orElseThrow());
      assertThat(inSet(name + "~ISO IR159", bytes).segments().get(1).get(5).text())
          .as(name)
          .isEqualTo(japanese);
    }
  }

  @Test
  void hl25UsesTheSendersSetWhenMsh18IsBlankOrUnknown() throws Hl7Exception {
    byte[] text = "\u0416".getBytes(Charset.forName("ISO-8859-5"));
    for (String name : new String[] {"", "KLINGON"}) {
      byte[] head = Hl7Samples.bytes(MSH + "||||||" + name + "\rNTE|1||");
      byte[] all = new byte[head.length + 1];
      System.arraycopy(head, 0, all, 0, head.length);
      all[head.length] = text[0];
      Hl7Message message = Hl7Message.parse(all, Charset.forName("ISO-8859-5"));
      assertThat(message.segments().get(1).value(3)).isEqualTo("\u0416");
      assertThat(message.notes()).hasSize(name.isEmpty() ? 0 : 1);
    }
  }

  @Test
  void hl26ReadsAWrongLabelAsTheLikeliestSetAndMarksIt() throws Hl7Exception {
    Hl7Message latin = inSet("UNICODE UTF-8", "gro\u00df".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(latin.segments().get(1).get(5).text()).isEqualTo("gro\u00df");
    assertThat(latin.segments().get(1).isGuessed()).isTrue();
    assertThat(latin.header().segment().isGuessed()).isFalse();
    assertThat(latin.notes()).containsExactly("bytes that are not of the character set declared");
    Hl7Message utf8 = inSet("ASCII", "gro\u00df".getBytes(StandardCharsets.UTF_8));
    assertThat(utf8.segments().get(1).get(5).text()).isEqualTo("gro\u00df");
    Hl7Message quotes = inSet("8859/1", new byte[] {(byte) 0x93, 'a', (byte) 0x94});
    assertThat(quotes.segments().get(1).get(5).text()).isEqualTo("\u201ca\u201d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "M",
        "MSH",
        "MSH|",
        "MSH||A",
        "MSH|^^^^|A",
        "MSH|AB~\\|x",
        "MSH\r^~\\&\r",
        "MSHA^~\\&A",
        "MSH|^~\\&#+|A",
        "MSH|\\^|A",
        "PID|1",
        "\0M\0S\0H",
        "M\0S\0H\0",
        "MSH \rPID|1"
      })
  void atk091RefusesAnUnreadableMsh(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(Hl7Exception.class);
    assertThat(Hl7Message.header(Hl7Samples.bytes(text), Charsets.USUAL_FALLBACK)).isEmpty();
  }

  @Test
  void atk091ReadsAHeaderWithoutOrWithAHugeControlId() throws Hl7Exception {
    assertThat(parse("MSH|^~\\&|A|B").header().controlId()).isEmpty();
    String huge = "7".repeat(10_240);
    assertThat(parse("MSH|^~\\&|||||||ORU^R01|" + huge + "|P|2.3").header().controlId())
        .isEqualTo(huge);
  }

  @Test
  void atk091SkipsAByteOrderMark() throws Hl7Exception {
    assertThat(parse("\u00ef\u00bb\u00bf" + MSH).notes())
        .containsExactly("byte order mark before MSH");
  }

  @Test
  void refusesASecondMshBecauseTwoPatientsWouldBecomeOne() {
    assertThatThrownBy(() -> parse(MSH + "\rPID|1\r" + MSH)).hasMessageContaining("a second MSH");
  }

  @Test
  void boundsSegmentsAndFields() {
    assertThatThrownBy(() -> parse(MSH + "\rAAA|".repeat(Limits.SEGMENTS)))
        .hasMessageContaining("segments");
    assertThatThrownBy(() -> parse(MSH + "\rAAA" + "|".repeat(Limits.FIELDS + 1)))
        .hasMessageContaining("fields");
  }

  @Test
  void showsNoValues() throws Hl7Exception {
    Hl7Message message = Hl7Message.parse(Hl7Samples.oru("1"), Charsets.USUAL_FALLBACK);
    Segment pid = message.first("PID").orElseThrow();
    String shown = message + " " + pid + pid.get(3) + pid.get(3).repetitions() + message.header();
    assertThat(shown).doesNotContain("123456", "Muster");
  }

  @Test
  void hl13TakesABatchApart() throws Hl7Exception {
    byte[] batch =
        Hl7Samples.bytes(
            "FHS|^~\\&|A\rBHS|^~\\&|A\r" + MSH + "\rPID|1\r" + MSH + "\rPID|2\rBTS|2\rFTS|1\r");
    assertThat(Batch.isBatch(batch)).isTrue();
    assertThat(Batch.messages(batch)).hasSize(2);
    assertThat(
            Hl7Message.parse(Batch.messages(batch).get(1), Charsets.USUAL_FALLBACK)
                .first("PID")
                .orElseThrow()
                .value(1))
        .isEqualTo("2");
    assertThat(Batch.isBatch(Hl7Samples.oru("1"))).isFalse();
    assertThat(Batch.messages(Hl7Samples.oru("1"))).hasSize(1);
    assertThat(Batch.messages(Hl7Samples.bytes("BHS|^~\\&\rBTS|0"))).isEmpty();
  }
}
