package org.overread.network.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.overread.hl7.AckCode;
import org.overread.hl7.Acknowledgement;
import org.overread.hl7.Charsets;
import org.overread.hl7.Header;
import org.overread.hl7.Hl7Message;
import org.overread.network.service.MessageOutcome;
import org.overread.network.service.MessageOutcome.Accepted;
import org.overread.network.service.MessageOutcome.Failed;
import org.overread.network.service.MessageOutcome.Rejected;

/**
 * A connection we opened to an HL7 port. One thread uses it at a time; after a {@link Failed} it is
 * closed, so that a late acknowledgement is never taken for that of the next message.
 */
public final class MllpCall extends ChannelInboundHandlerAdapter implements MllpDecoder.Sink {
  /** Acknowledgements are short; this many bytes are none. */
  private static final int MAX_ACKNOWLEDGEMENT = 1 << 20;

  private final Channel channel;
  private final MllpDecoder decoder = new MllpDecoder(MAX_ACKNOWLEDGEMENT);

  /** Frames received, from the event loop to the caller; an empty one says that it is over. */
  private final BlockingQueue<Optional<byte[]>> frames = new LinkedBlockingQueue<>();

  public MllpCall(Channel channel) {
    this.channel = channel;
    channel.pipeline().addLast(this);
  }

  /** Sends one message and waits for its acknowledgement. */
  public MessageOutcome send(byte[] message, Duration timeout) {
    Optional<Header> header = Hl7Message.header(message, Charsets.USUAL_FALLBACK);
    if (header.isEmpty()) {
      throw new IllegalArgumentException("not an HL7 message");
    }
    if (!frames.isEmpty()) {
      return failed("the receiver sent something unasked", false);
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    channel.writeAndFlush(MllpFrames.frame(channel.alloc(), message));
    try {
      Optional<byte[]> answer = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (answer == null) {
        return failed("no acknowledgement within " + timeout.toSeconds() + " s", true);
      }
      return answer.isEmpty()
          ? failed("the connection ended before the acknowledgement", true)
          : outcome(answer.get(), header.get().controlId());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted while waiting for the acknowledgement", true);
    }
  }

  private MessageOutcome outcome(byte[] answer, String controlId) {
    Acknowledgement ack;
    try {
      ack = Acknowledgement.read(answer);
    } catch (org.overread.hl7.Hl7Exception e) {
      return failed("the acknowledgement cannot be read: " + e.getMessage(), true);
    }
    boolean unread = ack.controlId().isEmpty() && !ack.code().isPositive();
    if (!ack.controlId().equals(controlId) && !unread) {
      return failed("the acknowledgement is that of another message", true);
    }
    AckCode code = ack.code();
    return code.isPositive() ? new Accepted() : new Rejected(code, ack.text());
  }

  private Failed failed(String reason, boolean mayHaveArrived) {
    close();
    return new Failed(reason, mayHaveArrived);
  }

  /** May be used for another message. */
  public boolean isOpen() {
    return channel.isActive() && frames.isEmpty();
  }

  public void close() {
    channel.close();
  }

  // ---- event loop

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      decoder.decode(bytes, this);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    decoder.acceptMissingCr(this); // for the sender nothing can follow an acknowledgement
    ctx.read();
  }

  @Override
  public void frame(byte[] message) {
    frames.add(Optional.of(message));
  }

  @Override
  public void restarted(int bytesDropped) {
    // the acknowledgement begins again; the part before is nothing to anybody
  }

  @Override
  public void tooLong(byte[] beginning) {
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    frames.add(Optional.empty());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    close();
  }
}
