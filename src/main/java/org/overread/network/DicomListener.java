package org.overread.network;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.overread.network.association.Acceptor;
import org.overread.network.association.AssociationRegistry;
import org.overread.network.association.AssociationSettings;
import org.overread.network.service.ServiceProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DICOM port: accepts connections and serves their associations until it is stopped. */
public final class DicomListener {
  private static final Logger LOG = LoggerFactory.getLogger(DicomListener.class);
  private static final int BACKLOG = 256;

  private final NetworkSettings settings;
  private final ServiceProvider services;
  private final AssociationSettings associationSettings;
  private final AssociationRegistry registry;
  private final EventLoopGroup loops = Transport.eventLoops("dicom-in");
  private volatile Optional<Channel> server = Optional.empty(); // empty until the port is bound

  public DicomListener(NetworkSettings settings, ServiceProvider services) {
    this.settings = settings;
    this.services = services;
    this.associationSettings = settings.forAssociations();
    this.registry = new AssociationRegistry(associationSettings);
  }

  /**
   * Binds the port; when this returns, callers are answered.
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
                    Acceptor.attach(channel, associationSettings, services, registry);
                  }
                });
    Transport.CONNECTION_OPTIONS.forEach(
        (option, value) -> Transport.set(bootstrap, option, value));
    bootstrap.childOption(ChannelOption.RECVBUF_ALLOCATOR, registry.readSizes());
    var bound =
        bootstrap
            .bind(new InetSocketAddress(settings.bind(), settings.port()))
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + settings.bind() + " port " + settings.port(), bound.cause());
    }
    server = Optional.of(bound.channel());
    LOG.atDebug() // who opens it for good says so
        .addKeyValue("address", settings.bind())
        .addKeyValue("port", port())
        .log("listening for DICOM");
  }

  /**
   * The port bound, also when the settings say 0.
   *
   * @throws java.util.NoSuchElementException before it is bound
   */
  public int port() {
    return ((InetSocketAddress) server.orElseThrow().localAddress()).getPort();
  }

  /** What is connected now, and counts since start. */
  public AssociationRegistry registry() {
    return registry;
  }

  /**
   * Rejects new callers, lets running operations end within the grace of the settings, aborts the
   * rest, and closes. After a start that failed only the threads are left to end.
   */
  public void stop() throws InterruptedException {
    registry.drain(settings.shutdownGrace());
    if (server.isPresent()) {
      server.get().close().await();
    }
    loops.shutdownGracefully(0, settings.artim().toNanos(), TimeUnit.NANOSECONDS).await();
    LOG.atDebug().log("stopped listening for DICOM");
  }
}
