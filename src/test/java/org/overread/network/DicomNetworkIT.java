package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.testing.NetworkStandIns;
import org.overread.testing.NetworkStandIns.Received;
import org.overread.testing.Networks;

/** Our requestor against our listener. */
class DicomNetworkIT {
  private static final List<ProposedContext> CONTEXTS =
      List.of(
          new ProposedContext(Uid.Verification, List.of(Uid.ImplicitVRLittleEndian)),
          new ProposedContext(Uid.MRImageStorage, List.of(Uid.ExplicitVRLittleEndian)),
          new ProposedContext(
              Uid.StudyRootQueryRetrieveInformationModelFind, List.of(Uid.ExplicitVRLittleEndian)),
          new ProposedContext("1.3.99.1", List.of(Uid.ExplicitVRLittleEndian)));

  @TempDir private Path folder;

  private final NetworkStandIns services = new NetworkStandIns();
  private final DicomListener listener = new DicomListener(Networks.settings(), services);
  private final DicomRequestor requestor = new DicomRequestor(Networks.settings());

  @BeforeEach
  void start() throws IOException {
    listener.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    requestor.close();
    listener.stop();
  }

  private RequestedAssociation open() throws AssociationException {
    return requestor.open(
        "TESTER", new RemoteAe("OVERREAD", "127.0.0.1", listener.port()), CONTEXTS);
  }

  @Test
  void aListenerWhosePortIsTakenCanBeStopped() throws Exception {
    DicomListener second = new DicomListener(Networks.withPort(listener.port()), services);
    assertThatThrownBy(second::start)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot listen on");
    second.stop();
  }

  private Path file(int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Files.write(folder.resolve("data" + length), bytes);
  }

  private static Status store(RequestedAssociation association, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      CStoreRq request = new CStoreRq(0, Uid.MRImageStorage, "1.2.3", 0, "", 0);
      return association.store(
          request, Uid.ExplicitVRLittleEndian, new DataSetSource(channel, 0, channel.size()));
    }
  }

  @Test
  void dm20AnswersEcho() throws Exception {
    try (RequestedAssociation association = open()) {
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      assertThat(association.echo()).isEqualTo(Status.SUCCESS);
      assertThat(association.accepts("1.3.99.1", Uid.ExplicitVRLittleEndian)).isFalse();
      assertThat(association.acceptedTransferSyntax(Uid.MRImageStorage))
          .contains(Uid.ExplicitVRLittleEndian);
    }
    assertThat(services.ended.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(services.ended).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "16378", "65530", "65532", "262144", "524288", "3000002"})
  void ul83StoresEveryLengthUnchanged(int length) throws Exception {
    Path file = file(length);
    try (RequestedAssociation association = open()) {
      assertThat(store(association, file)).isEqualTo(Status.SUCCESS);
      assertThat(store(association, file)).isEqualTo(Status.SUCCESS);
    }
    Received first = services.received.poll(5, TimeUnit.SECONDS);
    assertThat(first.bytes()).isEqualTo(length);
    assertThat(first.hash()).isEqualTo(Arrays.hashCode(Files.readAllBytes(file)));
    assertThat(first.request().messageId()).isEqualTo(1);
    assertThat(services.received.poll(5, TimeUnit.SECONDS).request().messageId()).isEqualTo(2);
  }

  @Test
  void dm40GivesEveryMatchAndTheFinalStatus() throws Exception {
    services.match = i -> i < 250 ? Optional.of(matchNumber(i)) : Optional.empty();
    List<String> seen = new ArrayList<>();
    try (RequestedAssociation association = open()) {
      Status status =
          association.find(
              Uid.StudyRootQueryRetrieveInformationModelFind,
              matchNumber(0),
              found -> seen.add(found.string(Tag.StudyInstanceUID).orElseThrow()));
      assertThat(status).isEqualTo(Status.SUCCESS);
    }
    assertThat(seen).hasSize(250).startsWith("1.2.0").endsWith("1.2.249");
    assertThat(services.cursorsClosed).hasValue(1);
  }

  private static Attributes matchNumber(int i) {
    return new Attributes()
        .set(Tag.QueryRetrieveLevel, VR.CS, "STUDY")
        .set(Tag.StudyInstanceUID, VR.UI, "1.2." + i);
  }

  @Test
  void ul22RejectsAnUnknownCallerInWordsForTheAdministrator() {
    assertThatThrownBy(
            () ->
                requestor.open(
                    "STRANGER", new RemoteAe("OVERREAD", "127.0.0.1", listener.port()), CONTEXTS))
        .hasMessage("refused: calling AE title not recognized (1/1/3)")
        .extracting("reason")
        .isEqualTo(AssociationException.Reason.REJECTED_PERMANENT);
    assertThat(listener.registry().snapshot().rejected()).hasSize(1);
  }

  @Test
  void aServiceThatThrowsIsAnsweredAndTheAssociationGoesOn() throws Exception {
    Path file = file(300_000);
    try (RequestedAssociation association = open()) {
      services.onData =
          () -> {
            throw new IllegalStateException("broken");
          };
      assertThat(store(association, file).code()).isEqualTo(0x0110);
      services.onData = () -> {};
      assertThat(store(association, file)).isEqualTo(Status.SUCCESS);
    }
  }
}
