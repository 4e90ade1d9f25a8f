package org.overread.admin;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers of the admin interface, made off the event loop. */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);
  private static final MediaType NDJSON = MediaType.parse("application/x-ndjson");
  private static final String SEE_LOG = "the log of the node says more";

  private Answers() {}

  /** An operation that tells its progress and ends with a result. */
  interface LongWork {
    ActionResult run(Consumer<Progress> progress) throws IOException;
  }

  static HttpResponse json(Object value) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, Json.write(value));
  }

  static HttpResponse problem(HttpStatus status, String error, String next) {
    return HttpResponse.of(status, MediaType.JSON_UTF_8, Json.write(new Json.Problem(error, next)));
  }

  static HttpResponse of(ActionResult result) {
    return switch (result.outcome()) {
      case DONE -> json(result);
      case REFUSED -> problem(HttpStatus.CONFLICT, result.text(), result.next());
      case UNKNOWN -> problem(HttpStatus.NOT_FOUND, result.text(), result.next());
    };
  }

  /** Runs on a blocking thread; whatever is thrown becomes an answer. */
  static HttpResponse blocking(ServiceRequestContext ctx, Callable<HttpResponse> work) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return work.call();
              } catch (Exception e) {
                return failed(ctx, e);
              }
            },
            ctx.blockingTaskExecutor()));
  }

  private static HttpResponse failed(ServiceRequestContext ctx, Exception e) {
    log.atError()
        .addKeyValue("path", ctx.config().route().patternString())
        .setCause(e)
        .log("admin request failed");
    return problem(HttpStatus.INTERNAL_SERVER_ERROR, "the node could not do it", SEE_LOG);
  }

  /** A line of JSON for each step, the result or problem as the last one. */
  static HttpResponse streaming(ServiceRequestContext ctx, LongWork work) {
    ctx.clearRequestTimeout(); // an export lasts as long as it lasts
    HttpResponseWriter writer = HttpResponse.streaming();
    writer.write(ResponseHeaders.of(HttpStatus.OK, HttpHeaderNames.CONTENT_TYPE, NDJSON));
    ctx.blockingTaskExecutor()
        .execute(
            () -> {
              try {
                ActionResult result = work.run(progress -> line(writer, progress));
                boolean done = result.outcome() == ActionResult.Outcome.DONE;
                line(writer, done ? result : new Json.Problem(result.text(), result.next()));
              } catch (IOException | RuntimeException e) {
                log.atError()
                    .addKeyValue("path", ctx.config().route().patternString())
                    .setCause(e)
                    .log("admin request failed");
                line(writer, new Json.Problem("the node could not do it", SEE_LOG));
              } finally {
                writer.close();
              }
            });
    return writer;
  }

  /** The client may be gone; the work goes on to its end. */
  private static void line(HttpResponseWriter writer, Object value) {
    writer.tryWrite(HttpData.ofUtf8(Json.write(value) + "\n"));
  }
}
