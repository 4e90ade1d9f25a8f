package org.overread.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Element;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.Implementation;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.interop.Peers;
import org.overread.interop.RequiresTools;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.testing.NetworkStandIns;
import org.overread.testing.Networks;

/** Listener and requestor against DCMTK's tools. */
@RequiresTools({"echoscu", "storescu", "findscu", "storescp"})
class DcmtkIT {
  private static final int INSTANCES = 5;

  @TempDir private Path folder;
  private final NetworkStandIns services = new NetworkStandIns();
  private final DicomListener listener = new DicomListener(Networks.settings(), services);

  @BeforeEach
  void start() throws IOException {
    listener.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    listener.stop();
  }

  private String port() {
    return Integer.toString(listener.port());
  }

  private static byte[] dataSet(int number) {
    byte[] pixels = new byte[100_000 + 2 * number];
    new Random(number).nextBytes(pixels);
    Attributes image =
        new Attributes()
            .set(Tag.SOPClassUID, VR.UI, Uid.MRImageStorage)
            .set(Tag.SOPInstanceUID, VR.UI, "1.2.3." + number)
            .set(Tag.StudyInstanceUID, VR.UI, "1.2")
            .set(Tag.SeriesInstanceUID, VR.UI, "1.2.3")
            .put(Element.ofBytes(Tag.PixelData, VR.OW, pixels));
    return DataSetWriter.write(image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  @Test
  void answersEchoscuOverAndOver() throws Exception {
    try (Peers peers = new Peers(folder)) {
      assertThat(
              peers
                  .run("echoscu", "-aec", "OVERREAD", "--repeat", "20", "127.0.0.1", port())
                  .exitCode())
          .isZero();
      assertThat(peers.run("echoscu", "-aec", "WRONG", "127.0.0.1", port()).text())
          .contains("Called AE Title Not Recognized");
    }
  }

  @Test
  void ul13StoresWhatStorescuSendsWithoutDelays() throws Exception {
    List<String> command =
        new ArrayList<>(List.of("storescu", "-aec", "OVERREAD", "127.0.0.1", port()));
    for (int i = 0; i < INSTANCES; i++) {
      Path file = folder.resolve("image" + i);
      Files.write(file, part10(i));
      command.add(file.toString());
    }
    try (Peers peers = new Peers(folder)) {
      assertThat(peers.runIn(folder, command).exitCode()).isZero();
    }
    for (int i = 0; i < INSTANCES; i++) {
      NetworkStandIns.Received received = services.received.poll(5, TimeUnit.SECONDS);
      assertThat(received.request().sopInstanceUid()).isEqualTo("1.2.3." + i);
      assertThat(received.bytes()).isGreaterThan(100_000);
    }
  }

  private static byte[] part10(int number) throws IOException {
    FileMetaInformation meta =
        new FileMetaInformation(
            Uid.MRImageStorage,
            "1.2.3." + number,
            Uid.ExplicitVRLittleEndian,
            Implementation.CLASS_UID,
            Implementation.VERSION_NAME,
            "TESTER",
            "",
            "");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(Part10.encode(meta));
    file.write(dataSet(number));
    return file.toByteArray();
  }

  @Test
  void givesFindscuItsMatches() throws Exception {
    services.match =
        i ->
            i < 30
                ? Optional.of(
                    new Attributes()
                        .set(Tag.QueryRetrieveLevel, VR.CS, "STUDY")
                        .set(Tag.StudyInstanceUID, VR.UI, "1.2.77." + i))
                : Optional.empty();
    try (Peers peers = new Peers(folder)) {
      Peers.Output all =
          peers.run(
              "findscu",
              "-v",
              "-S",
              "-aec",
              "OVERREAD",
              "-k",
              "QueryRetrieveLevel=STUDY",
              "-k",
              "StudyInstanceUID",
              "127.0.0.1",
              port());
      assertThat(all.exitCode()).isZero();
      assertThat(all.text()).contains("1.2.77.0", "1.2.77.29");
      services.match =
          i -> Optional.of(new Attributes().set(Tag.StudyInstanceUID, VR.UI, "1.2.77." + i));
      Peers.Output cancelled =
          peers.run(
              "findscu",
              "-v",
              "-S",
              "--cancel",
              "3",
              "-aec",
              "OVERREAD",
              "-k",
              "QueryRetrieveLevel=STUDY",
              "127.0.0.1",
              port());
      assertThat(cancelled.text()).contains("Cancel");
    }
  }

  @Test
  void fwd05StorescpReceivesTheBytesUnchanged() throws Exception {
    try (Peers peers = new Peers(folder);
        DicomRequestor requestor = new DicomRequestor(Networks.settings())) {
      Peers.Server server = peers.storescp("DCMTK");
      List<ProposedContext> contexts =
          List.of(new ProposedContext(Uid.MRImageStorage, List.of(Uid.ExplicitVRLittleEndian)));
      try (RequestedAssociation association =
          requestor.open(
              "TESTER", new RemoteAe("DCMTK", "127.0.0.1", server.dicomPort()), contexts)) {
        for (int i = 0; i < INSTANCES; i++) {
          assertThat(store(association, i)).isEqualTo(Status.SUCCESS);
        }
      }
      List<Path> files;
      try (Stream<Path> listed = Files.list(server.directory())) {
        files =
            listed.filter(path -> path.getFileName().toString().startsWith("MR")).sorted().toList();
      }
      assertThat(files).hasSize(INSTANCES);
      for (Path file : files) {
        byte[] written = Files.readAllBytes(file);
        int number =
            Integer.parseInt(file.toString().substring(file.toString().lastIndexOf('.') + 1));
        byte[] sent = dataSet(number);
        assertThat(Arrays.copyOfRange(written, written.length - sent.length, written.length))
            .isEqualTo(sent);
      }
    }
  }

  private Status store(RequestedAssociation association, int number) throws IOException {
    Path file = Files.write(folder.resolve("send" + number), dataSet(number));
    try (FileChannel channel = FileChannel.open(file)) {
      return association.store(
          new CStoreRq(0, Uid.MRImageStorage, "1.2.3." + number, 0, "", 0),
          Uid.ExplicitVRLittleEndian,
          new DataSetSource(channel, 0, channel.size()));
    }
  }
}
