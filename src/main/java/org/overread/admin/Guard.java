package org.overread.admin;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;

/** Lets only requests with the token through. */
final class Guard {
  private static final String SCHEME = "Bearer ";

  private final AdminToken token;

  Guard(AdminToken token) {
    this.token = token;
  }

  HttpService needed(HttpService service) {
    return (ctx, request) -> {
      String header = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
      if (!header.startsWith(SCHEME) || !token.matches(header.substring(SCHEME.length()))) {
        return Answers.problem(
            HttpStatus.UNAUTHORIZED,
            "the token is missing or wrong",
            "send the header Authorization: Bearer, with the token of admin.token-file");
      }
      return service.serve(ctx, request);
    };
  }
}
