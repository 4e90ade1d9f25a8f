package org.overread.admin;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.overread.study.StudyState;

/** What each path of the admin interface does. */
final class AdminRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MOST_LIMIT = 10_000;
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final NodeOperations node;
  private final NodeMetrics metrics;

  AdminRoutes(NodeOperations node, NodeMetrics metrics) {
    this.node = node;
    this.metrics = metrics;
  }

  HttpResponse status(ServiceRequestContext ctx, HttpRequest request) {
    return Answers.blocking(ctx, () -> Answers.json(node.status()));
  }

  HttpResponse associations(ServiceRequestContext ctx, HttpRequest request) {
    return Answers.blocking(ctx, () -> Answers.json(node.associations()));
  }

  HttpResponse destinations(ServiceRequestContext ctx, HttpRequest request) {
    return Answers.blocking(ctx, () -> Answers.json(node.destinations()));
  }

  HttpResponse metrics(ServiceRequestContext ctx, HttpRequest request) {
    return Answers.blocking(
        ctx, () -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, metrics.scrape(node.status())));
  }

  HttpResponse studies(ServiceRequestContext ctx, HttpRequest request) {
    Optional<String> state = Optional.ofNullable(ctx.queryParam("state"));
    if (state.isPresent()
        && Stream.of(StudyState.values()).map(Enum::name).noneMatch(state.get()::equals)) {
      return Answers.problem(
          HttpStatus.BAD_REQUEST,
          "there is no such state",
          "one of " + Arrays.toString(StudyState.values()));
    }
    return limit(ctx)
        .map(most -> Answers.blocking(ctx, () -> Answers.json(node.studies(state, most))))
        .orElseGet(AdminRoutes::wrongLimit);
  }

  /** The parameter "limit"; empty when it is out of range. */
  static Optional<Integer> limit(ServiceRequestContext ctx) {
    String limit =
        Optional.ofNullable(ctx.queryParam("limit")).orElse(String.valueOf(DEFAULT_LIMIT));
    return limit.matches("[1-9]\\d{0,4}") && Integer.parseInt(limit) <= MOST_LIMIT
        ? Optional.of(Integer.parseInt(limit))
        : Optional.empty();
  }

  static HttpResponse wrongLimit() {
    return Answers.problem(HttpStatus.BAD_REQUEST, "limit is out of range", "1 to " + MOST_LIMIT);
  }

  HttpResponse explain(ServiceRequestContext ctx, HttpRequest request) {
    String uid = ctx.pathParam("uid");
    return Answers.blocking(
        ctx,
        () ->
            node.explain(uid)
                .map(Answers::json)
                .orElseGet(() -> Answers.of(ActionResult.unknownStudy())));
  }

  HttpResponse act(StudyAction action, ServiceRequestContext ctx, HttpRequest request) {
    String uid = ctx.pathParam("uid");
    return RequestBody.read(
        request,
        (body, who) -> Answers.blocking(ctx, () -> Answers.of(node.act(action, uid, who))));
  }

  HttpResponse echo(ServiceRequestContext ctx, HttpRequest request) {
    String name = ctx.pathParam("name");
    return Answers.blocking(
        ctx,
        () ->
            node.echo(name)
                .map(Answers::json)
                .orElseGet(
                    () ->
                        Answers.problem(
                            HttpStatus.NOT_FOUND,
                            "there is no reading group or peer with a port of this name",
                            "the settings name them: reading-group.NAME and peer.NAME")));
  }

  HttpResponse scan(ServiceRequestContext ctx, HttpRequest request) {
    return Answers.streaming(ctx, node::scan);
  }

  HttpResponse export(ServiceRequestContext ctx, HttpRequest request) {
    String uid = ctx.pathParam("uid");
    return RequestBody.read(
        request,
        (body, who) -> {
          String text = body.path("directory").asText("");
          return Answers.streaming(
              ctx,
              progress -> {
                Optional<ActionResult> refusal = prepare(text);
                return refusal.isPresent()
                    ? refusal.get()
                    : node.export(uid, Path.of(text), progress);
              });
        });
  }

  /**
   * The folder must be new or empty, so that nothing of somebody else is overwritten or mixed in.
   */
  private static Optional<ActionResult> prepare(String text) throws IOException {
    try {
      Path folder = Path.of(text);
      if (!folder.isAbsolute()) {
        return Optional.of(
            ActionResult.refused("the folder is not absolute", "write it from the root"));
      }
      if (Files.exists(folder) && !isEmpty(folder)) {
        return Optional.of(
            ActionResult.refused("the folder is not empty", "name one that is empty or absent"));
      }
      Files.createDirectories(folder);
      return Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.of(
          ActionResult.refused("the folder is no path of this system", "name another one"));
    } catch (IOException e) {
      return Optional.of(
          ActionResult.refused(
              "the node cannot make or read the folder",
              "name one in which the user of the node may write"));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
