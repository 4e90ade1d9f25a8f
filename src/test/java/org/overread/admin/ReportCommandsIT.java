package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.config.AdminSettings;
import org.overread.testing.CommandRun;
import org.overread.testing.PaperNode;

/** Reports, messages and rules of a running node, by command line and by HTTP. */
class ReportCommandsIT {
  private static final String WHO = " by " + System.getProperty("user.name");

  @TempDir Path home;
  private final PaperNode node = new PaperNode();
  private final NodeMetrics metrics = new NodeMetrics();
  private Path conf;
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    conf = Files.createDirectories(home.resolve("conf"));
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

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--conf", conf.toString()));
    return CommandRun.of(all.toArray(String[]::new));
  }

  @Test
  void documentsThatWaitForAPersonAreListedFirst() {
    CommandRun run = run("documents");

    assertThat(node.asked()).containsExactly("documents HELD 50");
    assertThat(run.out())
        .contains("12", "REPORT", "RIS^MAIN", "by accession number and patient", PaperNode.STUDY);
  }

  @Test
  void messagesAreListedByState() {
    assertThat(run("messages", "--state", "IGNORED", "--limit", "3").out())
        .contains("34", "ORU^R01", "812 bytes", "no readable MSH");
    assertThat(node.asked()).containsExactly("messages IGNORED 3");
  }

  @Test
  void whatAPersonDoesReachesTheNodeWithTheUser() {
    assertThat(run("attach", "12", PaperNode.STUDY).code()).isZero();
    assertThat(run("discard", "12").code()).isZero();
    assertThat(run("read-again", "34").code()).isZero();
    assertThat(run("evaluate", PaperNode.STUDY).code()).isZero();
    assertThat(run("replay", PaperNode.STUDY).out()).contains("the same decision");

    assertThat(node.asked())
        .containsExactly(
            "attach 12 " + PaperNode.STUDY + WHO,
            "discard 12" + WHO,
            "read-again 34" + WHO,
            "evaluate " + PaperNode.STUDY + WHO,
            "replay " + PaperNode.STUDY);
    assertThat(run("attach", "12", "9.9").code()).isEqualTo(1);
    assertThat(run("replay", "9.9").code()).isEqualTo(1);
  }

  @Test
  void reloadShowsMistakesAndSaysThatTheOldRulesStay() {
    assertThat(run("reload").out()).contains("rules 0123456789ab are in use");

    node.needsAttention("conf/rules/a.yaml:3:7: unknown mode");
    CommandRun refused = run("reload");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out())
        .contains("conf/rules/a.yaml:3:7: unknown mode", "1 mistake; rules 0123456789ab stay");
  }

  @Test
  void explainShowsTheReportTheWhyAndWhatAPersonHasToDo() {
    assertThat(run("explain", PaperNode.STUDY).out())
        .contains(
            "Report   HL7, final, received ",
            "from RIS^MAIN; matched by accession number and patient (document 12)",
            "impression, sentence 2: \"[Surgery] recommended.\"",
            "not negated, not historical, not conditional",
            "wanted within 24 h of its arrival",
            "care must not wait for the second reading",
            "a person decides whether it is sent",
            "withheld: criterion poor_quality is off");
  }

  @Test
  void statusTellsReportsAndMessages() {
    assertThat(run("status").out())
        .contains("HL7 on 127.0.0.1:2575", "Reports   4 WAITING", "Messages  5 REFUSED");
    assertThat(metrics.scrape(node.status()))
        .contains(
            "overread_documents{state=\"WAITING\"} 4.0",
            "overread_messages{state=\"REFUSED\"} 5.0");
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/documents,401",
    "GET,/messages,401",
    "GET,/studies/1.2.840.1/replay,401",
    "POST,/documents/12/attach,401",
    "POST,/documents/12/discard,401",
    "POST,/messages/34/read-again,401",
    "POST,/rules/reload,401",
    "POST,/studies/1.2.840.1/evaluate,401",
    "GET,/documents?state=LOST,400",
    "GET,/messages?limit=0,400",
    "POST,/documents/x/discard,400"
  })
  void sec11NothingWithoutTheTokenAndEveryMistakeHasAnAnswer(String method, String path, int status)
      throws Exception {
    String token = Files.readString(home.resolve("data/admin.token")).strip();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofString("{}"));
    if (status != 401) {
      request.header("Authorization", "Bearer " + token);
    }

    assertThat(
            HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(status);
    assertThat(node.asked()).isEmpty();
  }
}
