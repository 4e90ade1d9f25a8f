package org.overread.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.archive.ArchiveSettings.Durability;
import org.overread.context.ContextSettings;
import org.overread.context.Reader;
import org.overread.network.service.RemoteAe;
import org.overread.routing.TimeWindow;
import org.overread.services.Peer;
import org.overread.services.Peer.Permission;
import org.overread.testing.Vocabularies;

class ConfigurationReaderTest {
  @TempDir Path home;
  private Path conf;

  /** A file with one mistake, and where and how it is told. */
  record Mistake(String title, String text, int line, String phrase) {
    @Override
    public String toString() {
      return title;
    }
  }

  @BeforeEach
  void makeFolders() throws IOException {
    conf = Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(conf.resolve("rules"));
    Files.writeString(conf.resolve("slip.txt"), "P1\nP2^A^B\n");
    Vocabularies.write(conf.resolve("vocabulary"));
    Files.createFile(
        conf.resolve("open.token"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--")));
  }

  static Stream<Mistake> mistakes() throws IOException {
    List<Mistake> result = new ArrayList<>();
    for (String block : resource().split("(?m)^== ")) {
      if (!block.startsWith("#")) {
        String title = block.lines().findFirst().orElseThrow();
        int arrow = block.indexOf("\n=> ");
        String expected = block.substring(arrow + 4).strip();
        int colon = expected.indexOf(": ");
        result.add(
            new Mistake(
                title,
                block.substring(title.length() + 1, arrow + 1),
                Integer.parseInt(expected.substring(0, colon)),
                expected.substring(colon + 2)));
      }
    }
    return result.stream();
  }

  private static String resource() throws IOException {
    try (var in = ConfigurationReaderTest.class.getResourceAsStream("/config/mistakes.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsTheMistakeWithItsLine(Mistake mistake) throws IOException {
    List<ConfigurationIssue> issues = refused(mistake.text());

    assertThat(issues).hasSize(1);
    assertThat(issues.get(0).line()).isEqualTo(mistake.line());
    assertThat(issues.get(0).toString())
        .startsWith(conf + "/overread.properties:" + mistake.line() + ": ")
        .contains(mistake.phrase())
        .contains("; ");
  }

  @Test
  void knowsSixtyMistakesAndMore() throws IOException {
    assertThat(mistakes()).hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void tellsAllMistakesAtOnceInTheOrderOfTheFile() throws IOException {
    List<ConfigurationIssue> issues =
        refused(
            """
            node.ae-titles = A\\\\B
            dicom.prot = 104
            dicom.artim = never
            study.quiet-period = 10
            dicom.artim = 30s
            peer.pacs.host = h
            reading-group.msk.subspecialties = spine
            archive.reserve = 120%
            rules.directory = nowhere
            """);

    assertThat(issues)
        .extracting(ConfigurationIssue::line)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 9);
  }

  @Test
  void ul20RefusesAnAeTitleOfSpacesOnly() throws IOException {
    assertThat(refused("peer.pacs.ae-title = \\u0020\n")).hasSize(1);
  }

  @Test
  void aMissingFileIsAMistake() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> new ConfigurationReader(Map.of()).read(conf, Optional.empty()));

    assertThat(e.issues())
        .singleElement()
        .asString()
        .isEqualTo(
            conf
                + "/overread.properties: cannot be read; name the folder of overread.properties"
                + " with --conf");
  }

  @Test
  void aFileThatIsNotUtf8IsAMistake() throws IOException {
    Files.write(conf.resolve("overread.properties"), new byte[] {'#', (byte) 0xE4, '\n'});

    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> new ConfigurationReader(Map.of()).read(conf, Optional.empty()));

    assertThat(e.issues()).singleElement().asString().contains("is not UTF-8");
  }

  @Test
  void anEmptyFileGivesTheDefaults() throws Exception {
    Configuration configuration = read("", Map.of());

    assertThat(configuration.node())
        .isEqualTo(new NodeSettings(List.of("OVERREAD"), home.resolve("data")));
    assertThat(configuration.network().bind()).isEqualTo("127.0.0.1");
    assertThat(configuration.network().port()).isEqualTo(11_112);
    assertThat(configuration.network().receiveMaxPdu()).isEqualTo(65_536);
    assertThat(configuration.archive().durability()).isEqualTo(Durability.DISK);
    assertThat(configuration.archive().directory()).isEqualTo(home.resolve("data/archive"));
    assertThat(configuration.database().url())
        .isEqualTo(
            "jdbc:h2:file:"
                + home
                + "/data/database/overread;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
    assertThat(configuration.completion().quietPeriod()).isEqualTo(Duration.ofMinutes(10));
    assertThat(configuration.services().allowAny()).isFalse();
    assertThat(configuration.forward().retryDelays())
        .containsExactly(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1));
    assertThat(configuration.forward().ourAeTitles()).containsExactly("OVERREAD");
    assertThat(configuration.admin().bind()).isEqualTo("127.0.0.1");
    assertThat(configuration.admin().tokenFile()).isEqualTo(home.resolve("data/admin.token"));
    assertThat(configuration.rulesDirectory()).isEqualTo(conf.resolve("rules"));
  }

  @Test
  void theShippedSettingsAreGoodAsTheyAreAndWithTheirExamples() throws Exception {
    String shipped = Files.readString(Path.of("conf/overread.properties"));
    assertThat(read(shipped, Map.of()).network().bind()).isEqualTo("127.0.0.1");

    String withExamples =
        shipped.replaceAll("(?m)^# ((peer|reading-group|reader|opt-out)\\.)", "$1");
    Configuration configuration = read(withExamples, Map.of());

    assertThat(configuration.services().peers()).hasSize(1);
    assertThat(configuration.readingGroups()).hasSize(2);
    assertThat(configuration.context().readers()).hasSize(2);
  }

  @Test
  void readsPeers() throws Exception {
    Configuration configuration =
        read(
            """
            peer.pacs.ae-title = MAINPACS
            peer.pacs.host = 10.1.2.3, fd00::7
            peer.pacs.port = 104
            peer.pacs.may = store, query
            peer.pacs.quiet-period = 2m
            peer.ct.ae-title = CT 1
            peer.ct.one-association-per-study = true
            """,
            Map.of());

    assertThat(configuration.services().peers())
        .containsExactlyInAnyOrder(
            new Peer(
                "pacs",
                "MAINPACS",
                Set.of("10.1.2.3", "fd00::7"),
                Set.of(Permission.STORE, Permission.QUERY)),
            new Peer("ct", "CT 1", Set.of(), Set.of(Permission.STORE)));
    assertThat(configuration.completion().quietPeriod("MAINPACS")).isEqualTo(Duration.ofMinutes(2));
    assertThat(configuration.completion().quietPeriod("CT 1")).isEqualTo(Duration.ofMinutes(10));
    assertThat(configuration.completion().oneAssociationPerStudy()).containsExactly("CT 1");
    assertThat(configuration.callablePeers())
        .containsOnly(Map.entry("pacs", new RemoteAe("MAINPACS", "10.1.2.3", 104)));
  }

  @Test
  void readsReadingGroups() throws Exception {
    Configuration configuration =
        read(
            """
            node.ae-titles = OVERREAD, SECOND
            reading-group.neuro.ae-title = NEURO_READ
            reading-group.neuro.host = reader.example.org
            reading-group.neuro.port = 104
            reading-group.neuro.subspecialties = neuro, spine
            reading-group.neuro.hours = mon-fri 07:00-19:00, sat 08:00-24:00
            reading-group.neuro.calling-ae-title = SECOND
            reading-group.neuro.daily-cap = 40
            """,
            Map.of());

    var group = configuration.readingGroups().get(0);
    assertThat(group.subspecialties()).containsExactlyInAnyOrder("neuro", "spine");
    assertThat(group.callingAeTitle()).isEqualTo("SECOND");
    assertThat(group.dailyCap()).isEqualTo(40);
    assertThat(group.enabled()).isTrue();
    assertThat(group.hours())
        .containsExactly(
            new TimeWindow(
                Set.of(
                    DayOfWeek.MONDAY,
                    DayOfWeek.TUESDAY,
                    DayOfWeek.WEDNESDAY,
                    DayOfWeek.THURSDAY,
                    DayOfWeek.FRIDAY),
                LocalTime.of(7, 0),
                LocalTime.of(19, 0)),
            new TimeWindow(Set.of(DayOfWeek.SATURDAY), LocalTime.of(8, 0), LocalTime.MIDNIGHT));
    assertThat(configuration.services().readingGroupHosts())
        .containsEntry("NEURO_READ", group.host());
  }

  @Test
  void readsReadersThoseOfGroupsAndTheListOfOptOuts() throws Exception {
    Configuration configuration =
        read(
            """
            reader.doe.ids = R1, DOE JANE
            reader.doe.subspecialties = neuro, spine
            reader.roe.ids = R2
            reader.roe.trainee = true
            reading-group.neuro.ae-title = NEURO_READ
            reading-group.neuro.host = reader.example.org
            reading-group.neuro.port = 104
            reading-group.neuro.subspecialties = neuro
            reading-group.neuro.reader-ids = X1, X2
            opt-out.file = DATA/patients.txt
            study.episode = 60d
            forward.dry-run = true
            """,
            Map.of());

    assertThat(configuration.context())
        .isEqualTo(
            new ContextSettings(
                List.of(
                    new Reader("doe", Set.of("R1", "DOE JANE"), Set.of("neuro", "spine"), false),
                    new Reader("roe", Set.of("R2"), Set.of(), true)),
                Map.of("X1", "neuro", "X2", "neuro"),
                home.resolve("data/patients.txt"),
                Duration.ofDays(60),
                true));
    assertThat(read("", Map.of()).context().optOutFile()).isEqualTo(conf.resolve("opt-out.txt"));
  }

  @Test
  void aMistakeInTheListOfOptOutsIsToldWithoutThePatient() throws IOException {
    assertThat(refused("opt-out.file = slip.txt\n"))
        .singleElement()
        .asString()
        .contains("slip.txt")
        .doesNotContain("P2");
  }

  @Test
  void aShortQuietPeriodShortensTheDefaultAfterRelease() throws Exception {
    assertThat(read("study.quiet-period = 5s\n", Map.of()).completion().afterRelease())
        .hasSeconds(5);
  }

  @Test
  void takesSecretsFromTheEnvironmentAndShowsThemNowhere() throws Exception {
    Configuration configuration =
        read("database.password = ${env:DB}\n", Map.of("DB", "open $1 sesame"));

    assertThat(configuration.database().password()).isEqualTo("open $1 sesame");
    assertThat(configuration.toString()).doesNotContain("sesame");
    assertThat(refused("admin.port = ${env:SECRET}\n"))
        .singleElement()
        .asString()
        .doesNotContain("hidden");
  }

  @Test
  void theDataFolderCanBeGivenAtTheStart() throws Exception {
    write("");
    Path data = home.resolve("elsewhere");

    Configuration configuration = new ConfigurationReader(Map.of()).read(conf, Optional.of(data));

    assertThat(configuration.archive().directory()).isEqualTo(data.resolve("archive"));
    assertThat(configuration.admin().tokenFile()).isEqualTo(data.resolve("admin.token"));
  }

  @Test
  void theReferenceListsEveryKeyOnceWithAHelpAndItsDefault() {
    String reference = ConfigurationReader.reference();

    for (Key<?> key : KnownKeys.all()) {
      assertThat(reference.lines().filter(key.of("NAME")::equals)).hasSize(1);
      assertThat(key.help()).isNotBlank();
      key.standard()
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> assertThat(reference).contains("default: " + text));
    }
  }

  private Configuration read(String text, Map<String, String> environment) throws Exception {
    write(text);
    return new ConfigurationReader(environment).read(conf, Optional.empty());
  }

  private List<ConfigurationIssue> refused(String text) throws IOException {
    write(text);
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> new ConfigurationReader(Map.of("SECRET", "hidden")).read(conf, Optional.empty()));
    assertThat(e).as("refused").isNotNull();
    return e.issues();
  }

  private void write(String text) throws IOException {
    Path file = conf.resolve("overread.properties");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
  }
}
