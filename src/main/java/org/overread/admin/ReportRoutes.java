package org.overread.admin;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.overread.report.DocumentState;
import org.overread.services.MessageState;

/** What the paths of reports, messages and rules do. */
final class ReportRoutes {
  private final NodeOperations node;

  ReportRoutes(NodeOperations node) {
    this.node = node;
  }

  HttpResponse documents(ServiceRequestContext ctx, HttpRequest request) {
    return list(ctx, DocumentState.class, DocumentState.HELD, node::documents);
  }

  HttpResponse messages(ServiceRequestContext ctx, HttpRequest request) {
    return list(ctx, MessageState.class, MessageState.REFUSED, node::messages);
  }

  HttpResponse attach(ServiceRequestContext ctx, HttpRequest request) {
    return RequestBody.read(
        request,
        (body, who) -> numbered(ctx, pk -> node.attach(pk, body.path("study").asText(""), who)));
  }

  HttpResponse discard(ServiceRequestContext ctx, HttpRequest request) {
    return RequestBody.read(request, (body, who) -> numbered(ctx, pk -> node.discard(pk, who)));
  }

  HttpResponse readAgain(ServiceRequestContext ctx, HttpRequest request) {
    return RequestBody.read(request, (body, who) -> numbered(ctx, pk -> node.readAgain(pk, who)));
  }

  HttpResponse reload(ServiceRequestContext ctx, HttpRequest request) {
    return RequestBody.read(
        request, (body, who) -> Answers.blocking(ctx, () -> Answers.json(node.reload(who))));
  }

  HttpResponse replay(ServiceRequestContext ctx, HttpRequest request) {
    String uid = ctx.pathParam("uid");
    return Answers.blocking(ctx, () -> Answers.of(node.replay(uid)));
  }

  private static <S extends Enum<S>> HttpResponse list(
      ServiceRequestContext ctx, Class<S> states, S usual, BiFunction<S, Integer, Object> list) {
    String name = Optional.ofNullable(ctx.queryParam("state")).orElse(usual.name());
    Optional<S> state =
        Arrays.stream(states.getEnumConstants()).filter(s -> s.name().equals(name)).findFirst();
    if (state.isEmpty()) {
      return Answers.problem(
          HttpStatus.BAD_REQUEST,
          "there is no such state",
          "one of " + Arrays.toString(states.getEnumConstants()));
    }
    return AdminRoutes.limit(ctx)
        .map(limit -> Answers.blocking(ctx, () -> Answers.json(list.apply(state.get(), limit))))
        .orElseGet(AdminRoutes::wrongLimit);
  }

  private static HttpResponse numbered(
      ServiceRequestContext ctx, LongFunction<ActionResult> action) {
    OptionalLong number = number(ctx.pathParam("number"));
    return number.isEmpty()
        ? Answers.problem(
            HttpStatus.BAD_REQUEST, "that is not a number", "the lists show the numbers")
        : Answers.blocking(ctx, () -> Answers.of(action.apply(number.getAsLong())));
  }

  private static OptionalLong number(String text) {
    return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }
}
