package org.overread.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.v25.message.ORU_R01;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overread.testing.Hl7Samples;

class MessageBuilderTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6_000_000, ZoneOffset.ofHours(1));
  private static final String EVIL = "a|b^c~d\\e&f";

  private static MessageBuilder oru() {
    return MessageBuilder.message("2.5", "P", "ID7", NOW, "ORU", "R01", "ORU_R01");
  }

  @Test
  void hl24IsReadByHapiAsItWasMeant() throws HL7Exception {
    MessageBuilder message = oru();
    message.segment("PID").set(1, "1").set(3, "7", "", "", "H").add(3, EVIL).set(5, "D\u00f6", "J");
    message.segment("OBR").set(1, "1").setNull(13);
    message.segment("OBX").set(1, "1").set(2, "FT").setText(5, "line 1\nline 2 " + EVIL);
    String text = new String(message.toBytes(), StandardCharsets.UTF_8);
    assertThat(text)
        .startsWith("MSH|^~\\&|||||20260102030405.006+0100||ORU^R01^ORU_R01|ID7|P|2.5|");
    assertThat(text.split("\r", -1)).hasSize(5);
    ORU_R01 read = (ORU_R01) new PipeParser().parse(text);
    Terser terser = new Terser(read);
    assertThat(terser.get("/.PID-3(0)-4")).isEqualTo("H");
    assertThat(terser.get("/.PID-3(1)-1")).isEqualTo(EVIL);
    assertThat(terser.get("/.PID-5-1")).isEqualTo("D\u00f6");
    assertThat(terser.get("/.OBR-13")).isEqualTo("\"\"");
    assertThat(terser.get("/.OBX-5")).isEqualTo("line 1\\.br\\line 2 " + EVIL);
    assertThat(terser.get("/.MSH-18")).isEqualTo("UNICODE UTF-8");
  }

  @Test
  void hl24ReadsBackWhatItWroteWithAnyDelimiters() throws Hl7Exception {
    Delimiters odd = new Delimiters('$', '*', '!', '?', '+', '#');
    String text = EVIL + "$*!?+#\u000b\u001c end";
    MessageBuilder message = new MessageBuilder(odd, StandardCharsets.UTF_8);
    message.segment("OBX").set(1, text, text).setText(2, text + "\n" + text);
    Segment obx =
        Hl7Message.parse(message.toBytes(), Charsets.USUAL_FALLBACK).first("OBX").orElseThrow();
    assertThat(obx.get(1).component(2)).isEqualTo(text);
    assertThat(obx.get(2).text()).isEqualTo(text + "\n" + text);
  }

  @Test
  void neverReplacesACharacterThatDoesNotFit() throws Hl7Exception {
    MessageBuilder message = new MessageBuilder(Delimiters.USUAL, StandardCharsets.ISO_8859_1);
    message.segment("NTE").set(3, "gro\u00df");
    assertThat(message.toBytes()).contains((byte) 0xDF);
    message.segment("NTE").set(3, "\u6771");
    Hl7Message read = Hl7Message.parse(message.toBytes(), Charsets.USUAL_FALLBACK);
    assertThat(read.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(read.all("NTE").get(1).value(3)).isEqualTo("\u6771");
  }

  @Test
  void writesWindows1252AsUtf8BecauseTheTableHasNoNameForIt() throws Hl7Exception {
    MessageBuilder message = new MessageBuilder(Delimiters.USUAL, Charset.forName("windows-1252"));
    message.segment("NTE").set(3, "\u20ac");
    assertThat(Hl7Message.parse(message.toBytes(), Charsets.USUAL_FALLBACK).charset())
        .isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void agreesWithHapiOnWellFormedMessages() throws HL7Exception, Hl7Exception {
    byte[] bytes = Hl7Samples.oru("X");
    Hl7Message ours = Hl7Message.parse(bytes, Charsets.USUAL_FALLBACK);
    Terser theirs =
        new Terser(new PipeParser().parse(new String(bytes, StandardCharsets.US_ASCII)));
    for (String name : new String[] {"MSH", "PID", "OBR", "OBX"}) {
      Segment segment = ours.first(name).orElseThrow();
      for (int n = 3; n <= segment.fieldCount(); n++) {
        if (name.equals("OBX") && n == 5) {
          continue; // HAPI leaves \.br\ to its user
        }
        for (int c = 1; c <= 5; c++) {
          String value = theirs.get("/." + name + "-" + n + "-" + c);
          assertThat(segment.get(n).component(c))
              .as(name + "-" + n + "-" + c)
              .isEqualTo(value == null ? "" : value);
        }
      }
    }
  }

  @Test
  void givesControlIdsThatDifferAlsoWhenTheClockStandsStill() {
    ControlIds ids =
        new ControlIds(Clock.fixed(Instant.EPOCH.plusSeconds(1_800_000_000), ZoneOffset.UTC));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String id = ids.next();
      assertThat(id).hasSize(20);
      assertThat(seen.add(id)).isTrue();
    }
  }
}
