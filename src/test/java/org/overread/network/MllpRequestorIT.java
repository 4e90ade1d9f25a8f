package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.Terser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.overread.hl7.AckCode;
import org.overread.network.service.MessageOutcome;
import org.overread.network.service.MessageOutcome.Accepted;
import org.overread.network.service.MessageOutcome.Failed;
import org.overread.network.service.MessageOutcome.Rejected;
import org.overread.network.service.RemoteHl7;
import org.overread.testing.Eventually;
import org.overread.testing.Hapi;
import org.overread.testing.Hl7Samples;
import org.overread.testing.RawMllpPeer;

/** Sending, to HAPI's server and to receivers that misbehave. */
class MllpRequestorIT {
  private static final byte[] MESSAGE = Hl7Samples.oru("M1");
  private static final String HEADER = "MSH|^~\\&|||||||ACK|9|P|2.5\r";

  private final MllpRequestor requestor =
      new MllpRequestor(Duration.ofSeconds(5), Duration.ofSeconds(20));
  private final ExecutorService caller = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    requestor.close();
    caller.shutdownNow();
  }

  private Future<MessageOutcome> send(ServerSocket server) {
    RemoteHl7 remote = new RemoteHl7("127.0.0.1", server.getLocalPort());
    return caller.submit(() -> requestor.send(remote, MESSAGE));
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  private MessageOutcome answered(String answer) throws Exception {
    try (ServerSocket server = server()) {
      Future<MessageOutcome> outcome = send(server);
      try (RawMllpPeer peer = new RawMllpPeer(server.accept())) {
        assertThat(peer.receive()).isEqualTo(MESSAGE);
        peer.send(answer);
        return outcome.get();
      }
    }
  }

  private static String framed(String message) {
    return "\u000b" + message + "\u001c\r";
  }

  /** Accepts all, and remembers control IDs. */
  private static final class Receiver implements ReceivingApplication<Message> {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public Message processMessage(Message message, Map<String, Object> metadata)
        throws ca.uhn.hl7v2.HL7Exception {
      heard.add(new Terser(message).get("/MSH-10"));
      try {
        return message.generateACK();
      } catch (IOException e) {
        throw new ca.uhn.hl7v2.HL7Exception(e);
      }
    }

    @Override
    public boolean canProcess(Message message) {
      return true;
    }
  }

  @Test
  void isAcceptedByHapiOverOneConnection() throws Exception {
    int port;
    try (ServerSocket free = server()) {
      port = free.getLocalPort();
    }
    Receiver receiver = new Receiver();
    try (HapiContext context = Hapi.context()) {
      HL7Service service = context.newServer(port, false);
      service.registerApplication("*", "*", receiver);
      service.startAndWait();
      RemoteHl7 remote = new RemoteHl7("127.0.0.1", port);
      for (int i = 1; i <= 3; i++) {
        assertThat(requestor.send(remote, Hl7Samples.oru("S" + i))).isEqualTo(new Accepted());
      }
      assertThat(service.getRemoteConnections()).hasSize(1);
      service.stopAndWait();
    }
    assertThat(receiver.heard).containsExactly("S1", "S2", "S3");
  }

  @Test
  void tellsARefusalWithItsCodeAndText() throws Exception {
    assertThat(answered(framed(HEADER + "MSA|AE|M1|busy\r")))
        .isEqualTo(new Rejected(AckCode.AE, "busy"));
    assertThat(answered(framed(HEADER + "MSA|AR||cannot read\r")))
        .isEqualTo(new Rejected(AckCode.AR, "cannot read"));
  }

  @Test
  void takesAnAnswerWithoutTheLastCr() throws Exception {
    assertThat(answered("\u000b" + HEADER + "MSA|CA|M1\r\u001c")).isEqualTo(new Accepted());
  }

  @Test
  void doesNotTakeTheAnswerToAnotherMessageForItsOwn() throws Exception {
    assertThat(answered(framed(HEADER + "MSA|AA|M0\r")))
        .isEqualTo(new Failed("the acknowledgement is that of another message", true));
    assertThat(answered(framed(HEADER + "MSA|AA\r"))).isInstanceOf(Failed.class);
  }

  @Test
  void doesNotTakeGarbageForAnAnswer() throws Exception {
    MessageOutcome outcome = answered(framed("OK"));
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).mayHaveArrived()).isTrue();
  }

  @Test
  void saysThatTheMessageMayHaveArrivedWhenTheConnectionEnds() throws Exception {
    try (ServerSocket server = server()) {
      Future<MessageOutcome> outcome = send(server);
      try (RawMllpPeer peer = new RawMllpPeer(server.accept())) {
        peer.receive();
      }
      assertThat(outcome.get())
          .isEqualTo(new Failed("the connection ended before the acknowledgement", true));
    }
  }

  @Test
  void saysThatNothingArrivedWhereNobodyListens() throws Exception {
    int port;
    try (ServerSocket free = server()) {
      port = free.getLocalPort();
    }
    MessageOutcome outcome = requestor.send(new RemoteHl7("127.0.0.1", port), MESSAGE);
    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(((Failed) outcome).mayHaveArrived()).isFalse();
  }

  @Test
  void leavesAConnectionThatAnsweredTooLate() throws Exception {
    try (MllpRequestor hasty = new MllpRequestor(Duration.ofSeconds(5), Duration.ofMillis(100));
        ServerSocket server = server()) {
      RemoteHl7 remote = new RemoteHl7("127.0.0.1", server.getLocalPort());
      assertThat(hasty.send(remote, MESSAGE)).isInstanceOf(Failed.class);
      try (RawMllpPeer peer = new RawMllpPeer(server.accept())) {
        peer.receive();
        assertThat(peer.isClosedByPeer()).isTrue();
      }
    }
  }

  @Test
  void opensANewConnectionWhenTheReceiverClosedTheIdleOne() throws Exception {
    try (ServerSocket server = server()) {
      for (int i = 0; i < 2; i++) {
        Future<MessageOutcome> outcome = send(server);
        RawMllpPeer peer = new RawMllpPeer(server.accept());
        peer.receive();
        peer.send(framed(HEADER + "MSA|AA|M1\r"));
        assertThat(outcome.get()).isEqualTo(new Accepted());
        peer.close();
        Eventually.until("end is seen", () -> requestor.idleConnections() == 0);
      }
    }
  }
}
