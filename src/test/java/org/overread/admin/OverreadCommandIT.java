package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.config.AdminSettings;
import org.overread.config.Configuration;
import org.overread.testing.PaperNode;
import picocli.CommandLine;

class OverreadCommandIT {
  @TempDir Path home;
  private final PaperNode node = new PaperNode();
  private final NodeMetrics metrics = new NodeMetrics();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Configuration> started = new ArrayList<>();
  private List<String> ruleMistakes = List.of();
  private Path conf;
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    conf = Files.createDirectories(home.resolve("conf"));
    Files.createDirectories(conf.resolve("rules"));
    Files.writeString(conf.resolve("overread.properties"), "admin.port = 0\n");
    server =
        new AdminServer(
            new AdminSettings("127.0.0.1", 0, home.resolve("data/admin.token")), node, metrics);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  private int run(String... arguments) {
    NodeStarter starter =
        new NodeStarter() {
          @Override
          public void run(Configuration configuration) {
            started.add(configuration);
          }

          @Override
          public List<String> check(Configuration configuration) {
            return ruleMistakes;
          }
        };
    CommandLine line = OverreadCommand.commandLine(starter, Map.of());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--conf", conf.toString()));
    return line.execute(all.toArray(String[]::new));
  }

  @Test
  void startRunsTheNodeWithTheSettings() {
    assertThat(run("start", "--data", home.resolve("other").toString())).isZero();

    assertThat(started)
        .singleElement()
        .extracting(each -> each.node().dataDirectory())
        .isEqualTo(home.resolve("other"));
  }

  @Test
  void wrongSettingsStartNothing() throws IOException {
    Files.writeString(conf.resolve("overread.properties"), "dicom.prot = 1\nadmin.port = x\n");

    assertThat(run("start")).isEqualTo(2);

    assertThat(started).isEmpty();
    assertThat(err.toString())
        .contains("overread.properties:1: ", "overread.properties:2: ", "2 mistakes");
  }

  @Test
  void checkConfigSaysWhenAllIsGood() {
    assertThat(run("check-config")).isZero();
    assertThat(out.toString()).contains("are good");
    assertThat(started).isEmpty();
  }

  @Test
  void checkConfigTellsMistakesOfTheRulesToo() {
    ruleMistakes = List.of("conf/rules/a.yaml:6:20: unknown field");

    assertThat(run("check-config")).isEqualTo(2);
    assertThat(err.toString())
        .contains("conf/rules/a.yaml:6:20: unknown field", "1 mistake in the rules");
  }

  @Test
  void theReferenceNeedsNoSettings() {
    assertThat(run("check-config", "--reference")).isZero();
    assertThat(out.toString()).contains("dicom.port", "reading-group.NAME.daily-cap");
  }

  @Test
  void statusIsGoodWhenNothingNeedsAttention() {
    assertThat(run("status")).isZero();
    assertThat(out.toString())
        .contains("OVERREAD@127.0.0.1:11112", "384 instances", "Nothing needs attention.");
  }

  @Test
  void aMistakeForTheNextStartDoesNotKeepFromTheNodeThatRuns() throws IOException {
    Files.writeString(
        conf.resolve("overread.properties"),
        "admin.port = 0\ndicom.prot = 1\ndatabase.password = ${env:ONLY_THE_NODE_HAS_IT}\n");

    assertThat(run("status")).isZero();

    Files.writeString(conf.resolve("overread.properties"), "admin.port = x\n");

    assertThat(run("status")).isEqualTo(2);
    assertThat(err.toString()).contains("overread.properties:1: admin.port");
  }

  @Test
  void statusFailsWhenSomethingNeedsAttention() {
    node.needsAttention("1 study needs attention");

    assertThat(run("status")).isEqualTo(1);
    assertThat(out.toString()).contains("ATTENTION 1 study needs attention");
  }

  @Test
  void studiesTakesStateAndLimit() {
    assertThat(run("studies", "--state", "FORWARDED", "--limit", "7")).isZero();
    assertThat(node.asked()).containsExactly("studies FORWARDED 7");
    assertThat(out.toString()).contains(PaperNode.STUDY);
  }

  @Test
  void explainShowsWhichRulesSaidWhatAndOnWhatEvidence() {
    assertThat(run("explain", PaperNode.STUDY)).isZero();

    assertThat(out.toString().lines())
        .contains(
            "Study    1.2.840.1",
            "         MR knee, \"MR knee left\", 384 instances in 3 series from MAINPACS; complete:"
                + " 10 min quiet",
            "FLAGGED  pre-operative  (level 3)",
            "         Surgery is planned.",
            "         order text: pre-op ?[31mknee / second line",
            "not      low-field  looked at Magnetic Field Strength (0018,0087): 3",
            "unknown  thick-slices  absent: Slice Thickness (0018,0050)",
            "Group    msk",
            "         knee -> musculoskeletal",
            "Sent     384 of 384 instances to MSK_READ@reader:104, "
                + ClockText.of("2026-11-23T14:03:11Z")
                + " to "
                + ClockText.of("2026-11-23T14:03:14Z").substring("2026-11-23 ".length()));
  }

  @Test
  void explainTellsPointsBeforeWhatTheyAreFor() {
    run("explain", PaperNode.STUDY);

    assertThat(out.toString().lines())
        .containsSubsequence(
            "shadow   poor-quality  (level 4, flags nothing)",
            "         Technical reasons.",
            "         3 points; 2 flag the study",
            "         2 points: Field strength below 0.5 T.",
            "           Magnetic Field Strength (0018,0087): 0.2");
  }

  @Test
  void explainTellsTheChoiceOfTheGroupOnce() {
    run("explain", PaperNode.STUDY);

    assertThat(out.toString()).containsOnlyOnce("knee -> musculoskeletal");
    assertThat(out.toString().lines())
        .endsWith(ClockText.of("2026-11-23T14:03:01Z") + "  overread: FLAGGED: requested of msk");
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(run("explain", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: overread explain");
  }

  @Test
  void aNodeWithoutLoggingOfItsOwnLogsAsShipped() throws IOException {
    assertThat(StartCommand.logging(conf)).endsWith("node-logback.xml");
    try (InputStream builtIn = StartCommand.class.getResourceAsStream("node-logback.xml")) {
      assertThat(builtIn).hasContent(Files.readString(Path.of("conf/logback.xml")));
    }

    Files.writeString(conf.resolve("logback.xml"), "<configuration/>");

    assertThat(StartCommand.logging(conf))
        .isEqualTo(conf.resolve("logback.xml").toUri().toString());
  }

  @Test
  void jsonIsWhatTheNodeAnswered() {
    assertThat(run("explain", PaperNode.STUDY, "--json")).isZero();
    assertThat(out.toString()).startsWith("{\"study\":{\"studyUid\":\"1.2.840.1\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "hold", "retry"})
  void actionsReachTheNodeWithTheUser(String action) {
    assertThat(run(action, PaperNode.STUDY)).isZero();
    assertThat(node.asked())
        .containsExactly(action + " " + PaperNode.STUDY + " by " + System.getProperty("user.name"));
  }

  @Test
  void aRefusalIsAFailure() {
    assertThat(run("release", PaperNode.STUDY)).isEqualTo(1);
    assertThat(err.toString()).contains("the study is not held; nothing is to be done");
  }

  @Test
  void anUnknownStudyIsAFailure() {
    assertThat(run("explain", "9.9")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no such study");
  }

  @Test
  void echoFailsWhenTheDestinationDoesNotAnswer() {
    assertThat(run("echo", "msk")).isZero();
    assertThat(run("echo", "away")).isEqualTo(1);
    assertThat(run("echo", "nobody")).isEqualTo(1);
  }

  @Test
  void exportWritesIntoTheFolder() {
    Path target = home.resolve("out");

    assertThat(run("export", PaperNode.STUDY, target.toString())).isZero();
    assertThat(out.toString()).contains("3 files written");
    assertThat(target.resolve("1.dcm")).exists();
    assertThat(run("export", PaperNode.STUDY, target.toString())).isEqualTo(1);
  }

  @Test
  void scanTellsWhatItDid() {
    assertThat(run("scan")).isZero();
    assertThat(out.toString()).contains("nothing to mend");
  }

  @ParameterizedTest
  @ValueSource(strings = {"statsu", "explain", "studies --limit x", "studies --state LOST"})
  void wrongUsageHasItsOwnExitCode(String arguments) {
    assertThat(run(arguments.split(" "))).isEqualTo(2);
  }

  @Test
  void saysWhenNoNodeRuns() {
    server.close();

    assertThat(run("status")).isEqualTo(1);
    assertThat(err.toString()).contains("the node does not answer at 127.0.0.1:");
  }
}
