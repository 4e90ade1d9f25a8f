package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.CommandSet;
import org.overread.network.pdu.AReleaseRq;
import org.overread.testing.Eventually;
import org.overread.testing.NetworkStandIns;
import org.overread.testing.Networks;
import org.overread.testing.RawPeer;

/** C-FIND as SCP: cancelling, slow readers, and peers that go away. */
class QueryIT {
  private static final int MATCHES = 100_000;

  private final NetworkStandIns services = new NetworkStandIns();
  private final DicomListener listener =
      new DicomListener(withWriteTimeout(Duration.ofSeconds(1)), services);

  private static NetworkSettings withWriteTimeout(Duration limit) {
    NetworkSettings s = Networks.settings();
    return new NetworkSettings(
        s.bind(),
        s.port(),
        s.receiveMaxPdu(),
        s.sendMaxPdu(),
        s.maxAssociations(),
        s.maxPerAddress(),
        s.maxPerCallingAeTitle(),
        s.artim(),
        s.progress(),
        s.idle(),
        s.responseTimeout(),
        s.connectTimeout(),
        limit,
        s.shutdownGrace());
  }

  @BeforeEach
  void start() throws IOException {
    listener.start();
    services.match = i -> i < MATCHES ? Optional.of(identifier("1.2." + i)) : Optional.empty();
  }

  @AfterEach
  void stop() throws InterruptedException {
    listener.stop();
  }

  private static Attributes identifier(String uid) {
    return new Attributes()
        .set(Tag.QueryRetrieveLevel, VR.CS, "STUDY")
        .set(Tag.StudyInstanceUID, VR.UI, uid);
  }

  private RawPeer asking(int messageId) throws IOException {
    RawPeer peer = RawPeer.associated(listener.port());
    ask(peer, messageId);
    return peer;
  }

  private static void ask(RawPeer peer, int messageId) throws IOException {
    CFindRq request = new CFindRq(messageId, Uid.StudyRootQueryRetrieveInformationModelFind, 0);
    peer.send(RawPeer.command(RawPeer.FIND, CommandSet.findRq(request)));
    peer.send(
        RawPeer.pdata(
            RawPeer.FIND,
            false,
            true,
            DataSetWriter.write(identifier("1.2"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)));
  }

  /** Responses until the final one: their number and its status. */
  private static int[] drain(RawPeer peer) throws IOException {
    int pending = 0;
    while (true) {
      RawPeer.Received pdu = peer.receive();
      if (pdu.isCommand()) {
        CommandSet command = pdu.command();
        if (!command.hasDataSet()) {
          return new int[] {pending, command.status().code()};
        }
        pending++;
      }
    }
  }

  @Test
  void dm42StopsAfterACancelInTheMiddleOfManyMatches() throws Exception {
    try (RawPeer peer = asking(7)) {
      for (int i = 0; i < 6; i++) {
        peer.receive(); // command and data set of three matches
      }
      peer.send(RawPeer.command(RawPeer.FIND, CommandSet.cancelRq(7)));
      int[] end = drain(peer);
      assertThat(end[1]).isEqualTo(0xFE00);
      assertThat(end[0]).isLessThan(MATCHES / 2);
      // the association is still good, and a cancel for a finished query is ignored (DM-43)
      peer.send(RawPeer.command(RawPeer.FIND, CommandSet.cancelRq(7)));
      peer.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(8)));
      assertThat(peer.receive().command().messageIdBeingRespondedTo()).isEqualTo(8);
    }
    assertThat(services.cursorsClosed).hasValue(1);
  }

  @Test
  void dm08RefusesAMessageIdThatIsInUse() throws Exception {
    services.match = i -> i < 50_000 ? Optional.of(identifier("1.2." + i)) : Optional.empty();
    try (RawPeer peer = asking(7)) {
      ask(peer, 7);
      int[] refused = drain(peer);
      assertThat(refused[1]).isEqualTo(0x0210);
      assertThat(drain(peer)[1]).isZero();
    }
  }

  @Test
  void ul43AnswersASecondQueryAfterTheFirst() throws Exception {
    services.match = i -> i < 100 ? Optional.of(identifier("1.2." + i)) : Optional.empty();
    try (RawPeer peer = asking(1)) {
      ask(peer, 2);
      assertThat(drain(peer)).containsExactly(100, 0);
      assertThat(drain(peer)).containsExactly(100, 0);
    }
    Eventually.until("both cursors are closed", () -> services.cursorsClosed.get() == 2);
  }

  @Test
  void atk024ReleaseIsAnsweredAfterAllMatches() throws Exception {
    services.match = i -> i < 1000 ? Optional.of(identifier("1.2." + i)) : Optional.empty();
    try (RawPeer peer = asking(1)) {
      peer.send(new AReleaseRq());
      assertThat(drain(peer)).containsExactly(1000, 0);
      assertThat(peer.receive().type()).isEqualTo(6);
    }
  }

  @Test
  void dm44PausesTheCursorForASlowReaderAndClosesAPeerThatNeverReads() throws Exception {
    try (RawPeer peer = asking(1)) {
      assertThat(peer.receive().isCommand()).isTrue();
      Eventually.until("the write stall is noticed", () -> services.cursorsClosed.get() == 1);
      // what fits the socket buffers was produced, not all
      assertThat(services.matchesTaken.get()).isLessThan(MATCHES);
    }
    Eventually.until(
        "the association is gone", () -> listener.registry().snapshot().open().isEmpty());
  }

  @Test
  void dm44ClosesTheCursorWhenThePeerGoesAway() throws Exception {
    try (RawPeer peer = asking(1)) {
      peer.receive();
    }
    Eventually.until("the cursor is closed", () -> services.cursorsClosed.get() == 1);
    assertThat(services.matchesTaken.get()).isLessThan(MATCHES);
  }

  @Test
  void answersA700ToAnIdentifierOverOneMebibyteAndGoesOn() throws Exception {
    try (RawPeer peer = RawPeer.associated(listener.port())) {
      CFindRq request = new CFindRq(1, Uid.StudyRootQueryRetrieveInformationModelFind, 0);
      peer.send(RawPeer.command(RawPeer.FIND, CommandSet.findRq(request)));
      for (int i = 0; i <= 32; i++) {
        peer.send(RawPeer.pdata(RawPeer.FIND, false, i == 32, new byte[32 * 1024]));
      }
      assertThat(drain(peer)[1]).isEqualTo(0xA700);
      peer.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(2)));
      assertThat(peer.receive().command().status().code()).isZero();
    }
  }

  @Test
  void answersC000ToAnIdentifierThatIsNoDataSet() throws Exception {
    try (RawPeer peer = RawPeer.associated(listener.port())) {
      CFindRq request = new CFindRq(1, Uid.StudyRootQueryRetrieveInformationModelFind, 0);
      peer.send(RawPeer.command(RawPeer.FIND, CommandSet.findRq(request)));
      peer.send(RawPeer.pdata(RawPeer.FIND, false, true, new byte[] {8, 0, 5, 0, 'C', 'S', 99, 0}));
      assertThat(drain(peer)[1]).isEqualTo(0xC000);
    }
  }
}
