package org.overread.network;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Map;

/**
 * Epoll on Linux, which alone has TCP_QUICKACK; NIO elsewhere. And what every connection of ours
 * has set.
 */
final class Transport {
  /**
   * Bytes of one read of an association that we asked for, which brings answers only; a listener
   * has its own sizes.
   */
  private static final int RECEIVE_BUFFER = 64 * 1024;

  /** Event loops only decode: two keep a 10 Gbit/s link busy. */
  private static final int MAX_EVENT_LOOPS = 4;

  static final Map<ChannelOption<?>, Object> CONNECTION_OPTIONS =
      Map.of(
          ChannelOption.TCP_NODELAY, true,
          ChannelOption.SO_KEEPALIVE, true,
          ChannelOption.AUTO_READ, false,
          ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT,
          ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(RECEIVE_BUFFER));

  private Transport() {}

  static EventLoopGroup eventLoops(String name) {
    IoHandlerFactory factory =
        Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    int threads =
        Math.max(2, Math.min(MAX_EVENT_LOOPS, Runtime.getRuntime().availableProcessors()));
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name, true), factory);
  }

  static Class<? extends ServerChannel> serverChannel() {
    return Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
  }

  static Class<? extends SocketChannel> clientChannel() {
    return Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
  }

  @SuppressWarnings("unchecked") // the map pairs each option with a value of its type
  static <T> void set(AbstractBootstrap<?, ?> bootstrap, ChannelOption<T> option, Object value) {
    if (bootstrap instanceof ServerBootstrap server) {
      server.childOption(option, (T) value);
    } else {
      bootstrap.option(option, (T) value);
    }
  }
}
