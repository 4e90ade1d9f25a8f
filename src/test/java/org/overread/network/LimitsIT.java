package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Uid;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.CommandSet;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.AReleaseRq;
import org.overread.testing.Eventually;
import org.overread.testing.NetworkStandIns;
import org.overread.testing.Networks;
import org.overread.testing.RawPeer;

/** Timers, limits and the shutdown of the listener. */
class LimitsIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final NetworkStandIns services = new NetworkStandIns();

  /** What a test does with a listener that runs. */
  private interface Scenario {
    void run(DicomListener listener) throws Exception;
  }

  private void with(NetworkSettings settings, Scenario scenario) throws Exception {
    DicomListener listener = new DicomListener(settings, services);
    listener.start();
    try {
      scenario.run(listener);
    } finally {
      listener.stop();
    }
    assertThat(listener.registry().snapshot().open()).isEmpty();
  }

  private static byte[] storeCommand() {
    return RawPeer.command(
        RawPeer.STORE, CommandSet.storeRq(new CStoreRq(1, Uid.MRImageStorage, "1.2.3", 0, "", 0)));
  }

  @Test
  void atk001ClosesASilentConnection() throws Exception {
    with(
        Networks.withTimers(SHORT, LONG, LONG),
        listener -> {
          try (RawPeer silent = RawPeer.connect(listener.port());
              RawPeer slow = RawPeer.connect(listener.port())) {
            slow.send(new byte[] {1, 0, 0, 0, 1});
            assertThat(silent.isClosedByPeer()).isTrue();
            assertThat(slow.isClosedByPeer()).isTrue();
          }
        });
  }

  @Test
  void ul54ClosesWhenThePeerDoesNotAfterARejectionAndAfterARelease() throws Exception {
    with(
        Networks.withTimers(SHORT, LONG, LONG),
        listener -> {
          try (RawPeer peer = RawPeer.connect(listener.port())) {
            peer.send(RawPeer.request("SOMEBODY", "RAW", RawPeer.request().presentationContexts()));
            assertThat(peer.receive().type()).isEqualTo(3);
            assertThat(peer.isClosedByPeer()).isTrue();
          }
          try (RawPeer peer = RawPeer.associated(listener.port())) {
            peer.send(new AReleaseRq());
            assertThat(peer.receive().type()).isEqualTo(6);
            assertThat(peer.isClosedByPeer()).isTrue();
          }
        });
  }

  @Test
  void ul94AbortsAnIdleAssociation() throws Exception {
    with(
        Networks.withTimers(LONG, LONG, SHORT),
        listener -> {
          try (RawPeer peer = RawPeer.associated(listener.port())) {
            assertThat(peer.receive().type()).isEqualTo(7);
          }
        });
  }

  @Test
  void ul94AbortsAPeerThatStopsInsideAMessageOrPdu() throws Exception {
    byte[] half = storeCommand();
    with(
        Networks.withTimers(LONG, SHORT, LONG),
        listener -> {
          try (RawPeer message = RawPeer.associated(listener.port());
              RawPeer pdu = RawPeer.associated(listener.port());
              RawPeer header = RawPeer.associated(listener.port());
              RawPeer idle = RawPeer.associated(listener.port())) {
            message.send(half);
            pdu.send(Arrays.copyOf(half, half.length - 4));
            header.send(new byte[] {4, 0, 0});
            assertThat(message.receive().type()).isEqualTo(7);
            assertThat(pdu.receive().type()).isEqualTo(7);
            assertThat(header.receive().type()).isEqualTo(7);
            idle.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(1)));
            assertThat(idle.receive().command().status().code()).isZero();
          }
        });
    assertThat(services.received.poll(5, TimeUnit.SECONDS).aborted()).isTrue();
  }

  @Test
  void timeInTheServiceDoesNotCountAgainstThePeer() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    services.onComplete =
        () -> {
          begun.countDown();
          await(release);
        };
    with(
        Networks.withTimers(LONG, SHORT, SHORT),
        listener -> {
          try (RawPeer peer = RawPeer.associated(listener.port())) {
            peer.send(storeCommand());
            peer.send(RawPeer.pdata(RawPeer.STORE, false, true, new byte[10]));
            begun.await();
            // twice the limit later the association is still there: another one, idle as long, has
            // been aborted meanwhile
            try (RawPeer idle = RawPeer.associated(listener.port())) {
              assertThat(idle.receive().type()).isEqualTo(7);
            }
            release.countDown();
            assertThat(peer.receive().command().status().code()).isZero();
          }
        });
  }

  @Test
  void ul51RejectsWhenAllAssociationsAreTaken() throws Exception {
    with(
        Networks.withLimits(2, 20, 20),
        listener -> {
          try (RawPeer one = RawPeer.associated(listener.port());
              RawPeer two = RawPeer.associated(listener.port());
              RawPeer three = RawPeer.connect(listener.port())) {
            three.send(RawPeer.request());
            assertThat(three.receive().reasons()).containsExactly(2, 3, 2);
            one.send(new AReleaseRq());
            assertThat(one.receive().type()).isEqualTo(6);
            Eventually.until("the place is free", () -> isAccepted(listener.port()));
            two.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(1)));
            assertThat(two.receive().command().status().code()).isZero();
          }
        });
  }

  @Test
  void ul96CallersThatNoSettingNamesGetHalfOfThePlacesOnly() throws Exception {
    with(
        Networks.withLimits(4, 20, 20),
        listener -> {
          try (RawPeer first = RawPeer.connect(listener.port());
              RawPeer second = RawPeer.connect(listener.port());
              RawPeer third = RawPeer.connect(listener.port())) {
            first.send(guest("GUEST1"));
            assertThat(first.receive().type()).isEqualTo(2);
            second.send(guest("GUEST2"));
            assertThat(second.receive().type()).isEqualTo(2);
            third.send(guest("GUEST3"));
            assertThat(third.receive().reasons()).containsExactly(2, 3, 2);
            try (RawPeer pacs = RawPeer.associated(listener.port());
                RawPeer scanner = RawPeer.associated(listener.port())) {
              scanner.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(1)));
              assertThat(scanner.receive().command().status().code()).isZero();
              pacs.send(new AReleaseRq());
              assertThat(pacs.receive().type()).isEqualTo(6);
            }
            first.send(new AReleaseRq());
            assertThat(first.receive().type()).isEqualTo(6);
            Eventually.until(
                "a guest's place is free", () -> isAccepted(listener.port(), guest("GUEST3")));
          }
        });
  }

  private static AAssociateRq guest(String callingAeTitle) {
    return RawPeer.request("OVERREAD", callingAeTitle, RawPeer.request().presentationContexts());
  }

  private static boolean isAccepted(int port) {
    return isAccepted(port, RawPeer.request());
  }

  private static boolean isAccepted(int port, AAssociateRq request) {
    try (RawPeer peer = RawPeer.connect(port)) {
      peer.send(request);
      return peer.receive().type() == 2;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ul96LimitsCallingTitlesAndAddresses() throws Exception {
    with(
        Networks.withLimits(20, 4, 2),
        listener -> {
          try (RawPeer one = RawPeer.associated(listener.port());
              RawPeer two = RawPeer.associated(listener.port());
              RawPeer three = RawPeer.connect(listener.port());
              RawPeer four = RawPeer.connect(listener.port());
              RawPeer five = RawPeer.connect(listener.port())) {
            three.send(RawPeer.request());
            assertThat(three.receive().reasons()).containsExactly(2, 3, 2);
            four.send(
                RawPeer.request("OVERREAD", "OTHER", RawPeer.request().presentationContexts()));
            assertThat(four.receive().type()).isEqualTo(2);
            assertThat(five.isClosedByPeer()).isTrue();
            for (RawPeer served : List.of(one, two)) {
              served.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(1)));
              assertThat(served.receive().command().status().code()).isZero();
            }
            assertThat(listener.registry().snapshot().open()).hasSize(4);
          }
        });
  }

  @Test
  void ul61LetsARunningStoreEndAndRejectsNewCallers() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    services.onComplete =
        () -> {
          begun.countDown();
          await(release);
        };
    DicomListener listener = new DicomListener(Networks.settings(), services);
    listener.start();
    Thread stopping = new Thread(() -> stop(listener));
    try (RawPeer storing = RawPeer.associated(listener.port());
        RawPeer idle = RawPeer.associated(listener.port())) {
      storing.send(storeCommand());
      storing.send(RawPeer.pdata(RawPeer.STORE, false, true, new byte[10]));
      begun.await();
      stopping.start();
      assertThat(idle.receive().type()).isEqualTo(7);
      try (RawPeer late = RawPeer.connect(listener.port())) {
        late.send(RawPeer.request());
        assertThat(late.receive().reasons()).containsExactly(2, 3, 1);
      }
      release.countDown();
      assertThat(storing.receive().command().status().code()).isZero();
      assertThat(storing.receive().type()).isEqualTo(7);
    }
    stopping.join();
    assertThat(services.ended).hasSize(2);
  }

  @Test
  void manyAssociationsAtOnceAreAllServed() throws Exception {
    with(
        Networks.withLimits(40, 64, 64),
        listener -> {
          List<RawPeer> peers = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            peers.add(RawPeer.associated(listener.port()));
          }
          for (RawPeer peer : peers) {
            peer.send(storeCommand());
            peer.send(RawPeer.pdata(RawPeer.STORE, false, true, new byte[1000]));
          }
          for (RawPeer peer : peers) {
            assertThat(peer.receive().command().status().code()).isZero();
            peer.close();
          }
          Eventually.until("all are gone", () -> services.ended.size() == 40);
        });
  }

  private static void stop(DicomListener listener) {
    try {
      listener.stop();
    } catch (InterruptedException e) {
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
