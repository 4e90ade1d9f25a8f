package org.overread.archive;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Direct buffers for writing, kept for the next instance: making one costs more than filling it.
 * Safe for several threads.
 */
final class BufferPool {
  static final int BUFFER_BYTES = 128 * 1024;

  /** 8 MiB at most lie idle. */
  private final ArrayBlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(64);

  ByteBuffer take() {
    ByteBuffer buffer = idle.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BUFFER_BYTES) : buffer.clear();
  }

  void giveBack(ByteBuffer buffer) {
    idle.offer(buffer); // one too many is left to the garbage collector
  }
}
