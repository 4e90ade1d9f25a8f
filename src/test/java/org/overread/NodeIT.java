package org.overread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.admin.AdminCommandLines;
import org.overread.config.Configuration;
import org.overread.config.ConfigurationReader;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.network.DicomListener;
import org.overread.network.DicomRequestor;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.rules.LiveRules;
import org.overread.rules.RuleBook;
import org.overread.testing.Eventually;
import org.overread.testing.Networks;
import org.overread.testing.RecordingGroup;
import org.overread.testing.Studies;
import org.overread.testing.Vocabularies;

/**
 * The node as it is wired: it opens, is taken by one process at a time, closes, and opens again
 * with what it had.
 */
class NodeIT {
  @TempDir Path home;
  private final RecordingGroup group = new RecordingGroup();
  private DicomListener receiver;

  @BeforeEach
  void writeSettings() throws IOException {
    receiver = new DicomListener(Networks.settings(), group);
    receiver.start();
    Path conf = Files.createDirectories(home.resolve("conf/rules")).getParent();
    Vocabularies.write(conf.resolve("vocabulary"));
    Files.writeString(
        conf.resolve("overread.properties"),
        """
        dicom.port = 0
        admin.port = 0
        archive.reserve = 1MiB
        archive.keep-free = 1MiB
        study.quiet-period = 1s
        peer.pacs.ae-title = PACS
        reading-group.all.ae-title = READER
        reading-group.all.host = 127.0.0.1
        reading-group.all.port = %d
        reading-group.all.fallback = true
        %s
        """
            .formatted(receiver.port(), databaseLine()));
    Files.writeString(
        conf.resolve("rules/10-all.yaml"),
        """
        rule: every-mr
        criterion: poor_quality
        mode: auto
        level: 4
        when: study.modality == "MR"
        because: Every MR is read twice here.
        """);
  }

  /** A line of the settings; overridden to run every test on another database. */
  String databaseLine() {
    return "";
  }

  @AfterEach
  void stop() throws InterruptedException {
    receiver.stop();
  }

  private Configuration configuration() throws Exception {
    return new ConfigurationReader(Map.of()).read(home.resolve("conf"), Optional.empty());
  }

  private Node open() throws Exception {
    Configuration conf = configuration();
    Node node =
        Overread.wire(
            conf,
            DataDirectory.take(conf.node().dataDirectory()),
            Database.open(conf.database()),
            new LiveRules(RuleBook.load(conf.rulesDirectory(), conf.vocabularyDirectory())),
            Clock.systemDefaultZone());
    node.open();
    return node;
  }

  /** Sends a study as a PACS would; every instance must be answered with success. */
  private void send(Node node, List<Attributes> study) throws Exception {
    String sopClass = Uid.MRImageStorage;
    List<ProposedContext> contexts =
        List.of(new ProposedContext(sopClass, List.of(Uid.ExplicitVRLittleEndian)));
    RemoteAe remote = new RemoteAe("OVERREAD", "127.0.0.1", node.listener().port());
    try (DicomRequestor pacs = new DicomRequestor(Networks.settings());
        RequestedAssociation association = pacs.open("PACS", remote, contexts)) {
      for (Attributes instance : study) {
        Path file = Files.createTempFile(home, "instance", "");
        Files.write(file, DataSetWriter.write(instance, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        try (FileChannel channel = FileChannel.open(file)) {
          CStoreRq request =
              new CStoreRq(
                  1, sopClass, instance.string(Tag.SOPInstanceUID).orElseThrow(), 0, "", 0);
          assertThat(
                  association.store(
                      request,
                      Uid.ExplicitVRLittleEndian,
                      new DataSetSource(channel, 0, channel.size())))
              .isEqualTo(Status.SUCCESS);
        }
      }
    }
  }

  private String overread(String... arguments) {
    StringWriter out = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--conf", home.resolve("conf").toString()));
    AdminCommandLines.run(new PrintWriter(out, true), all);
    return out.toString();
  }

  @Test
  void receivesDecidesForwardsAndExplains() throws Exception {
    Node node = open();
    try {
      send(node, Studies.mrKnee(1, 5));
      Eventually.until("5 instances at the reading group", () -> group.received().size() == 5);
      Eventually.until("forwarded", () -> overread("studies").contains("FORWARDED"));

      assertThat(overread("explain", Studies.studyUid(1)))
          .contains(
              "FLAGGED  every-mr  (level 4)",
              "Every MR is read twice here.",
              "Modality (0008,0060)",
              "Sent     5 of 5");
      assertThat(overread("status"))
          .contains("5 instances", "1 FORWARDED", "Nothing needs attention.");
      assertThat(overread("echo", "all")).contains("status 0000");
    } finally {
      node.close();
    }
  }

  @Test
  void cmp31GoesOnAfterAStopWithWhatItHadReceived() throws Exception {
    Node first = open();
    send(first, Studies.mrKnee(1, 5));
    first.close();

    Node second = open();
    try {
      Eventually.until("5 instances at the reading group", () -> group.received().size() == 5);
      Eventually.until("forwarded", () -> overread("studies").contains("FORWARDED"));

      assertThat(group.received().values()).allSatisfy(times -> assertThat(times).hasValue(1));
    } finally {
      second.close();
    }
  }

  @Test
  void exportWritesWhatWasReceived() throws Exception {
    Node node = open();
    try {
      List<Attributes> study = Studies.mrKnee(1, 2);
      send(node, study);

      assertThat(overread("export", Studies.studyUid(1), home.resolve("out").toString()))
          .contains("2 files written");
      Attributes read = Part10.read(home.resolve("out/000001.dcm"), Limits.HEADER);
      assertThat(read.string(Tag.SOPInstanceUID))
          .isEqualTo(study.get(0).string(Tag.SOPInstanceUID));
    } finally {
      node.close();
    }
  }

  @Test
  void aDataFolderBelongsToOneProcess() throws Exception {
    Path data = configuration().node().dataDirectory();
    try (DataDirectory held = DataDirectory.take(data)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
      assertThat(held.nodeId()).isEqualTo(held.nodeId()).hasSizeGreaterThan(30);
      assertThatThrownBy(() -> DataDirectory.take(data))
          .isInstanceOfAny(IOException.class, IllegalStateException.class);
    }
  }

  @Test
  void aTakenPortClosesEverythingAgain() throws Exception {
    Path file = home.resolve("conf/overread.properties");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("dicom.port = 0", "dicom.port = " + receiver.port()));

    assertThatThrownBy(this::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1");

    Files.writeString(file, text);
    open().close(); // lock, archive and database were given back
  }
}
