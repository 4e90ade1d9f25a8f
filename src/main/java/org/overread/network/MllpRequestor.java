package org.overread.network;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.overread.network.mllp.MllpCall;
import org.overread.network.service.MessageOutcome;
import org.overread.network.service.MessageRequestor;
import org.overread.network.service.RemoteHl7;

/**
 * Sends HL7 messages, over connections that are kept for the next message. Safe for all threads:
 * each call has a connection of its own while it lasts.
 */
public final class MllpRequestor implements MessageRequestor, AutoCloseable {
  private static final long SHUTDOWN_SECONDS = 5;

  private final Duration connectTimeout;
  private final Duration responseTimeout;
  private final EventLoopGroup loops = Transport.eventLoops("hl7-out");
  private final Map<RemoteHl7, Deque<MllpCall>> idle = new HashMap<>(); // guarded by this

  public MllpRequestor(Duration connectTimeout, Duration responseTimeout) {
    this.connectTimeout = connectTimeout;
    this.responseTimeout = responseTimeout;
  }

  @Override
  public MessageOutcome send(RemoteHl7 remote, byte[] message) {
    MllpCall call;
    try {
      call = take(remote).orElse(null);
      if (call == null) {
        call = connect(remote);
      }
    } catch (NotConnected e) {
      return new MessageOutcome.Failed(e.getMessage(), false);
    }
    MessageOutcome outcome = call.send(message, responseTimeout);
    if (!(outcome instanceof MessageOutcome.Failed)) {
      giveBack(remote, call);
    }
    return outcome;
  }

  private synchronized Optional<MllpCall> take(RemoteHl7 remote) {
    Deque<MllpCall> calls = idle.getOrDefault(remote, new ArrayDeque<>());
    MllpCall call = calls.pollFirst();
    while (call != null && !call.isOpen()) {
      call.close();
      call = calls.pollFirst();
    }
    return Optional.ofNullable(call);
  }

  private synchronized void giveBack(RemoteHl7 remote, MllpCall call) {
    idle.computeIfAbsent(remote, r -> new ArrayDeque<>()).addFirst(call);
  }

  /** Connections kept for the next message, that are still open. */
  public synchronized int idleConnections() {
    return (int) idle.values().stream().flatMap(Deque::stream).filter(MllpCall::isOpen).count();
  }

  private MllpCall connect(RemoteHl7 remote) throws NotConnected {
    // resolved here: a name server may take seconds, which an event loop must not wait
    InetSocketAddress address = new InetSocketAddress(remote.host(), remote.port());
    if (address.isUnresolved()) {
      throw new NotConnected(remote + ": unknown host");
    }
    CompletableFuture<MllpCall> made = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(Transport.clientChannel())
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connectTimeout.toMillis()))
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    made.complete(new MllpCall(channel));
                  }
                });
    Transport.CONNECTION_OPTIONS.forEach(
        (option, value) -> Transport.set(bootstrap, option, value));
    ChannelFuture connecting = bootstrap.connect(address);
    try {
      connecting.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      connecting.cancel(false);
      throw new NotConnected(remote + ": interrupted while connecting");
    }
    if (!connecting.isSuccess()) {
      throw new NotConnected("not connected: " + connecting.cause().getMessage());
    }
    return made.join();
  }

  private static final class NotConnected extends Exception {
    private static final long serialVersionUID = 1L;

    NotConnected(String message) {
      super(message);
    }
  }

  /** Closes every connection. */
  @Override
  public void close() {
    loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
