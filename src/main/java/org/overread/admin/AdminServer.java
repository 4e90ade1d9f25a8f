package org.overread.admin;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Route;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.overread.config.AdminSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin interface: HTTP and JSON on an address of its own (SEC-11). */
public final class AdminServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
  private static final long MOST_REQUEST_BYTES = 64 << 10;
  private static final int BLOCKING_THREADS = 8;
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CLOSE = Duration.ofMillis(500);

  private final AdminSettings settings;
  private final Server server;

  /**
   * Makes the server; {@link #start} binds it.
   *
   * @throws IOException when the token file cannot be used
   */
  public AdminServer(AdminSettings settings, NodeOperations node, NodeMetrics metrics)
      throws IOException {
    this.settings = settings;
    AdminRoutes routes = new AdminRoutes(node, metrics);
    Guard guard = new Guard(AdminToken.readOrMake(settings.tokenFile()));
    ServerBuilder builder =
        Server.builder()
            .http(new InetSocketAddress(settings.bind(), settings.port()))
            .maxRequestLength(MOST_REQUEST_BYTES)
            .requestTimeout(REQUEST_TIMEOUT)
            .blockingTaskExecutor(BLOCKING_THREADS)
            .gracefulShutdownTimeout(Duration.ZERO, CLOSE)
            .disableServerHeader();
    get(builder, "/status", routes::status);
    get(builder, "/studies", routes::studies);
    get(builder, "/associations", routes::associations);
    get(builder, "/destinations", routes::destinations);
    get(builder, "/metrics", routes::metrics);
    get(builder, "/studies/{uid}", guard.needed(routes::explain)); // evidence quotes the study
    for (StudyAction action : StudyAction.values()) {
      post(
          builder,
          "/studies/{uid}/" + action.word(),
          guard.needed((ctx, request) -> routes.act(action, ctx, request)));
    }
    ReportRoutes reports = new ReportRoutes(node);
    get(builder, "/studies/{uid}/replay", guard.needed(reports::replay));
    get(builder, "/documents", guard.needed(reports::documents));
    post(builder, "/documents/{number}/attach", guard.needed(reports::attach));
    post(builder, "/documents/{number}/discard", guard.needed(reports::discard));
    get(builder, "/messages", guard.needed(reports::messages));
    post(builder, "/messages/{number}/read-again", guard.needed(reports::readAgain));
    post(builder, "/rules/reload", guard.needed(reports::reload));
    post(builder, "/studies/{uid}/export", guard.needed(routes::export));
    post(builder, "/destinations/{name}/echo", guard.needed(routes::echo));
    post(builder, "/archive/scan", guard.needed(routes::scan));
    builder.serviceUnder(
        "/",
        (ctx, request) ->
            Answers.problem(
                HttpStatus.NOT_FOUND,
                "there is no " + ctx.method() + " " + ctx.path(),
                "GET /status is a good beginning"));
    this.server = builder.build();
  }

  private static void get(ServerBuilder builder, String path, HttpService service) {
    builder.service(Route.builder().path(path).methods(HttpMethod.GET).build(), service);
  }

  private static void post(ServerBuilder builder, String path, HttpService service) {
    builder.service(Route.builder().path(path).methods(HttpMethod.POST).build(), service);
  }

  /** Binds; returns when connections are accepted. */
  public void start() throws IOException {
    server.start().join();
    // with port 0 this file is how the commands find the node
    Files.writeString(addressFile(settings), settings.bind() + ":" + port());
    log.atInfo()
        .addKeyValue("bind", settings.bind())
        .addKeyValue("port", port())
        .log("admin interface is open");
  }

  /** Where a running node writes the address it bound. */
  static Path addressFile(AdminSettings settings) {
    return settings.tokenFile().toAbsolutePath().resolveSibling("admin.address");
  }

  /** The bound port. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Closes the port and lets running requests end for a short time. */
  @Override
  public void close() {
    try {
      server.stop().get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.atDebug().log("the port is closed; Netty's threads end within their quiet period of 2 s");
    } catch (ExecutionException e) {
      log.atWarn().setCause(e).log("the admin interface did not close in order");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
