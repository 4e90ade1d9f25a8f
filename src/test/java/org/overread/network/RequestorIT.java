package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.CommandSet;
import org.overread.network.dimse.Status;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.AReleaseRp;
import org.overread.network.pdu.AReleaseRq;
import org.overread.network.pdu.PresentationContextAc;
import org.overread.network.pdu.UserInformation;
import org.overread.network.service.AssociationException;
import org.overread.network.service.AssociationException.Reason;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.testing.Networks;
import org.overread.testing.RawPeer;

/** Our requestor against peers that answer wrongly, late, or not at all (ATK-052). */
class RequestorIT {
  private static final List<ProposedContext> CONTEXTS =
      List.of(
          new ProposedContext(Uid.Verification, List.of(Uid.ImplicitVRLittleEndian)),
          new ProposedContext(Uid.MRImageStorage, List.of(Uid.ExplicitVRLittleEndian)),
          new ProposedContext(
              Uid.StudyRootQueryRetrieveInformationModelFind, List.of(Uid.ExplicitVRLittleEndian)));

  /** What the peer does with the connection it gets. */
  private interface Script {
    void play(RawPeer peer) throws Exception;
  }

  @TempDir private Path folder;
  private final DicomRequestor requestor = new DicomRequestor(shortTimeouts());
  private ServerSocket server;
  private CompletableFuture<Void> played = CompletableFuture.completedFuture(null);

  private static NetworkSettings shortTimeouts() {
    NetworkSettings s = Networks.settings();
    return new NetworkSettings(
        s.bind(),
        s.port(),
        s.receiveMaxPdu(),
        s.sendMaxPdu(),
        s.maxAssociations(),
        s.maxPerAddress(),
        s.maxPerCallingAeTitle(),
        Duration.ofSeconds(1),
        s.progress(),
        s.idle(),
        Duration.ofSeconds(1),
        s.connectTimeout(),
        Duration.ofSeconds(1),
        s.shutdownGrace());
  }

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    requestor.close();
    server.close();
    played.get();
  }

  private void peer(Script script) {
    played =
        CompletableFuture.runAsync(
            () -> {
              try (RawPeer peer = RawPeer.accept(server)) {
                script.play(peer);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** A peer that accepts everything, then does what the script says. */
  private void accepting(long maximumLength, Script script) {
    peer(
        peer -> {
          peer.acceptAssociation(maximumLength, RawPeer.request().presentationContexts());
          script.play(peer);
        });
  }

  private RequestedAssociation open() throws AssociationException {
    return requestor.open(
        "TESTER", new RemoteAe("RAW", "127.0.0.1", server.getLocalPort()), CONTEXTS);
  }

  private Status store(RequestedAssociation association, int length) throws IOException {
    Path file = Files.write(folder.resolve("data"), new byte[length]);
    try (FileChannel channel = FileChannel.open(file)) {
      return association.store(
          new CStoreRq(0, Uid.MRImageStorage, "1.2.3", 0, "", 0),
          Uid.ExplicitVRLittleEndian,
          new DataSetSource(channel, 0, length));
    }
  }

  private static void answer(RawPeer peer, int contextId, CommandSet request, Status status)
      throws IOException {
    peer.send(RawPeer.command(contextId, CommandSet.response(request, status, false)));
  }

  private static void answerRelease(RawPeer peer) throws IOException {
    assertThat(peer.receive().type()).isEqualTo(5);
    peer.send(new AReleaseRp());
    assertThat(peer.isClosedByPeer()).isTrue();
  }

  private void fails(Script script, Reason reason, String words) {
    accepting(16_384, script);
    assertThatThrownBy(
            () -> {
              try (RequestedAssociation association = open()) {
                association.echo();
              }
            })
        .isInstanceOf(AssociationException.class)
        .hasMessageContaining(words)
        .extracting("reason")
        .isEqualTo(reason);
  }

  @Test
  void ul52EveryRejectionIsToldInWords() {
    peer(
        peer -> {
          peer.receive();
          peer.send(new AAssociateRj(2, 3, 2));
          assertThat(peer.isClosedByPeer()).isTrue();
        });
    assertThatThrownBy(this::open)
        .hasMessage("refused: local limit exceeded (2/3/2)")
        .extracting("reason")
        .isEqualTo(Reason.REJECTED_TRANSIENT);
  }

  @Test
  void ul52AnUnknownRejectionIsStillOne() {
    peer(
        peer -> {
          peer.receive();
          peer.send(new AAssociateRj(9, 9, 9));
        });
    assertThatThrownBy(this::open)
        .hasMessage("refused: unknown reason (9/9/9)")
        .extracting("reason")
        .isEqualTo(Reason.REJECTED_PERMANENT);
  }

  @Test
  void aPortNobodyListensOnIsNotConnected() throws IOException {
    server.close();
    assertThatThrownBy(this::open).extracting("reason").isEqualTo(Reason.NOT_CONNECTED);
    assertThatThrownBy(
            () ->
                requestor.open(
                    "TESTER", new RemoteAe("RAW", "no-such-host.invalid", 104), CONTEXTS))
        .hasMessageContaining("unknown host")
        .extracting("reason")
        .isEqualTo(Reason.NOT_CONNECTED);
  }

  @Test
  void anUnansweredProposalTimesOut() {
    CountDownLatch done = new CountDownLatch(1);
    peer(peer -> done.await());
    assertThatThrownBy(this::open).extracting("reason").isEqualTo(Reason.TIMED_OUT);
    done.countDown();
  }

  @Test
  void abortCloseAndSilenceInsteadOfAResponse() throws Exception {
    fails(
        peer -> {
          peer.receive();
          peer.send(new AAbort(2, 0));
        },
        Reason.ABORTED,
        "aborted by the peer: reason not specified (2/0)");
    fails(RawPeer::receive, Reason.CLOSED, "connection closed without release");
    fails(
        peer -> {
          peer.receive();
          assertThat(peer.receive().type()).isEqualTo(7);
        },
        Reason.TIMED_OUT,
        "no response within 1 s");
    fails(
        peer -> {
          peer.receive();
          peer.send(new AReleaseRq());
          assertThat(peer.receive().type()).isEqualTo(6);
        },
        Reason.CLOSED,
        "released");
    fails(
        peer -> {
          peer.receive();
          peer.send(RawPeer.pdata(RawPeer.ECHO, false, true, new byte[4]));
          assertThat(peer.receive().type()).isEqualTo(7);
        },
        Reason.ABORTED,
        "unexpected PDU parameter (2/5)");
  }

  @Test
  void dm09IgnoresTwoResponsesThatMatchNothingButNotThree() throws Exception {
    accepting(
        16_384,
        peer -> {
          CommandSet request = peer.receive().command();
          for (int i = 0; i < 2; i++) {
            answer(peer, RawPeer.ECHO, CommandSet.echoRq(999), Status.PROCESSING_FAILURE);
          }
          answer(peer, RawPeer.ECHO, request, Status.SUCCESS);
          peer.receive();
          answer(peer, RawPeer.ECHO, CommandSet.echoRq(999), Status.SUCCESS);
          assertThat(peer.receive().type()).isEqualTo(7);
        });
    try (RequestedAssociation association = open()) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      assertThatThrownBy(association::echo).hasMessageContaining("not made");
    }
  }

  @Test
  void dm06RefusesRequestsOnAssociationsThatWeOpened() throws Exception {
    accepting(
        16_384,
        peer -> {
          CommandSet request = peer.receive().command();
          peer.send(RawPeer.command(RawPeer.ECHO, CommandSet.echoRq(5)));
          assertThat(peer.receive().command().status().code()).isEqualTo(0x0211);
          answer(peer, RawPeer.ECHO, request, Status.SUCCESS);
          answerRelease(peer);
        });
    try (RequestedAssociation association = open()) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
    }
  }

  @Test
  void ul32Ul79Ul80KeepsToTheSmallestMaximumLengthOfThePeer() throws Exception {
    List<RawPeer.Received> data = new ArrayList<>();
    accepting(
        8,
        peer -> {
          byte[] command = new byte[0];
          RawPeer.Received pdu = peer.receive();
          while (pdu.isCommand()) {
            byte[] joined = Arrays.copyOf(command, command.length + pdu.body().length - 6);
            System.arraycopy(pdu.body(), 6, joined, command.length, pdu.body().length - 6);
            command = joined;
            pdu = peer.receive();
          }
          data.add(pdu);
          while ((pdu.body()[5] & 2) == 0) {
            pdu = peer.receive();
            data.add(pdu);
          }
          answer(peer, RawPeer.STORE, CommandSet.decode(command), Status.of(0xB000));
          answerRelease(peer);
        });
    try (RequestedAssociation association = open()) {
      assertThat(store(association, 100).isStored()).isTrue();
    }
    assertThat(data).hasSize(50).allMatch(pdu -> pdu.body().length == 8);
  }

  @Test
  void ul93AStalledPeerTimesOutTheStore() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    accepting(16_384, peer -> done.await());
    RequestedAssociation association = open();
    assertThatThrownBy(() -> store(association, 64 << 20))
        .hasMessageContaining("took no data")
        .extracting("reason")
        .isEqualTo(Reason.TIMED_OUT);
    done.countDown();
  }

  @Test
  void ul82AbortsWhenTheFileEndsBeforeTheDataSet() throws Exception {
    accepting(
        16_384,
        peer -> {
          while (peer.receive().type() != 7) {
            continue; // what was sent before the fault
          }
        });
    Path file = Files.write(folder.resolve("short"), new byte[300_000]);
    RequestedAssociation association = open();
    try (FileChannel channel = FileChannel.open(file)) {
      assertThatThrownBy(
              () ->
                  association.store(
                      new CStoreRq(0, Uid.MRImageStorage, "1.2.3", 0, "", 0),
                      Uid.ExplicitVRLittleEndian,
                      new DataSetSource(channel, 0, 400_000)))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(association::echo).isInstanceOf(AssociationException.class);
    }
  }

  @Test
  void dm45ToleratesOddFindResponses() throws Exception {
    Attributes identifier = new Attributes().set(Tag.QueryRetrieveLevel, VR.CS, "STUDY");
    byte[] match = DataSetWriter.write(identifier, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    accepting(
        16_384,
        peer -> {
          peer.receive();
          peer.receive();
          CommandSet asked =
              CommandSet.findRq(new CFindRq(1, Uid.StudyRootQueryRetrieveInformationModelFind, 0));
          peer.send(
              RawPeer.command(RawPeer.FIND, CommandSet.response(asked, Status.PENDING, false)));
          peer.send(
              RawPeer.command(RawPeer.FIND, CommandSet.response(asked, Status.PENDING, true)));
          for (byte one : match) {
            peer.send(RawPeer.pdata(RawPeer.FIND, false, false, new byte[] {one}));
          }
          peer.send(RawPeer.pdata(RawPeer.FIND, false, true, new byte[0]));
          peer.send(
              RawPeer.command(RawPeer.FIND, CommandSet.response(asked, Status.SUCCESS, true)));
          peer.send(RawPeer.pdata(RawPeer.FIND, false, true, match));
          answerRelease(peer);
        });
    List<Attributes> found = new ArrayList<>();
    try (RequestedAssociation association = open()) {
      assertThat(
              association.find(
                  Uid.StudyRootQueryRetrieveInformationModelFind, identifier, found::add))
          .isEqualTo(Status.SUCCESS);
    }
    assertThat(found).containsExactly(identifier);
  }

  @Test
  void ul58ReleaseCollisionEndsInOrder() throws Exception {
    accepting(
        16_384,
        peer -> {
          assertThat(peer.receive().type()).isEqualTo(5);
          peer.send(new AReleaseRq());
          assertThat(peer.receive().type()).isEqualTo(6);
          peer.send(new AReleaseRp());
          assertThat(peer.isClosedByPeer()).isTrue();
        });
    open().close();
  }

  @Test
  void ul98AbortsWhenTheReleaseIsNotAnswered() throws Exception {
    accepting(
        16_384,
        peer -> {
          assertThat(peer.receive().type()).isEqualTo(5);
          assertThat(peer.receive().type()).isEqualTo(7);
        });
    open().close();
  }

  @Test
  void ul26Ul27OnlyUsesContextsThatWereProposedAndAccepted() throws Exception {
    peer(
        peer -> {
          peer.receive();
          peer.send(
              new AAssociateAc(
                  1,
                  "RAW",
                  "TESTER",
                  AAssociateRq.APPLICATION_CONTEXT,
                  List.of(
                      new PresentationContextAc(1, 3, ""),
                      new PresentationContextAc(3, 0, Uid.JPEGLossless),
                      new PresentationContextAc(99, 0, Uid.ImplicitVRLittleEndian)),
                  UserInformation.ours(0, "1.2.3", "")));
          answerRelease(peer);
        });
    try (RequestedAssociation association = open()) {
      assertThat(association.acceptedTransferSyntax(Uid.Verification)).isEmpty();
      assertThat(association.acceptedTransferSyntax(Uid.MRImageStorage)).isEmpty();
      assertThat(association.acceptedTransferSyntax(Uid.StudyRootQueryRetrieveInformationModelFind))
          .isEmpty();
    }
  }

  @Test
  void ul20RefusesTitlesThatDoNotFitInsteadOfCuttingThem() {
    for (String title : List.of("", "   ", "SEVENTEEN_LETTERS", "BACK\\SLASH", "NEW\nLINE")) {
      assertThatThrownBy(() -> requestor.open(title, new RemoteAe("RAW", "127.0.0.1", 1), CONTEXTS))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
