package org.overread.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.overread.network.mllp.MllpServer;
import org.overread.network.mllp.MllpSettings;
import org.overread.network.service.MessageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HL7 port: takes messages and answers each, until it is stopped. */
public final class MllpListener {
  private static final Logger LOG = LoggerFactory.getLogger(MllpListener.class);
  private static final int BACKLOG = 256;
  private static final long SHUTDOWN_SECONDS = 5;

  private final MllpSettings settings;
  private final MllpServer connections;
  private final EventLoopGroup loops = Transport.eventLoops("hl7-in");
  private volatile Optional<Channel> server = Optional.empty(); // empty until the port is bound

  /**
   * @param clock for the acknowledgements that are made here, when the service cannot answer
   */
  public MllpListener(MllpSettings settings, MessageService service, Clock clock) {
    this.settings = settings;
    this.connections = new MllpServer(settings, service, clock);
  }

  /**
   * Binds the port; when this returns, senders are answered.
   *
   * @throws IOException when the address cannot be bound
   */
  public void start() throws IOException {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(Transport.serverChannel())
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    connections.attach(channel);
                  }
                });
    Transport.CONNECTION_OPTIONS.forEach(
        (option, value) -> Transport.set(bootstrap, option, value));
    var bound =
        bootstrap
            .bind(new InetSocketAddress(settings.bind(), settings.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + settings.bind() + " port " + settings.port(), bound.cause());
    }
    server = Optional.of(bound.channel());
    LOG.atInfo()
        .addKeyValue("address", settings.bind())
        .addKeyValue("port", port())
        .log("listening for HL7");
  }

  /**
   * The port bound, also when the settings say 0.
   *
   * @throws java.util.NoSuchElementException before it is bound
   */
  public int port() {
    return ((InetSocketAddress) server.orElseThrow().localAddress()).getPort();
  }

  /** Connections open now. */
  public int openConnections() {
    return connections.openConnections();
  }

  /**
   * Takes no more, answers what has arrived within the grace of the settings, and closes. After a
   * start that failed only the threads are left to end.
   */
  public void stop() throws InterruptedException {
    if (server.isPresent()) {
      server.get().close().await();
    }
    connections.drain(settings.shutdownGrace());
    loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).await();
    LOG.atInfo().log("stopped listening for HL7");
  }
}
