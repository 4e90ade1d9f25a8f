package org.overread.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.dicom.Dictionary;
import org.overread.dicom.FileMetaInformation;
import org.overread.dicom.Limits;
import org.overread.dicom.Part10;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.DicomListener;
import org.overread.network.NetworkSettings;
import org.overread.network.service.StoreService;
import org.overread.services.FindScp;
import org.overread.services.NodeServices;
import org.overread.services.Peer;
import org.overread.services.ServicesSettings;
import org.overread.testing.IndexTable;
import org.overread.testing.Studies;
import org.overread.testing.TestDatabase;

/**
 * The same studies in Orthanc and here, asked by DCMTK's findscu: the same matches, readable by
 * pydicom.
 */
@RequiresTools({"Orthanc", "findscu", "dcmsend", "echoscu", "pydicom"})
class FindInteropIT {
  private static final StoreService NO_STORE =
      (association, request, syntax) -> {
        throw new IllegalStateException("nothing is stored in this test");
      };

  @TempDir private static Path directory;

  private static Peers peers;
  private static Peers.Server orthanc;
  private static Database database;
  private static DicomListener listener;
  private static int queries;

  @BeforeAll
  static void start() throws Exception {
    peers = new Peers(directory);
    List<Attributes> instances = instances();
    Path files = Files.createDirectories(directory.resolve("files"));
    for (Attributes instance : instances) {
      String uid = instance.string(Tag.SOPInstanceUID).orElseThrow();
      Part10.write(
          files.resolve(uid + ".dcm"),
          meta(instance.string(Tag.SOPClassUID).orElseThrow(), uid),
          instance);
    }
    orthanc = peers.orthanc("ORTHANC", "");
    assertThat(
            peers
                .run(
                    "dcmsend",
                    "-aec",
                    "ORTHANC",
                    "127.0.0.1",
                    Integer.toString(orthanc.dicomPort()),
                    "--scan-directories",
                    files.toString())
                .text())
        .doesNotContain("E:");

    database = TestDatabase.h2();
    new IndexTable(database).add(instances);
    ServicesSettings settings =
        new ServicesSettings(
            Set.of("OVERREAD"),
            List.of(
                new Peer("viewer", "FINDSCU", Set.of("127.0.0.1"), Set.of(Peer.Permission.QUERY))),
            false,
            Map.of(),
            false,
            1000);
    FindScp find = new FindScp(database, settings, Map.of(), Optional.empty());
    listener =
        new DicomListener(
            network(), new NodeServices(settings, NO_STORE, find, () -> false, List.of()));
    listener.start();
  }

  @AfterAll
  static void stop() throws Exception {
    peers.close();
    if (listener != null) {
      listener.stop();
      database.close();
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvFileSource(resources = "/interop/same-as-orthanc.csv", delimiter = '|', numLinesToSkip = 1)
  void findsWhatOrthancFinds(String model, String level, String keys) throws Exception {
    Set<String> here = found(ask("OVERREAD", listener.port(), model, level, keys), level);
    Set<String> there = found(ask("ORTHANC", orthanc.dicomPort(), model, level, keys), level);
    assertThat(here).isEqualTo(there);
  }

  /**
   * Where Orthanc reads the standard in another way; the last column says which words we follow.
   */
  @ParameterizedTest(name = "{0} {1} {2}: {5}")
  @CsvFileSource(resources = "/interop/unlike-orthanc.csv", delimiter = '|', numLinesToSkip = 1)
  void findsWhatTheStandardSaysWhereOrthancDiffers(
      String model, String level, String keys, int here, int there, String reason)
      throws Exception {
    assertThat(reason).isNotBlank();
    assertThat(found(ask("OVERREAD", listener.port(), model, level, keys), level))
        .as("here")
        .hasSize(here);
    assertThat(found(ask("ORTHANC", orthanc.dicomPort(), model, level, keys), level))
        .as("Orthanc")
        .hasSize(there);
  }

  @Test
  void pydicomReadsTheAnswers() throws Exception {
    Path answers =
        ask(
            "OVERREAD",
            listener.port(),
            "S",
            "STUDY",
            "StudyInstanceUID;PatientName;ModalitiesInStudy;NumberOfStudyRelatedInstances;PatientID=P1");
    String script =
        """
        import sys, pydicom
        for file in sys.argv[1:]:
            data = pydicom.dcmread(file)
            print(data.StudyInstanceUID, data.PatientName, data.ModalitiesInStudy, data.NumberOfStudyRelatedInstances,
                  data.InstanceAvailability, data.SpecificCharacterSet)
        """;
    String[] files = files(answers).stream().map(Path::toString).toArray(String[]::new);
    Peers.Output output = peers.python(script, files);
    assertThat(output.exitCode()).isZero();
    assertThat(output.text().lines())
        .containsExactly(
            Studies.studyUid(2) + " M\u00fcller^J\u00fcrgen CT 3 ONLINE ISO_IR 192",
            Studies.studyUid(1) + " M\u00fcller^J\u00fcrgen MR 4 ONLINE ISO_IR 192");
  }

  @Test
  void aStrangerIsRejected() throws Exception {
    Peers.Output output =
        peers.run(
            "findscu",
            "-S",
            "-aet",
            "STRANGER",
            "-aec",
            "OVERREAD",
            "127.0.0.1",
            Integer.toString(listener.port()),
            "-k",
            "QueryRetrieveLevel=STUDY");
    assertThat(output.exitCode()).isNotZero();
    assertThat(output.text()).contains("Calling AE Title Not Recognized");
  }

  // -- asking ------------------------------------------------------------------------------------

  /**
   * Asks with findscu; gives the directory with one file per answer. Keys are separated by
   * semicolons.
   */
  private static Path ask(String aeTitle, int port, String model, String level, String keys)
      throws Exception {
    Path answers = Files.createDirectories(directory.resolve("answers-" + ++queries));
    // as a file: what Java passes on a command line depends on the locale
    Path query = directory.resolve("query-" + queries + ".dcm");
    Part10.write(query, meta(Uid.RawDataStorage, "2.25.2"), identifier(level, keys));
    List<String> command =
        List.of(
            "findscu",
            "-" + model,
            "-X",
            "-aec",
            aeTitle,
            "127.0.0.1",
            Integer.toString(port),
            query.toString());
    Peers.Output output = peers.runIn(answers, command);
    assertThat(output.exitCode()).as(output.text()).isZero();
    return answers;
  }

  private static Attributes identifier(String level, String keys) {
    Attributes identifier =
        new Attributes()
            .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .set(Tag.QueryRetrieveLevel, VR.CS, level);
    for (String key : keys.split(";")) {
      String[] parts = key.split("=", 2);
      int tag = Dictionary.tagOf(parts[0]).orElseThrow();
      identifier.set(tag, Dictionary.vrOf(tag), parts.length > 1 ? parts[1] : "");
    }
    return identifier;
  }

  private static FileMetaInformation meta(String sopClassUid, String sopInstanceUid) {
    return new FileMetaInformation(
        sopClassUid, sopInstanceUid, Uid.ExplicitVRLittleEndian, "2.25.1", "TEST", "", "", "");
  }

  private static Set<String> found(Path answers, String level) throws IOException {
    int unique =
        switch (level) {
          case "PATIENT" -> Tag.PatientID;
          case "STUDY" -> Tag.StudyInstanceUID;
          case "SERIES" -> Tag.SeriesInstanceUID;
          default -> Tag.SOPInstanceUID;
        };
    Set<String> result = new TreeSet<>();
    for (Path file : files(answers)) {
      result.add(Part10.read(file, Limits.DEFAULT).string(unique).orElse(""));
    }
    return result;
  }

  private static List<Path> files(Path answers) throws IOException {
    try (Stream<Path> files = Files.list(answers)) {
      return files.sorted().toList();
    }
  }

  private static NetworkSettings network() {
    return new NetworkSettings(
        "127.0.0.1",
        0,
        131_072,
        131_072,
        16,
        16,
        16,
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(1));
  }

  // -- data --------------------------------------------------------------------------------------

  private static List<Attributes> instances() {
    List<Attributes> all = new ArrayList<>();
    study(
        all,
        1,
        "P1",
        "M\u00fcller^J\u00fcrgen",
        "20260101",
        "090000",
        Studies.series(1, 1, 2, "MR", Uid.MRImageStorage));
    study(
        all,
        1,
        "P1",
        "M\u00fcller^J\u00fcrgen",
        "20260101",
        "090000",
        Studies.series(1, 2, 2, "MR", Uid.MRImageStorage));
    study(
        all,
        2,
        "P1",
        "M\u00fcller^J\u00fcrgen",
        "20260131",
        "101530.5",
        Studies.series(2, 1, 3, "CT", Uid.CTImageStorage));
    study(
        all,
        3,
        "P2",
        "J\u00e9r\u00f4me^Luc",
        "20260201",
        "235959",
        Studies.series(3, 1, 3, "MR", Uid.MRImageStorage));
    String yamada = "Yamada^Tarou=\u5c71\u7530^\u592a\u90ce=\u3084\u307e\u3060^\u305f\u308d\u3046";
    study(
        all,
        4,
        "P3",
        yamada,
        "20260202",
        "1200",
        Studies.series(4, 1, 2, "MR", Uid.MRImageStorage));
    study(
        all,
        4,
        "P3",
        yamada,
        "20260202",
        "1200",
        Studies.series(4, 2, 1, "SR", Uid.BasicTextSRStorage));
    study(
        all,
        5,
        "P4",
        "Doe^John",
        "20260301",
        "080000",
        Studies.series(5, 1, 3, "US", Uid.UltrasoundImageStorage));
    study(
        all,
        6,
        "P5",
        "Doe^Jane",
        "20260301",
        "093000",
        Studies.series(6, 1, 2, "CT", Uid.CTImageStorage));
    study(
        all,
        6,
        "P5",
        "Doe^Jane",
        "20260301",
        "093000",
        Studies.series(6, 2, 1, "CR", Uid.ComputedRadiographyImageStorage));
    study(
        all,
        7,
        "P6",
        "DOE",
        "20251231",
        "000000",
        Studies.series(7, 1, 2, "MR", Uid.MRImageStorage));
    study(
        all,
        8,
        "P_7",
        "O'Hara^Scarlett^^Dr",
        "20250615",
        "140000",
        Studies.series(8, 1, 2, "CT", Uid.CTImageStorage));
    study(
        all,
        9,
        "P10",
        "Doering^Max",
        "20260401",
        "100000",
        Studies.series(9, 1, 2, "MR", Uid.MRImageStorage));
    return all;
  }

  private static void study(
      List<Attributes> all,
      int study,
      String id,
      String name,
      String date,
      String time,
      List<Attributes> series) {
    for (Attributes instance : series) {
      all.add(
          instance
              .set(Tag.PatientID, VR.LO, id)
              .set(Tag.PatientName, VR.PN, name)
              .set(Tag.StudyDate, VR.DA, date)
              .set(Tag.StudyTime, VR.TM, time)
              .set(Tag.StudyDescription, VR.LO, study % 2 == 0 ? "Head 100%" : "Knee left"));
    }
  }
}
