package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Uid;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.CommandSet;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.AReleaseRp;
import org.overread.network.pdu.AReleaseRq;
import org.overread.network.pdu.PresentationContextRq;
import org.overread.network.pdu.UserInformation;
import org.overread.testing.Eventually;
import org.overread.testing.NetworkStandIns;
import org.overread.testing.Networks;
import org.overread.testing.RawPeer;

/** Peers that break the rules of the upper layer, or end where they should not. */
class AcceptorIT {
  private final NetworkStandIns services = new NetworkStandIns();
  private final DicomListener listener = new DicomListener(Networks.settings(), services);

  @BeforeEach
  void start() throws IOException {
    listener.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    listener.stop();
    assertThat(listener.registry().snapshot().open()).isEmpty();
  }

  private RawPeer connect() throws IOException {
    return RawPeer.connect(listener.port());
  }

  private RawPeer associated() throws IOException {
    return RawPeer.associated(listener.port());
  }

  private static CommandSet storeRq(int messageId) {
    return CommandSet.storeRq(new CStoreRq(messageId, Uid.MRImageStorage, "1.2.3", 0, "", 0));
  }

  private static List<PresentationContextRq> contexts(int... ids) {
    List<PresentationContextRq> contexts = new ArrayList<>();
    for (int id : ids) {
      contexts.add(
          new PresentationContextRq(id, Uid.Verification, List.of(Uid.ImplicitVRLittleEndian)));
    }
    return contexts;
  }

  private void rejects(AAssociateRq request, Integer... reasons) throws IOException {
    try (RawPeer peer = connect()) {
      peer.send(request);
      RawPeer.Received answer = peer.receive();
      assertThat(answer.type()).isEqualTo(3);
      assertThat(answer.reasons()).containsExactly(reasons);
    }
    assertThat(services.ended).isEmpty();
  }

  @Test
  void ul22RejectsTitlesThatAreNotKnown() throws IOException {
    rejects(RawPeer.request("SOMEBODY", "RAW", contexts(1)), 1, 1, 7);
    rejects(RawPeer.request("OVERREAD", "STRANGER", contexts(1)), 1, 1, 3);
  }

  @Test
  void ul21RejectsTitlesOfNothingButSpaces() throws IOException {
    byte[] request = RawPeer.bytes(RawPeer.request());
    Arrays.fill(request, 10, 42, (byte) ' '); // called and calling AE title
    try (RawPeer peer = connect()) {
      peer.send(request);
      assertThat(peer.receive().reasons()).containsExactly(1, 1, 7);
    }
  }

  @Test
  void ul65ADataPduBeforeTheAnswerIsAProtocolViolation() throws IOException {
    try (RawPeer peer = connect()) {
      ByteArrayOutputStream early = new ByteArrayOutputStream();
      early.write(RawPeer.bytes(RawPeer.request()));
      early.write(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(1)));
      peer.send(early.toByteArray());
      assertThat(peer.receive().type()).isEqualTo(7);
    }
  }

  @Test
  void ul06Ul10Ul34RejectsWhatCannotBeSpokenWith() throws IOException {
    AAssociateRq good = RawPeer.request();
    rejects(
        new AAssociateRq(
            2, "OVERREAD", "RAW", good.applicationContext(), contexts(1), good.userInformation()),
        1,
        2,
        2);
    rejects(
        new AAssociateRq(1, "OVERREAD", "RAW", "1.2.3", contexts(1), good.userInformation()),
        1,
        1,
        2);
    rejects(
        new AAssociateRq(
            1,
            "OVERREAD",
            "RAW",
            good.applicationContext(),
            contexts(1),
            UserInformation.ours(7, "1.2.3", "RAW")),
        1,
        1,
        1);
  }

  @Test
  void ul24AbortsOnContextIdsThatAreNotOddAndUnique() throws IOException {
    int[] tooMany = new int[129];
    for (int i = 0; i < tooMany.length; i++) {
      tooMany[i] = (2 * i + 1) & 0xFF;
    }
    for (int[] ids : List.of(new int[] {2}, new int[] {0}, new int[] {1, 3, 1}, tooMany)) {
      try (RawPeer peer = connect()) {
        peer.send(RawPeer.request("OVERREAD", "RAW", contexts(ids)));
        RawPeer.Received answer = peer.receive();
        assertThat(answer.type()).isEqualTo(7);
        assertThat(answer.reasons()).containsExactly(0, 2, 6);
      }
    }
  }

  @Test
  void ul03ServesASessionThatComesOneByteAtATime() throws IOException {
    try (RawPeer peer = connect()) {
      for (byte one : RawPeer.bytes(RawPeer.request())) {
        peer.send(new byte[] {one});
      }
      assertThat(peer.receive().type()).isEqualTo(2);
      ByteArrayOutputStream session = new ByteArrayOutputStream();
      byte[] echo = CommandSet.echoRq(7).encode();
      for (byte one : echo) {
        session.write(RawPeer.pdata(RawPeer.ECHO, true, false, new byte[] {one}));
      }
      session.write(RawPeer.pdata(RawPeer.ECHO, true, true, new byte[0]));
      session.write(RawPeer.bytes(new AReleaseRq()));
      for (byte one : session.toByteArray()) {
        peer.send(new byte[] {one});
      }
      assertThat(peer.receive().command().status().code()).isZero();
      assertThat(peer.receive().type()).isEqualTo(6);
    }
  }

  @Test
  void ul57AnswersARequestThatCameTogetherWithTheRelease() throws IOException {
    try (RawPeer peer = associated()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      all.write(RawPeer.command(RawPeer.STORE, storeRq(1)));
      all.write(RawPeer.pdata(RawPeer.STORE, false, true, new byte[100]));
      all.write(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(2)));
      all.write(RawPeer.bytes(new AReleaseRq()));
      peer.send(all.toByteArray());
      assertThat(peer.receive().command().messageIdBeingRespondedTo()).isEqualTo(1);
      assertThat(peer.receive().command().messageIdBeingRespondedTo()).isEqualTo(2);
      assertThat(peer.receive().type()).isEqualTo(6);
    }
  }

  private void violates(Integer reason, byte[]... pdus) throws IOException {
    try (RawPeer peer = associated()) {
      for (byte[] pdu : pdus) {
        peer.send(pdu);
      }
      RawPeer.Received answer = peer.receive();
      assertThat(answer.type()).isEqualTo(7);
      assertThat(answer.reasons()).containsExactly(0, 2, reason);
    }
  }

  @Test
  void ul81AbortsOnFragmentsOutOfOrder() throws IOException {
    byte[] command = RawPeer.command(RawPeer.STORE, storeRq(1));
    byte[] data = RawPeer.pdata(RawPeer.STORE, false, false, new byte[4]);
    violates(5, data);
    violates(5, command, command);
    violates(5, command, RawPeer.pdata(RawPeer.ECHO, false, false, new byte[4]));
    violates(5, RawPeer.pdata(RawPeer.STORE, true, false, new byte[4]), data);
    violates(
        5,
        RawPeer.pdata(RawPeer.STORE, true, false, new byte[4]),
        RawPeer.pdata(RawPeer.ECHO, true, false, new byte[4]));
    violates(6, RawPeer.command(9, CommandSet.echoRq(1)));
    violates(6, RawPeer.pdata(RawPeer.ECHO, true, true, new byte[] {1, 2, 3}));
    violates(5, RawPeer.command(RawPeer.ECHO, CommandSet.echoRsp(1)));
  }

  @Test
  void abortsOnACommandSetOver64KiB() throws IOException {
    byte[] piece = RawPeer.pdata(RawPeer.STORE, true, false, new byte[32 * 1024]);
    violates(6, piece, piece, RawPeer.pdata(RawPeer.STORE, true, false, new byte[1]));
  }

  @Test
  void ul67AbortsOnPdusThatDoNotFitTheState() throws IOException {
    violates(2, RawPeer.bytes(RawPeer.request()));
    violates(2, RawPeer.bytes(new AReleaseRp()));
    violates(1, new byte[] {0x55, 0, 0, 0, 0, 0});
    violates(6, new byte[] {4, 0, 0, 2, 0, 0});
  }

  @ParameterizedTest
  @CsvSource({"RELEASE, true", "ABORT, false", "CLOSE, false"})
  void cmp03TheServicesLearnWhetherAnAssociationWasReleased(String ending, boolean released)
      throws Exception {
    try (RawPeer peer = associated()) {
      if (ending.equals("RELEASE")) {
        peer.send(new AReleaseRq());
        peer.receive();
      } else if (ending.equals("ABORT")) {
        peer.send(AAbort.BY_USER);
      }
    } // CLOSE is only this
    assertThat(services.wasReleased.poll(5, TimeUnit.SECONDS)).isEqualTo(released);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dm29ForgetsADataSetCutOffByAbortOrClose(boolean abort) throws Exception {
    try (RawPeer peer = associated()) {
      peer.send(RawPeer.command(RawPeer.STORE, storeRq(1)));
      peer.send(RawPeer.pdata(RawPeer.STORE, false, false, new byte[1000]));
      if (abort) {
        peer.send(new AAbort(1, 255));
      }
    }
    NetworkStandIns.Received received = services.received.poll(5, TimeUnit.SECONDS);
    assertThat(received.aborted()).isTrue();
    assertThat(received.bytes()).isEqualTo(1000);
    assertThat(services.ended.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(services.ended).isEmpty();
  }

  @Test
  void ul56AbortsAtEachStepLeaveNothing() throws Exception {
    byte[] abort = RawPeer.bytes(AAbort.BY_USER);
    byte[] request = RawPeer.bytes(RawPeer.request());
    for (byte[] before : List.of(new byte[0], new byte[] {1}, request)) {
      try (RawPeer peer = connect()) {
        peer.send(before);
        peer.send(abort);
      }
    }
    try (RawPeer peer = associated()) {
      peer.send(new AReleaseRq());
      peer.send(abort);
    }
    Eventually.until("nothing is left", () -> listener.registry().snapshot().open().isEmpty());
    Eventually.until(
        "each accepted association ended once",
        () -> services.ended.size() == listener.registry().snapshot().accepted());
  }

  @Test
  void ul60KeepsACompleteInstanceOfAPeerThatClosesWithoutRelease() throws Exception {
    try (RawPeer peer = associated()) {
      peer.send(RawPeer.command(RawPeer.STORE, storeRq(1)));
      peer.send(RawPeer.pdata(RawPeer.STORE, false, true, new byte[1000]));
    }
    assertThat(services.received.poll(5, TimeUnit.SECONDS).aborted()).isFalse();
  }

  @Test
  void dm06Dm07AnswersWhatTheContextDoesNotOffer() throws IOException {
    try (RawPeer peer = associated()) {
      peer.send(RawPeer.command(RawPeer.STORE, CommandSet.echoRq(1)));
      assertThat(peer.receive().command().status().code()).isEqualTo(0x0211);
      CStoreRq otherClass = new CStoreRq(2, Uid.CTImageStorage, "1.2.3", 0, "", 0);
      peer.send(RawPeer.command(RawPeer.STORE, CommandSet.storeRq(otherClass)));
      peer.send(RawPeer.pdata(RawPeer.STORE, false, true, new byte[70]));
      assertThat(peer.receive().command().status().code()).isEqualTo(0x0122);
      peer.send(RawPeer.command(RawPeer.ECHO, storeRq(3)));
      peer.send(RawPeer.pdata(RawPeer.ECHO, false, true, new byte[70]));
      assertThat(peer.receive().command().status().code()).isEqualTo(0x0211);
      peer.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(4)));
      assertThat(peer.receive().command().status().code()).isZero();
    }
    assertThat(services.received).isEmpty();
  }

  @Test
  void ul90AStalledStoreDoesNotDelayAnEchoElsewhere() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    services.onComplete = () -> await(release);
    List<RawPeer> stalled = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RawPeer peer = associated();
      peer.send(RawPeer.command(RawPeer.STORE, storeRq(1)));
      peer.send(RawPeer.pdata(RawPeer.STORE, false, true, new byte[1000]));
      stalled.add(peer);
    }
    try (RawPeer peer = associated()) {
      long began = System.nanoTime();
      peer.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(1)));
      assertThat(peer.receive().command().status().code()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(200));
    }
    release.countDown();
    for (RawPeer peer : stalled) {
      assertThat(peer.receive().command().status().code()).isZero();
      peer.close();
    }
  }

  @Test
  void ul91AFastSenderWaitsForASlowDisk() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    services.onData = () -> await(release);
    try (RawPeer peer = associated()) {
      peer.send(RawPeer.command(RawPeer.STORE, storeRq(1)));
      Thread sender = new Thread(() -> sendMegabytes(peer, 64));
      sender.start();
      sender.join(1000);
      // 64 MiB do not fit the socket buffers: the sender is still at it, and we took a few reads at
      // most
      assertThat(sender.isAlive()).isTrue();
      assertThat(listener.registry().snapshot().open().get(0).bytesReceived()).isLessThan(2 << 20);
      release.countDown();
      assertThat(peer.receive().command().status().code()).isZero();
      sender.join();
    }
    assertThat(services.received.poll().bytes()).isEqualTo(64 << 20);
  }

  private static void sendMegabytes(RawPeer peer, int count) {
    try {
      for (int i = 0; i < count * 32; i++) {
        peer.send(RawPeer.pdata(RawPeer.STORE, false, i == count * 32 - 1, new byte[32 * 1024]));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
