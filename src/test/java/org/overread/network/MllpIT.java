package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.Connection;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.util.Terser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.hl7.AckCode;
import org.overread.hl7.Acknowledgement;
import org.overread.network.mllp.AddressRange;
import org.overread.network.mllp.MllpSettings;
import org.overread.testing.Eventually;
import org.overread.testing.Hapi;
import org.overread.testing.Hl7Samples;
import org.overread.testing.Messages;
import org.overread.testing.RawMllpPeer;

/** The HL7 port over real sockets. */
class MllpIT {
  private static final int MAX_FRAME = 100_000;
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(60);

  private final Messages messages = new Messages();
  private MllpListener listener =
      listener(LONG, LONG, SHORT, 20, List.of(AddressRange.of("127.0.0.0/8")));

  private MllpListener listener(
      Duration idle, Duration silence, Duration missingCr, int most, List<AddressRange> allowed) {
    return new MllpListener(
        new MllpSettings(
            "127.0.0.1", 0, MAX_FRAME, most, most, idle, silence, missingCr, LONG, LONG, allowed),
        messages,
        Clock.systemUTC());
  }

  private RawMllpPeer peer() throws IOException {
    return RawMllpPeer.connect(listener.port());
  }

  @AfterEach
  void stop() throws InterruptedException {
    listener.stop();
  }

  @Test
  void hl06AnswersHapi() throws Exception {
    listener.start();
    try (HapiContext context = Hapi.context()) {
      Connection connection = context.newClient("127.0.0.1", listener.port(), false);
      for (int i = 1; i <= 3; i++) {
        Message oru =
            context
                .getGenericParser()
                .parse(new String(Hl7Samples.oru("H" + i), StandardCharsets.US_ASCII));
        Terser ack = new Terser(connection.getInitiator().sendAndReceive(oru));
        assertThat(ack.get("/MSA-1")).isEqualTo("AA");
        assertThat(ack.get("/MSA-2")).isEqualTo("H" + i);
        assertThat(ack.get("/MSH-5")).isEqualTo("RIS");
      }
      connection.close();
    }
    assertThat(messages.controlIds()).containsExactly("H1", "H2", "H3");
  }

  @Test
  void hl01AcceptsAMissingCrAfterItsTime() throws Exception {
    listener.start();
    try (RawMllpPeer peer = peer()) {
      byte[] frame = Hl7Samples.framed(Hl7Samples.oru("1"));
      peer.send(java.util.Arrays.copyOf(frame, frame.length - 1));
      assertThat(peer.acknowledgement().controlId()).isEqualTo("1");
      peer.send("\r");
      peer.send(Hl7Samples.framed(Hl7Samples.oru("2")));
      assertThat(peer.acknowledgement().controlId()).isEqualTo("2");
    }
  }

  @Test
  void hl02AnswersEachOfManyMessagesInOnePacketInOrder() throws Exception {
    listener.start();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < 200; i++) {
      all.writeBytes(Hl7Samples.framed(Hl7Samples.oru("C" + i)));
    }
    try (RawMllpPeer peer = peer()) {
      peer.send(all.toByteArray());
      for (int i = 0; i < 200; i++) {
        assertThat(peer.acknowledgement().controlId()).isEqualTo("C" + i);
      }
    }
    assertThat(messages.controlIds())
        .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "C" + i).toList());
  }

  @Test
  void hl03AnswersArToAMessageWithoutEndAndCloses() throws Exception {
    listener.start();
    try (RawMllpPeer peer = peer()) {
      peer.send("\u000b");
      peer.send(Hl7Samples.oru("LONG"));
      peer.send("x".repeat(MAX_FRAME));
      Acknowledgement ack = peer.acknowledgement();
      assertThat(ack.code()).isEqualTo(AckCode.AR);
      assertThat(ack.controlId()).isEqualTo("LONG");
      assertThat(peer.isClosedByPeer()).isTrue();
    }
    assertThat(messages.received()).isEmpty();
  }

  @Test
  void atk090HoldsNoMoreThanTheLimitOfAStreamWithoutEnd() throws Exception {
    listener.start();
    byte[] block = new byte[1 << 20];
    java.util.Arrays.fill(block, (byte) 'x');
    try (RawMllpPeer peer = peer()) {
      peer.send("\u000b");
      boolean stopped = false;
      for (int i = 0; i < 1024 && !stopped; i++) {
        try {
          peer.send(block);
        } catch (IOException closed) {
          stopped = true;
        }
      }
      assertThat(stopped).isTrue();
    }
    Eventually.until("gone", () -> listener.openConnections() == 0);
  }

  @Test
  void hl04KeepsASecondConnectionOfTheSameSender() throws Exception {
    listener.start();
    try (RawMllpPeer one = peer();
        RawMllpPeer two = peer()) {
      for (RawMllpPeer peer : List.of(one, two, one)) {
        peer.send(Hl7Samples.framed(Hl7Samples.oru("1")));
        assertThat(peer.acknowledgement().code()).isEqualTo(AckCode.AA);
      }
    }
  }

  @Test
  void hl04ClosesWhoStandsStillInsideAFrameAndNotWhoIsIdle() throws Exception {
    listener = listener(LONG, SHORT, SHORT, 20, List.of());
    listener.start();
    try (RawMllpPeer idle = peer();
        RawMllpPeer slow = peer()) {
      slow.send("\u000bMSH|");
      assertThat(slow.isClosedByPeer()).isTrue();
      idle.send(Hl7Samples.framed(Hl7Samples.oru("1")));
      assertThat(idle.acknowledgement().code()).isEqualTo(AckCode.AA);
    }
  }

  @Test
  void hl04ClosesAConnectionThatIsIdleTooLong() throws Exception {
    listener = listener(SHORT, LONG, LONG, 20, List.of());
    listener.start();
    try (RawMllpPeer idle = peer()) {
      assertThat(idle.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void hl05AcknowledgesOnlyWhenTheServiceHasTheMessageAndOthersDoNotWait() throws Exception {
    CountDownLatch stored = new CountDownLatch(1);
    messages.first(
        id -> {
          if (id.equals("SLOW")) {
            await(stored);
          }
        });
    listener.start();
    try (RawMllpPeer slow = peer();
        RawMllpPeer other = peer()) {
      slow.send(Hl7Samples.framed(Hl7Samples.oru("SLOW")));
      slow.send(Hl7Samples.framed(Hl7Samples.oru("AFTER")));
      for (int i = 0; i < 50; i++) {
        other.send(Hl7Samples.framed(Hl7Samples.oru("O" + i)));
        assertThat(other.acknowledgement().controlId()).isEqualTo("O" + i);
      }
      assertThat(messages.controlIds()).doesNotContain("SLOW", "AFTER");
      stored.countDown();
      assertThat(slow.acknowledgement().controlId()).isEqualTo("SLOW");
      assertThat(slow.acknowledgement().controlId()).isEqualTo("AFTER");
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hl07AnswersAeWhateverIsThrown(boolean error) throws Exception {
    messages.first(
        id -> {
          if (id.equals("BAD") && error) {
            throw new AssertionError("a bug");
          } else if (id.equals("BAD")) {
            throw new IllegalStateException("a bug");
          }
        });
    listener.start();
    try (RawMllpPeer peer = peer()) {
      peer.send(Hl7Samples.framed(Hl7Samples.oru("BAD")));
      Acknowledgement ack = peer.acknowledgement();
      assertThat(ack.code()).isEqualTo(AckCode.AE);
      assertThat(ack.controlId()).isEqualTo("BAD");
      peer.send(Hl7Samples.framed(Hl7Samples.oru("GOOD")));
      assertThat(peer.acknowledgement().code()).isEqualTo(AckCode.AA);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "garbage", "MSH", "MSH|^^^^|", "PID|1"})
  void hl09AnswersArToAnUnreadableMshAndCloses(String message) throws Exception {
    listener.start();
    try (RawMllpPeer peer = peer()) {
      peer.send(Hl7Samples.framed(Hl7Samples.bytes(message)));
      Acknowledgement ack = peer.acknowledgement();
      assertThat(ack.code()).isEqualTo(AckCode.AR);
      assertThat(ack.controlId()).isEmpty();
      assertThat(peer.isClosedByPeer()).isTrue();
    }
  }

  @Test
  void hl13HandsABatchOverWhole() throws Exception {
    listener.start();
    try (RawMllpPeer peer = peer()) {
      peer.send(Hl7Samples.framed(Hl7Samples.bytes("BHS|^~\\&|A\rMSH|^~\\&|A\rBTS|1\r")));
      peer.receive();
      peer.send(Hl7Samples.framed(Hl7Samples.oru("1")));
      peer.receive();
    }
    assertThat(messages.received()).hasSize(2);
  }

  @Test
  void hl14TurnsAwayAnAddressThatIsNotAllowed() throws Exception {
    listener = listener(LONG, LONG, LONG, 20, List.of(AddressRange.of("10.1.0.0/16")));
    listener.start();
    try (RawMllpPeer peer = peer()) {
      assertThat(peer.isClosedByPeer()).isTrue();
    }
    assertThat(listener.openConnections()).isZero();
  }

  @Test
  void turnsAwayWhoIsOneTooManyAndTakesTheNextWhenOneLeaves() throws Exception {
    listener = listener(LONG, LONG, LONG, 2, List.of());
    listener.start();
    try (RawMllpPeer one = peer()) {
      one.send("\0");
      RawMllpPeer two = peer();
      Eventually.until("both open", () -> listener.openConnections() == 2);
      try (RawMllpPeer three = peer()) {
        assertThat(three.isClosedByPeer()).isTrue();
      }
      two.close();
      Eventually.until("one left", () -> listener.openConnections() == 1);
      try (RawMllpPeer four = peer()) {
        four.send(Hl7Samples.framed(Hl7Samples.oru("1")));
        assertThat(four.acknowledgement().code()).isEqualTo(AckCode.AA);
      }
    }
  }

  @Test
  void atk090TakesOneByteAtATime() throws Exception {
    listener.start();
    try (RawMllpPeer peer = peer()) {
      for (byte b : Hl7Samples.framed(Hl7Samples.oru("1"))) {
        peer.send(new byte[] {b});
      }
      assertThat(peer.acknowledgement().controlId()).isEqualTo("1");
    }
  }

  @Test
  void answersWhatHasArrivedBeforeItStops() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch stored = new CountDownLatch(1);
    messages.first(
        id -> {
          entered.countDown();
          await(stored);
        });
    listener.start();
    try (RawMllpPeer peer = peer()) {
      peer.send(Hl7Samples.framed(Hl7Samples.oru("LAST")));
      await(entered);
      Thread stopping =
          new Thread(
              () -> {
                try {
                  listener.stop();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      stopping.start();
      Eventually.until("no longer listening", () -> !isListening(listener.port()));
      stored.countDown();
      assertThat(peer.acknowledgement().controlId()).isEqualTo("LAST");
      assertThat(peer.isClosedByPeer()).isTrue();
      stopping.join();
    }
  }

  private static boolean isListening(int port) {
    try (Socket probe = new Socket("127.0.0.1", port)) {
      return probe.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
