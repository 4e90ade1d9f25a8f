package org.overread.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.overread.config.AdminSettings;

/** Talks to the admin interface of a running node. */
final class AdminClient {
  private static final int OK = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** After so long without an answer the user is told that we wait. */
  private static final Duration SILENCE = Duration.ofSeconds(2);

  private final String address;
  private final AdminToken token;
  private final Consumer<String> notice;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

  /**
   * Reads the token of the node.
   *
   * @param notice takes a line for the user while an answer is waited for
   */
  AdminClient(AdminSettings settings, Consumer<String> notice) throws NodeProblemException {
    this.notice = notice;
    try {
      this.address = address(settings);
      this.token = AdminToken.read(settings.tokenFile());
    } catch (NoSuchFileException e) {
      throw new NodeProblemException(
          "no node has run with these settings: " + e.getMessage() + " is absent",
          "start it: scripts/overread start");
    } catch (IOException e) {
      throw new NodeProblemException(
          "cannot read the token: " + e.getMessage(), "run as the user of the node");
    }
  }

  private static String address(AdminSettings settings) throws IOException {
    if (settings.port() == 0) {
      return Files.readString(AdminServer.addressFile(settings)).strip();
    }
    String host = settings.bind().equals("0.0.0.0") ? "127.0.0.1" : settings.bind();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.port();
  }

  /** The JSON of a good answer. */
  String get(String path) throws NodeProblemException {
    return whole(request(path).GET().build());
  }

  /** The JSON of a good answer. */
  String post(String path, Map<String, String> body) throws NodeProblemException {
    return whole(request(path).POST(BodyPublishers.ofString(Json.write(body))).build());
  }

  /** Gives progress to the consumer; returns the JSON of the last line, the result. */
  String stream(String path, Map<String, String> body, Consumer<Progress> progress)
      throws NodeProblemException {
    HttpRequest request = request(path).POST(BodyPublishers.ofString(Json.write(body))).build();
    HttpResponse<Stream<String>> response =
        waitFor(client.sendAsync(request, BodyHandlers.ofLines()));
    try (Stream<String> lines = response.body()) {
      String last = "";
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        last = each.next();
        if (Json.tree(last).has("total")) {
          progress.accept(Json.read(last, Progress.class));
        }
      }
      return result(response.statusCode(), last);
    } catch (JsonProcessingException | UncheckedIOException e) {
      throw new NodeProblemException(
          "the node went away before the end", "scripts/overread status tells whether it runs");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path))
        .header("Authorization", token.header())
        .header("Content-Type", "application/json");
  }

  private String whole(HttpRequest request) throws NodeProblemException {
    HttpResponse<String> response = waitFor(client.sendAsync(request, BodyHandlers.ofString()));
    return result(response.statusCode(), response.body());
  }

  private <T> HttpResponse<T> waitFor(CompletableFuture<HttpResponse<T>> answer)
      throws NodeProblemException {
    try {
      try {
        return answer.get(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        notice.accept("waiting for the node at " + address + " ...");
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new NodeProblemException(
          "the node does not answer at " + address,
          "start it, or name its settings with --conf and --data");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeProblemException("interrupted", "try again");
    }
  }

  private String result(int status, String body) throws NodeProblemException {
    try {
      JsonNode tree = Json.tree(body);
      if (status != OK || tree.has("error") || tree.isMissingNode()) {
        throw new NodeProblemException(
            tree.path("error").asText("status " + status), tree.path("do").asText("see the log"));
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new NodeProblemException(
          "what answers at " + address + " is no Overread node", "check admin.port");
    }
  }
}
