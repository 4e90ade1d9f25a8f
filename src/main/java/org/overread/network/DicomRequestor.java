package org.overread.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.overread.network.association.AssociationRequest;
import org.overread.network.service.AssociationException;
import org.overread.network.service.AssociationException.Reason;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.network.service.Requestor;

/** Opens associations. For worker threads: every call may wait. Safe for all threads. */
public final class DicomRequestor implements Requestor, AutoCloseable {
  private static final long SHUTDOWN_SECONDS = 5;

  private final NetworkSettings settings;
  private final EventLoopGroup loops = Transport.eventLoops("dicom-out");

  public DicomRequestor(NetworkSettings settings) {
    this.settings = settings;
  }

  @Override
  public RequestedAssociation open(
      String callingAeTitle, RemoteAe remote, List<ProposedContext> contexts)
      throws AssociationException {
    AssociationRequest request =
        new AssociationRequest(settings.forAssociations(), callingAeTitle, remote, contexts);
    // resolved here: a name server may take seconds, which an event loop must not wait
    InetSocketAddress address = new InetSocketAddress(remote.host(), remote.port());
    if (address.isUnresolved()) {
      throw new AssociationException(Reason.NOT_CONNECTED, remote + ": unknown host");
    }
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(Transport.clientChannel())
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(settings.connectTimeout().toMillis()))
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    request.attach(channel);
                  }
                });
    Transport.CONNECTION_OPTIONS.forEach(
        (option, value) -> Transport.set(bootstrap, option, value));
    connect(bootstrap.connect(address), remote);
    return request.await();
  }

  private static void connect(ChannelFuture connecting, RemoteAe remote)
      throws AssociationException {
    try {
      connecting.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connecting.cancel(false);
      throw new AssociationException(
          Reason.NOT_CONNECTED, remote + ": interrupted while connecting");
    }
    if (!connecting.isSuccess()) {
      throw new AssociationException(
          Reason.NOT_CONNECTED, "not connected: " + connecting.cause().getMessage());
    }
  }

  /** Closes every association that is still open, without release. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
