package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.overread.network.dimse.CommandSet;

/**
 * Sends whole messages, each in one write so that no part of it waits for an acknowledgement.
 * Counts what has not left yet: a writer of many messages asks {@link #isReady} before the next
 * one. Safe for all threads.
 */
final class MessageWriter {
  /** Unsent bytes at which a producer of many messages pauses. */
  private static final long HIGH_WATER = 64 * 1024;

  private final UpperLayer upper;
  private final ByteBufAllocator allocator;
  private final int maxFragment;
  private final AtomicLong unsent = new AtomicLong();
  private final AtomicReference<Optional<Runnable>> waiting =
      new AtomicReference<>(Optional.empty());

  MessageWriter(UpperLayer upper, ByteBufAllocator allocator, int maxFragment) {
    this.upper = upper;
    this.allocator = allocator;
    this.maxFragment = maxFragment;
  }

  int maxFragment() {
    return maxFragment;
  }

  void write(int contextId, CommandSet command) {
    send(encode(contextId, command.encode(), Optional.empty()));
  }

  void write(int contextId, CommandSet command, byte[] dataSet) {
    send(encode(contextId, command.encode(), Optional.of(dataSet)));
  }

  private ByteBuf encode(int contextId, byte[] command, Optional<byte[]> dataSet) {
    int size =
        PData.sizeOf(command.length, maxFragment)
            + dataSet.map(bytes -> PData.sizeOf(bytes.length, maxFragment)).orElse(0);
    ByteBuf out = allocator.directBuffer(size);
    PData.write(out, contextId, true, command, maxFragment);
    dataSet.ifPresent(bytes -> PData.write(out, contextId, false, bytes, maxFragment));
    return out;
  }

  private void send(ByteBuf pdus) {
    long size = pdus.readableBytes();
    unsent.addAndGet(size);
    upper.send(
        pdus,
        () -> {
          unsent.addAndGet(-size);
          wakeIfReady();
        });
  }

  boolean isReady() {
    return unsent.get() < HIGH_WATER;
  }

  /** Runs once, as soon as {@link #isReady}: now, or later on the event loop. */
  void whenReady(Runnable producer) {
    waiting.set(Optional.of(producer));
    wakeIfReady();
  }

  private void wakeIfReady() {
    if (isReady()) {
      waiting.getAndSet(Optional.empty()).ifPresent(Runnable::run);
    }
  }
}
