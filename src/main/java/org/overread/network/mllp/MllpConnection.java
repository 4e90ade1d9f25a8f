package org.overread.network.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.overread.network.service.MessageOrigin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a sender. The event loop finds frames; a worker thread answers them one after
 * the other. Nothing is read while messages wait, so a slow database stops the sender and nothing
 * piles up.
 */
final class MllpConnection extends ChannelInboundHandlerAdapter implements MllpDecoder.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(MllpConnection.class);
  private static final long LOOKS_PER_LIMIT = 8;
  private static final long LONGEST_TICK = TimeUnit.SECONDS.toNanos(1);
  private static final long SHORTEST_TICK = TimeUnit.MILLISECONDS.toNanos(5);

  /** The slowest sender served inside a frame, bytes per second. */
  private static final long SLOWEST = 1024;

  private final Channel channel;
  private final MllpSettings settings;
  private final Answers answers;
  private final Executor workers;
  private final Consumer<MllpConnection> over;
  private final MessageOrigin origin;
  private final MllpDecoder decoder;
  private final Deque<Supplier<Answers.Answer>> waiting = new ArrayDeque<>(); // guarded by itself
  private boolean working; // guarded by waiting
  private boolean ending; // guarded by waiting: what comes is not taken any more
  private boolean closed; // guarded by waiting

  // owned by the event loop
  private ScheduledFuture<?> ticks;
  private long lastRead = System.nanoTime();
  private long frameBegan;

  MllpConnection(
      Channel channel,
      InetSocketAddress remote,
      String id,
      MllpSettings settings,
      Answers answers,
      Executor workers,
      Consumer<MllpConnection> over) {
    this.channel = channel;
    this.settings = settings;
    this.answers = answers;
    this.workers = workers;
    this.over = over;
    this.origin = new MessageOrigin(remote.getAddress(), remote.getPort(), id);
    this.decoder = new MllpDecoder(settings.maxFrame());
  }

  InetAddress address() {
    return origin.address();
  }

  // ---- event loop

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    long shortest =
        Math.min(
            Math.min(settings.frameSilence().toNanos(), settings.idle().toNanos()),
            settings.missingCr().toNanos());
    long tick = Math.max(SHORTEST_TICK, Math.min(LONGEST_TICK, shortest / LOOKS_PER_LIMIT));
    ticks = ctx.executor().scheduleWithFixedDelay(this::look, tick, tick, TimeUnit.NANOSECONDS);
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    try {
      lastRead = System.nanoTime();
      boolean inside = decoder.insideFrame();
      decoder.decode(bytes, this);
      if (!inside && decoder.insideFrame()) {
        frameBegan = lastRead;
      }
    } finally {
      bytes.release();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    readOn();
  }

  private void readOn() {
    synchronized (waiting) {
      if (working || ending) {
        return;
      }
    }
    channel.read();
  }

  @Override
  public void frame(byte[] message) {
    frameBegan = System.nanoTime(); // of the next one, which may follow in the same read
    submit(() -> answers.to(origin, message));
  }

  @Override
  public void restarted(int bytesDropped) {
    frameBegan = System.nanoTime();
    LOG.atWarn()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("bytes", bytesDropped)
        .log("HL7 frame begun again before its end, the first part is dropped");
  }

  @Override
  public void tooLong(byte[] beginning) {
    LOG.atWarn()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("limit", settings.maxFrame())
        .log("HL7 frame is too long, closing");
    submit(
        () ->
            new Answers.Answer(
                answers.toTooLong(beginning, settings.maxFrame()).acknowledgement(), true));
  }

  /** Time in which this node is busy does not count against the sender. */
  private void look() {
    synchronized (waiting) {
      if (working) {
        lastRead = System.nanoTime();
        frameBegan = lastRead;
        return;
      }
    }
    long silence = System.nanoTime() - lastRead;
    if (decoder.awaitsCr() && silence >= settings.missingCr().toNanos()) {
      LOG.atInfo()
          .addKeyValue("connection", origin.connectionId())
          .log("HL7 frame ends without CR, taken as it is");
      decoder.acceptMissingCr(this);
    } else if (decoder.insideFrame() && (silence >= frameSilence() || isTooSlow())) {
      end("the sender stands still inside a frame");
    } else if (silence >= settings.idle().toNanos()) {
      end("idle");
    }
  }

  private long frameSilence() {
    return settings.frameSilence().toNanos();
  }

  private boolean isTooSlow() {
    long due = TimeUnit.SECONDS.toNanos(1) * (decoder.frameBytes() / SLOWEST);
    return System.nanoTime() - frameBegan > frameSilence() + due;
  }

  private void end(String why) {
    LOG.atWarn()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("bytes", decoder.frameBytes())
        .log("closing HL7 connection: " + why);
    close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (ticks != null) {
      ticks.cancel(false);
    }
    LOG.atInfo()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("unfinished", decoder.frameBytes())
        .log("HL7 connection closed");
    boolean idle;
    synchronized (waiting) {
      closed = true;
      idle = !working;
    }
    if (idle) {
      over.accept(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.atInfo()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("cause", cause.getClass().getSimpleName())
        .log("HL7 connection lost");
    close();
  }

  // ---- worker

  private void submit(Supplier<Answers.Answer> work) {
    synchronized (waiting) {
      if (ending) {
        return;
      }
      waiting.addLast(work);
      if (working) {
        return;
      }
      working = true;
    }
    try {
      workers.execute(this::work);
    } catch (RejectedExecutionException stopping) {
      synchronized (waiting) {
        ending = true;
        working = false;
      }
      close(); // unanswered: the sender tries again elsewhere
    }
  }

  private void work() {
    boolean goesOn = true;
    while (goesOn) {
      Supplier<Answers.Answer> next;
      synchronized (waiting) {
        next = waiting.peekFirst();
      }
      goesOn = answer(next.get()) && hasMore();
    }
  }

  /** Takes the answered message off. After the last one this thread has left the connection. */
  private boolean hasMore() {
    boolean last;
    boolean gone;
    synchronized (waiting) {
      waiting.pollFirst();
      if (!waiting.isEmpty()) {
        return true;
      }
      working = false;
      last = ending;
      gone = closed;
    }
    if (gone) {
      over.accept(this);
    } else if (last) {
      channel.close();
    } else {
      channel.eventLoop().execute(this::readOn);
    }
    return false;
  }

  /** False when nothing may follow: then it has ended the connection. */
  private boolean answer(Answers.Answer answer) {
    boolean close = answer.close();
    if (answer.acknowledgement().isPresent()) {
      ChannelFuture written =
          channel.writeAndFlush(MllpFrames.frame(channel.alloc(), answer.acknowledgement().get()));
      close |= !channel.isWritable() && !isWritten(written);
      if (answer.close()) {
        written.addListener(ChannelFutureListener.CLOSE);
      }
    }
    if (!close) {
      return true;
    }
    if (!answer.close() || answer.acknowledgement().isEmpty()) {
      channel.close();
    }
    boolean gone;
    synchronized (waiting) {
      ending = true;
      waiting.clear(); // unanswered: the sender sends them again
      working = false;
      gone = closed;
    }
    if (gone) {
      over.accept(this);
    }
    return false;
  }

  private boolean isWritten(ChannelFuture written) {
    try {
      return written.await(settings.writeTimeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  // ---- any thread

  /** Answers what has arrived, takes no more, and closes. */
  void drain() {
    boolean idle;
    synchronized (waiting) {
      ending = true;
      idle = !working;
    }
    if (idle) {
      close();
    }
  }

  void close() {
    channel.close();
  }
}
