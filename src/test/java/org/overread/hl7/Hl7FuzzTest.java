package org.overread.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.overread.testing.Hl7Samples;

/** Damaged messages: read, or refused with an {@link Hl7Exception}, and nothing else. */
class Hl7FuzzTest {
  private static final int ROUNDS = 20_000;
  private static final byte[] TELLING =
      Hl7Samples.bytes("|^~\\&\r\n\0\u000b\u001c\u001bXCM.\"\u00ff\u00e4MSHAZ09");
  private static final String[] SETS = {
    "", "8859/1", "UNICODE UTF-8", "ISO IR87", "BIG-5", "GB 18030-2000"
  };

  @Test
  void neverFailsInAnotherWay() {
    Random random = new Random(20260102);
    int[] read = new int[1];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(random);
            try {
              visit(Hl7Message.parse(damaged, Charsets.USUAL_FALLBACK));
              read[0]++;
            } catch (Hl7Exception e) {
              assertThat(e.getMessage()).doesNotContain("Muster");
            }
            Batch.messages(damaged);
          }
        });
    assertThat(read[0]).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  private static byte[] damaged(Random random) {
    String original = new String(Hl7Samples.oru("F"), java.nio.charset.StandardCharsets.ISO_8859_1);
    String set = SETS[random.nextInt(SETS.length)];
    byte[] bytes = Hl7Samples.bytes(original.replace("|2.5|||||||", "|2.5||||||" + set + "|"));
    int changes = 1 + random.nextInt(8);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = TELLING[random.nextInt(TELLING.length)];
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  /** Everything a reader may ask, and an answer to it. */
  private static void visit(Hl7Message message) throws Hl7Exception {
    for (Segment segment : message.segments()) {
      for (Field field : segment.fields()) {
        field.text();
        field.component(2, 2);
        Hl7DateTime.parse(field.value());
      }
    }
    byte[] ack =
        Acknowledgement.of(
            message.header(),
            AckCode.AA,
            "OWN",
            java.time.ZonedDateTime.of(2026, 1, 1, 1, 1, 1, 1, java.time.ZoneOffset.UTC),
            java.util.Optional.of(new AckError(AckError.Condition.DATA_TYPE_ERROR, "text")));
    assertThat(ack).doesNotContain((byte) 0x0B, (byte) 0x1C, (byte) '\n');
    assertThat(Acknowledgement.read(ack).controlId()).isEqualTo(message.header().controlId());
  }
}
