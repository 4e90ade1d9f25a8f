package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.dicom.Attributes;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.Implementation;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.network.MllpRequestor;
import org.overread.network.service.MessageOutcome;
import org.overread.network.service.RemoteHl7;
import org.overread.testing.Eventually;
import org.overread.testing.Hapi;
import org.overread.testing.NodeProcess;
import org.overread.testing.Studies;

/**
 * The whole road in a process of its own: images by DCMTK's storescu, the report by HL7 over a
 * socket, to images and request documents at DCMTK's storescp and at Orthanc.
 */
@RequiresTools({"storescu", "storescp", "Orthanc", "dsrdump", "dciodvfy"})
class ReportedStudyIT {
  private static final int IMAGES = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Peers peers;
  private NodeProcess node;
  private int hl7Port;
  private final HapiContext hapi = Hapi.context();
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private HL7Service worklist;
  private int worklistPort;

  /** A worklist of the reading group: HAPI's server, which remembers each order as text. */
  private final class Worklist implements ReceivingApplication<Message> {
    @Override
    public Message processMessage(Message message, Map<String, Object> metadata)
        throws HL7Exception {
      orders.add(message.encode());
      try {
        return message.generateACK();
      } catch (IOException e) {
        throw new HL7Exception(e);
      }
    }

    @Override
    public boolean canProcess(Message message) {
      return true;
    }
  }

  @BeforeEach
  void open() throws Exception {
    peers = new Peers(folder);
    hl7Port = NodeProcess.freePort();
    worklistPort = NodeProcess.freePort();
    worklist = hapi.newServer(worklistPort, false);
    worklist.registerApplication("ORM", "O01", new Worklist());
    worklist.startAndWait();
  }

  @AfterEach
  void close() throws IOException {
    worklist.stopAndWait();
    hapi.close();
    if (node != null) {
      node.close();
    }
    peers.close();
  }

  private void startNode(Peers.Server group) throws Exception {
    Path home = Files.createDirectories(folder.resolve("node"));
    Path rules = Files.createDirectories(home.resolve("conf/rules"));
    Files.writeString(
        rules.resolve("rules.yaml"),
        """
        rule: surgery-advised
        criterion: surgery_recommended
        mode: auto
        level: 3
        when: findings.exists(f, f.concept == "surgical referral" && f.present)
        because: An operation is advised.
        """);
    Path words = Files.createDirectories(home.resolve("conf/vocabulary"));
    Files.writeString(
        words.resolve("words.txt"),
        "concept: surgical referral\nphrases:\n  orthopaedic consultation is recommended\n");
    Files.copy(Path.of("conf/vocabulary/cues.txt"), words.resolve("cues.txt"));
    node =
        new NodeProcess(
            home,
            List.of("-Xmx256m"),
            """
            node.ae-titles = OVERREAD
            dicom.allow-any = true
            archive.reserve = 64MiB
            study.quiet-period = 1s
            hl7.port = %d
            reading-group.msk.ae-title = %s
            reading-group.msk.host = 127.0.0.1
            reading-group.msk.port = %d
            reading-group.msk.subspecialties = musculoskeletal
            reading-group.msk.fallback = true
            reading-group.msk.documents = key-object, cover-sheet, hl7-order
            reading-group.msk.hl7.host = 127.0.0.1
            reading-group.msk.hl7.port = %d
            reading-group.msk.hl7.application = READ
            reading-group.msk.hl7.facility = MSK
            """
                .formatted(hl7Port, group.aeTitle(), group.dicomPort(), worklistPort));
    node.start();
  }

  private void sendImages() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "storescu", "-aec", "OVERREAD", "127.0.0.1", Integer.toString(node.dicomPort())));
    int number = 0;
    for (Attributes image : Studies.mrKnee(1, IMAGES)) {
      Path file = folder.resolve("image-" + ++number + ".dcm");
      String uid = image.string(Tag.SOPInstanceUID).orElseThrow();
      Part10.write(
          file,
          new FileMetaInformation(
              Uid.MRImageStorage,
              uid,
              Uid.ExplicitVRLittleEndian,
              Implementation.CLASS_UID,
              Implementation.VERSION_NAME,
              "",
              "",
              ""),
          image);
      command.add(file.toString());
    }
    Peers.Output sent = peers.runIn(folder, command);
    assertThat(sent.exitCode()).as(sent.text()).isZero();
  }

  private void sendReport(String controlId, String status, String text) {
    String message =
        String.join(
            "\r",
            "MSH|^~\\&|RIS|HOSP|OVERREAD|READ|20260102030405||ORU^R01^ORU_R01|"
                + controlId
                + "|P|2.5",
            "PID|1||P1||Muster^Erika",
            "OBR|1|PL1|F1|MRKNEE^MR knee^L|||20260102|||||||||||A1||||20260102"
                + controlId.length()
                + "||MR|"
                + status,
            "OBX|1|TX|59776-5^Findings^LN||" + text + "||||||" + status,
            "");
    try (MllpRequestor ris = new MllpRequestor(Duration.ofSeconds(10), Duration.ofSeconds(10))) {
      MessageOutcome outcome =
          ris.send(
              new RemoteHl7("127.0.0.1", hl7Port), message.getBytes(StandardCharsets.US_ASCII));
      assertThat(outcome).isInstanceOf(MessageOutcome.Accepted.class);
    }
  }

  private String explain() throws IOException {
    return node.ask("explain", Studies.studyUid(1));
  }

  /** Each question is a process of its own, which takes most of a second. */
  private void awaitState(String state) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!node.ask("studies", "--state", state).contains(Studies.studyUid(1))) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not " + state + ":\n" + explain());
      }
    }
  }

  private void awaitOrders(int count) {
    Eventually.until(count + " orders", () -> orders.size() >= count);
  }

  private static List<Path> files(Path folder, String modality) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith(modality)).toList();
    }
  }

  @Test
  void qr70ImagesThenReportReachDcmtkWithKeyObjectsAndCoverSheet() throws Exception {
    Peers.Server group = peers.storescp("MSK_READ");
    startNode(group);
    sendImages();
    awaitState("COMPLETE");
    sendReport("1", "F", "IMPRESSION: Orthopaedic consultation is recommended.");
    awaitState("FORWARDED");

    assertThat(files(group.directory(), "MR.")).hasSize(IMAGES);
    assertThat(explain()).contains("surgery-advised").contains("consultation is recommended");
    Path keyObject = files(group.directory(), "KO").get(0);
    Path coverSheet = files(group.directory(), "SR").get(0);
    for (Path document : List.of(keyObject, coverSheet)) {
      assertThat(peers.run("dciodvfy", document.toString()).text()).doesNotContain("Error");
      Peers.Output read = peers.run("dsrdump", document.toString());
      assertThat(read.exitCode()).as(read.text()).isZero();
    }
    assertThat(peers.run("dsrdump", "+Pl", coverSheet.toString()).text())
        .contains("Orthopaedic consultation is recommended");
    assertThat(orders).hasSize(1);
    assertThat(orders.get(0))
        .contains("ORC|NW|", Studies.studyUid(1), "Orthopaedic consultation is recommended");
  }

  @Test
  void hl47ReportThenImagesReachOrthancAndACorrectionTakesItBack() throws Exception {
    Peers.Server group = peers.orthanc("MSK_READ", "");
    startNode(group);
    sendReport("1", "F", "IMPRESSION: Orthopaedic consultation is recommended.");
    sendImages();
    awaitState("FORWARDED");
    assertThat(instances(group)).isEqualTo(IMAGES + 2);

    sendReport("22", "C", "IMPRESSION: Normal knee. No consultation is needed.");
    awaitState("NOT_FLAGGED");

    assertThat(explain()).contains("recalled");
    awaitOrders(2);
    assertThat(orders.get(0)).contains("ORC|NW|");
    assertThat(orders.get(1)).contains("ORC|CA|");
  }

  private static int instances(Peers.Server orthanc) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + orthanc.httpPort() + "/instances"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    return answer.body().split("\",").length;
  }
}
