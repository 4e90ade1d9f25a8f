package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.overread.network.dimse.CommandSet;
import org.overread.network.pdu.PduEncoder;
import org.overread.network.service.DataSetSource;

/**
 * Sends a command and a data set from a file: pieces of about 256 KiB, each many whole PDUs in one
 * write; one piece is on its way while the next is read. Used by the thread that uses the
 * association.
 */
final class DataSetSender {
  /** Data bytes of one piece: as long as the peer's PDUs allow whole ones. */
  private static final int PIECE = 256 * 1024;

  /** The peer took nothing for the whole write time limit. */
  static final class StalledException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private final UpperLayer upper;
  private final ByteBufAllocator allocator;
  private final int maxFragment;
  private final int piece;
  private final Duration writeTimeout;
  private final Semaphore line = new Semaphore(1);
  private volatile boolean over;

  DataSetSender(
      UpperLayer upper, ByteBufAllocator allocator, int maxFragment, Duration writeTimeout) {
    this.upper = upper;
    this.allocator = allocator;
    this.maxFragment = maxFragment;
    this.piece = Math.max(1, PIECE / maxFragment) * maxFragment;
    this.writeTimeout = writeTimeout;
  }

  /** The association is over: whoever waits in {@link #send} goes on and finds out. */
  void release() {
    over = true;
    line.release();
  }

  /** Sends a whole message; when the source cannot be read, the message is left incomplete. */
  void send(int contextId, CommandSet command, DataSetSource source)
      throws IOException, InterruptedException {
    byte[] commandSet = command.encode();
    long sent = 0;
    do {
      int length = (int) Math.min(piece, source.length() - sent);
      int size =
          PData.sizeOf(length, maxFragment)
              + (sent == 0 ? PData.sizeOf(commandSet.length, maxFragment) : 0);
      ByteBuf out = allocator.directBuffer(size);
      try {
        if (sent == 0) {
          PData.write(out, contextId, true, commandSet, maxFragment);
        }
        write(out, contextId, source, sent, length);
        sent += length;
        await();
      } catch (IOException | InterruptedException | RuntimeException e) {
        out.release();
        throw e;
      }
      upper.send(out, line::release);
    } while (sent < source.length() && !over);
  }

  private void await() throws IOException, InterruptedException {
    if (!line.tryAcquire(writeTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new StalledException();
    }
  }

  private void write(ByteBuf out, int contextId, DataSetSource source, long offset, int length)
      throws IOException {
    int written = 0;
    do {
      int fragment = Math.min(maxFragment, length - written);
      boolean last = offset + written + fragment == source.length();
      PduEncoder.writePDataHeader(out, contextId, false, last, fragment);
      read(out, source, offset + written, fragment);
      written += fragment;
    } while (written < length);
  }

  /** Reads from an offset in the data set: first the head, then the file. */
  private static void read(ByteBuf out, DataSetSource source, long offset, int length)
      throws IOException {
    int head = source.head().length;
    int read = (int) Math.max(0, Math.min(length, head - offset));
    if (read > 0) {
      out.writeBytes(source.head(), (int) offset, read);
    }
    while (read < length) {
      long position = source.position() + offset + read - head;
      int n = out.writeBytes(source.channel(), position, length - read);
      if (n < 0) {
        throw new EOFException("the file ends before the data set does");
      }
      read += n;
    }
  }
}
