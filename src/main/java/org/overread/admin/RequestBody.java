package org.overread.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import java.util.function.BiFunction;

/** The JSON object that comes with a request to change something, and who asks. */
final class RequestBody {
  private static final int LONGEST_WHO = 64;

  private RequestBody() {}

  static HttpResponse read(HttpRequest request, BiFunction<JsonNode, String, HttpResponse> answer) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApply(
                (AggregatedHttpRequest whole) -> {
                  try {
                    JsonNode body =
                        Json.tree(whole.content().isEmpty() ? "{}" : whole.contentUtf8());
                    return answer.apply(body, who(body.path("who").asText("admin")));
                  } catch (JsonProcessingException e) {
                    return Answers.problem(
                        HttpStatus.BAD_REQUEST,
                        "the body is not JSON",
                        "send an object, e.g. {\"who\": \"anna\"}");
                  }
                }));
  }

  /**
   * A claim of the caller: shortened and without control characters, since it is stored and shown.
   */
  private static String who(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.substring(0, Math.min(clean.length(), LONGEST_WHO));
  }
}
