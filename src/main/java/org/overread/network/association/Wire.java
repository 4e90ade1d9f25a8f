package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * First in the pipeline: sees every byte, keeps acknowledgements quick, and remembers when
 * something moved.
 *
 * <p>DCMTK and Orthanc leave Nagle's algorithm on and write a PDU in two pieces: a delayed
 * acknowledgement of ours would hold back the second piece for 40 ms. TCP_QUICKACK is not sticky,
 * so it is armed before and after each read and after each write. Runs on the event loop; the
 * counters may be read by any thread.
 */
final class Wire extends ChannelDuplexHandler {

  private volatile long bytesReceived;
  private volatile long bytesSent;
  private int unfinishedWrites;
  private long lastWriteProgress;

  @Override
  public void read(ChannelHandlerContext ctx) {
    armQuickAck(ctx.channel());
    ctx.read();
  }

  @Override
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer, the event loop
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    bytesReceived = bytesReceived + ((ByteBuf) message).readableBytes();
    ctx.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    armQuickAck(ctx.channel());
    ctx.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    long size = ((ByteBuf) message).readableBytes();
    if (unfinishedWrites++ == 0) {
      lastWriteProgress = System.nanoTime();
    }
    ctx.write(
        message,
        promise
            .unvoid()
            .addListener(
                written -> {
                  unfinishedWrites--;
                  lastWriteProgress = System.nanoTime();
                  if (written.isSuccess()) {
                    bytesSent = bytesSent + size;
                  }
                }));
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    ctx.flush();
    armQuickAck(ctx.channel());
  }

  private static void armQuickAck(Channel channel) {
    if (channel instanceof EpollSocketChannel && channel.isOpen()) {
      try {
        channel.config().setOption(EpollChannelOption.TCP_QUICKACK, true);
      } catch (ChannelException e) {
        // the peer reset the connection just now; the read or write that follows reports it
        return;
      }
    }
  }

  long bytesReceived() {
    return bytesReceived;
  }

  long bytesSent() {
    return bytesSent;
  }

  /**
   * Nanoseconds for which the peer took nothing of what is to be written, 0 when nothing waits.
   * Event loop only.
   */
  long writeStall(long now) {
    return unfinishedWrites == 0 ? 0 : now - lastWriteProgress;
  }
}
