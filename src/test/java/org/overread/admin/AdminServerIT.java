package org.overread.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.config.AdminSettings;
import org.overread.testing.PaperNode;

class AdminServerIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private final PaperNode node = new PaperNode();
  private final NodeMetrics metrics = new NodeMetrics();
  private final HttpClient http = HttpClient.newHttpClient();
  private AdminServer server;
  private String token;

  @BeforeEach
  void start() throws IOException {
    AdminSettings settings = new AdminSettings("127.0.0.1", 0, folder.resolve("admin.token"));
    server = new AdminServer(settings, node, metrics);
    server.start();
    token = Files.readString(settings.tokenFile()).strip();
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  @ParameterizedTest
  @CsvSource({"/status,version", "/studies,0", "/associations,0", "/destinations,0"})
  void readsWithoutPatientTextNeedNoToken(String path, String field) throws Exception {
    HttpResponse<String> response = get(path, "");

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode tree = JSON.readTree(response.body());
    assertThat(tree.has(field) || tree.has(0)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/studies/1.2.840.1/complete",
        "/studies/1.2.840.1/hold",
        "/studies/1.2.840.1/release",
        "/studies/1.2.840.1/retry",
        "/studies/1.2.840.1/export",
        "/destinations/msk/echo",
        "/archive/scan"
      })
  void sec11ChangesNeedTheToken(String path) throws Exception {
    for (String authorization :
        new String[] {"", "Bearer ", "Bearer wrong", "Basic " + token, token}) {
      HttpResponse<String> response = post(path, "{}", authorization);

      assertThat(response.statusCode()).as(authorization).isEqualTo(401);
      assertThat(JSON.readTree(response.body()).path("do").asText()).contains("admin.token-file");
    }
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void explainNeedsTheTokenBecauseEvidenceQuotesTheStudy() throws Exception {
    assertThat(get("/studies/1.2.840.1", "").statusCode()).isEqualTo(401);
    assertThat(get("/studies/1.2.840.1", "").body()).doesNotContain("knee");

    HttpResponse<String> response = get("/studies/1.2.840.1", "Bearer " + token);

    assertThat(JSON.readTree(response.body()).at("/decisions/0/rules/0/rule").asText())
        .isEqualTo("pre-operative");
  }

  @Test
  void tellsTheNodeWhoAsked() throws Exception {
    HttpResponse<String> response =
        post("/studies/1.2.840.1/hold", "{\"who\":\"anna\\u0007\"}", "Bearer " + token);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(node.asked()).containsExactly("hold 1.2.840.1 by anna?");
  }

  @Test
  void aRefusalSaysWhatToDo() throws Exception {
    HttpResponse<String> response = post("/studies/1.2.840.1/release", "", "Bearer " + token);

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(JSON.readTree(response.body()).path("error").asText())
        .isEqualTo("the study is not held");
    assertThat(JSON.readTree(response.body()).path("do").asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/studies/9.9,404",
    "GET,/nowhere,404",
    "GET,/studies?limit=0,400",
    "GET,/studies?limit=x,400",
    "GET,/studies?limit=10001,400",
    "GET,/studies?state=LOST,400",
    "POST,/studies/9.9/hold,404",
    "POST,/destinations/nobody/echo,404",
    "POST,/status,404",
    "DELETE,/studies/1.2.840.1,404"
  })
  void everyMistakeHasAnAnswer(String method, String path, int status) throws Exception {
    HttpResponse<String> response = send(method, path, "", "Bearer " + token);

    assertThat(response.statusCode()).isEqualTo(status);
    JsonNode tree = JSON.readTree(response.body());
    assertThat(tree.path("error").asText()).isNotEmpty();
    assertThat(tree.path("do").asText()).isNotEmpty();
  }

  @Test
  void aBodyThatIsNotJsonIsRefused() throws Exception {
    assertThat(post("/studies/1.2.840.1/hold", "{", "Bearer " + token).statusCode()).isEqualTo(400);
    assertThat(node.asked()).isEmpty();
  }

  @Test
  void anUnforeseenFailureTellsNothingOfTheInside() throws Exception {
    node.breakDown();

    HttpResponse<String> response = get("/status", "");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("secret").contains("the log of the node says more");
  }

  @Test
  void exportTellsItsProgressLineByLine() throws Exception {
    Path target = folder.resolve("out");

    HttpResponse<String> response = export(target.toString());

    assertThat(response.body().lines()).hasSize(4).last().asString().contains("3 files written");
    assertThat(
            JSON.readTree(response.body().lines().findFirst().orElseThrow()).path("total").asInt())
        .isEqualTo(3);
    assertThat(target.resolve("3.dcm")).exists();
  }

  @Test
  void exportGoesOnlyIntoAnEmptyFolder() throws Exception {
    Path full = Files.createDirectories(folder.resolve("full"));
    Files.createFile(full.resolve("somebody's"));

    assertThat(export(full.toString()).body()).contains("not empty");
    assertThat(export("relative").body()).contains("not absolute");
    assertThat(export("").body()).contains("not absolute");
    assertThat(full.toFile().list()).hasSize(1);
  }

  @Test
  void metricsAreReadableByPrometheus() throws Exception {
    String text = get("/metrics", "").body();

    assertThat(text)
        .contains(
            "overread_associations 3.0",
            "overread_instances_received 384.0",
            "overread_studies{state=\"FORWARDED\"} 1.0",
            "overread_queue_depth{queue=\"msk\"} 2.0",
            "overread_store_responses{code=\"0000\"} 384.0",
            "jvm_memory_used_bytes");
  }

  @Test
  void writesDownTheAddressItBound() throws IOException {
    assertThat(Files.readString(folder.resolve("admin.address")))
        .isEqualTo("127.0.0.1:" + server.port());
  }

  private HttpResponse<String> export(String directory) throws Exception {
    return post(
        "/studies/1.2.840.1/export", "{\"directory\":\"" + directory + "\"}", "Bearer " + token);
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    return send("GET", path, "", authorization);
  }

  private HttpResponse<String> post(String path, String body, String authorization)
      throws Exception {
    return send("POST", path, body, authorization);
  }

  private HttpResponse<String> send(String method, String path, String body, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .method(method, BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
