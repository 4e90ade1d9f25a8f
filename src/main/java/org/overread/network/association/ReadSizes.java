package org.overread.network.association;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many bytes the next read of an accepted connection may bring: large while few reads wait to
 * be taken by their associations, small when many do. So the memory of all read buffers together is
 * bounded, and a few fast senders still get the large reads. One for all connections of a listener.
 *
 * <p>With 200 associations of two reads each: {@value #LARGE_READS} buffers of {@value #LARGE}
 * bytes, then some of {@value #MIDDLE} and the rest of {@value #SMALL}: 18 MiB at most.
 */
@SuppressWarnings("deprecation") // Netty's type Handle; its successor extends it
public final class ReadSizes extends DefaultMaxMessagesRecvByteBufAllocator {
  static final int LARGE = 256 * 1024;
  static final int MIDDLE = 64 * 1024;
  static final int SMALL = 32 * 1024;

  /** Reads that may wait before the next ones are smaller, and small. */
  static final int LARGE_READS = 16;

  static final int MIDDLE_READS = 64;

  private final AtomicInteger waiting = new AtomicInteger();

  /** A read is on its way to its association. Any thread, as all methods. */
  void handedOver() {
    waiting.incrementAndGet();
  }

  /** What a read brought has been taken, and its buffer given back. */
  void taken() {
    waiting.decrementAndGet();
  }

  /** Bytes of the next read. */
  int next() {
    int now = waiting.get();
    if (now < LARGE_READS) {
      return LARGE;
    }
    return now < MIDDLE_READS ? MIDDLE : SMALL;
  }

  @Override
  public Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return next();
      }
    };
  }
}
