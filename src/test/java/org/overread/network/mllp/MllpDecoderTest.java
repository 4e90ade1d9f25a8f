package org.overread.network.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.overread.testing.Hl7Samples;

class MllpDecoderTest {
  private static final int LIMIT = 1000;

  /** What came out, in order. */
  private static final class Heard implements MllpDecoder.Sink {
    private final List<String> events = new ArrayList<>();

    @Override
    public void frame(byte[] message) {
      events.add(new String(message, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void restarted(int bytesDropped) {
      events.add("restarted " + bytesDropped);
    }

    @Override
    public void tooLong(byte[] beginning) {
      events.add("too long " + beginning.length);
    }
  }

  private final MllpDecoder decoder = new MllpDecoder(LIMIT);
  private final Heard heard = new Heard();

  private void feed(String bytes) {
    decoder.decode(Unpooled.wrappedBuffer(Hl7Samples.bytes(bytes)), heard);
  }

  @Test
  void hl01IgnoresBytesOutsideFrames() {
    feed("\0\r\nx\u000ba\u001c\r\0\n\r\u000bb\u001c\r\u001c\r");
    assertThat(heard.events).containsExactly("a", "b");
    assertThat(decoder.insideFrame()).isFalse();
  }

  @Test
  void hl01AcceptsAMissingCrWhenToldOrWhenTheNextFrameBegins() {
    feed("\u000ba\u001c");
    assertThat(decoder.awaitsCr()).isTrue();
    decoder.acceptMissingCr(heard);
    feed("\r\u000bb\u001c\u000bc\u001c\n");
    decoder.acceptMissingCr(heard);
    assertThat(heard.events).containsExactly("a", "b", "c");
  }

  @Test
  void hl01BeginsAgainAtAnInnerStart() {
    feed("\u000babc\u000bd\u001c\r");
    assertThat(heard.events).containsExactly("restarted 3", "d");
  }

  @Test
  void hl02FindsEveryFrameHoweverTheStreamIsCut() {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < 3; i++) {
      stream.writeBytes(Hl7Samples.framed(Hl7Samples.oru("C" + i)));
    }
    byte[] all = stream.toByteArray();
    for (int step = 1; step <= all.length; step++) {
      MllpDecoder fresh = new MllpDecoder(LIMIT);
      Heard each = new Heard();
      for (int at = 0; at < all.length; at += step) {
        fresh.decode(
            Unpooled.wrappedBuffer(Arrays.copyOfRange(all, at, Math.min(all.length, at + step))),
            each);
      }
      assertThat(each.events).hasSize(3).allMatch(text -> text.startsWith("MSH"));
      assertThat(each.events.get(2)).contains("|C2|");
    }
  }

  @Test
  void hl03StopsAtTheLimitAndHoldsNoMore() {
    feed("\u000b" + "x".repeat(LIMIT) + "\u001c\r");
    assertThat(heard.events).containsExactly("x".repeat(LIMIT));
    feed("\u000b" + "x".repeat(LIMIT));
    feed("y");
    feed("y".repeat(10_000) + "\u001c\r\u000ba\u001c\r");
    assertThat(heard.events.subList(1, heard.events.size())).containsExactly("too long " + LIMIT);
    assertThat(decoder.frameBytes()).isZero();
  }

  @Test
  void atk090KeepsA1cThatEndsNothing() {
    feed("\u000ba\u001cb\u001c\u001c\r");
    assertThat(heard.events).containsExactly("a\u001cb\u001c");
  }

  @Test
  void atk090HearsNothingWithoutStart() {
    feed("MSH|^~\\&|\u001c\r");
    assertThat(heard.events).isEmpty();
  }
}
