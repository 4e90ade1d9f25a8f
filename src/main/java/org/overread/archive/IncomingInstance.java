package org.overread.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * An instance being received: bytes go to the disk as they come, in writes of about {@link
 * BufferPool#BUFFER_BYTES}. Used by one thread. It ends with {@link #finish} or {@link #discard}; a
 * failed write or finish has already discarded it.
 */
public final class IncomingInstance {
  private final long number;
  private final Path path;
  private final FileChannel channel;
  private final byte[] header;
  private final long mostBytes;
  private final boolean force;
  private final BufferPool buffers;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer;
  private long length;
  private boolean flushed;

  IncomingInstance(
      long number,
      Path path,
      FileChannel channel,
      byte[] header,
      long mostBytes,
      boolean force,
      BufferPool buffers) {
    this.number = number;
    this.path = path;
    this.channel = channel;
    this.header = header;
    this.mostBytes = mostBytes;
    this.force = force;
    this.buffers = buffers;
    this.buffer = buffers.take().put(header);
  }

  public long number() {
    return number;
  }

  /**
   * Adds bytes of the data set; consumes the buffer.
   *
   * @throws InstanceTooLongException when the instance becomes longer than allowed
   * @throws IOException when the disk refuses; nothing of the instance is left then
   */
  public void write(ByteBuffer fragment) throws IOException {
    length += fragment.remaining();
    try {
      if (length > mostBytes) {
        throw new InstanceTooLongException("the instance is longer than " + mostBytes + " bytes");
      }
      crc.update(fragment.duplicate());
      if (fragment.remaining() <= buffer.remaining()) {
        buffer.put(fragment);
      } else {
        writeOut(fragment);
      }
    } catch (IOException | RuntimeException e) {
      discard();
      throw e;
    }
  }

  /**
   * Seals the file and forces it to the disk where the settings ask for it. It stays in {@code
   * incoming} until it is placed.
   *
   * @throws IOException when the disk refuses; nothing of the instance is left then
   */
  public StoredFile finish() throws IOException {
    byte[] seal = ArchiveHeader.seal(header, length, crc.getValue());
    int sealAt = header.length - ArchiveHeader.SEAL_LENGTH;
    try {
      boolean headerIsOut = flushed;
      if (!headerIsOut) {
        buffer.put(sealAt, seal); // a small instance is one single write
      }
      writeOut(ByteBuffer.allocate(0));
      if (headerIsOut) {
        channel.write(
            ByteBuffer.wrap(seal), sealAt); // overwrites bytes of an allocated block: never short
      }
      if (force) {
        channel.force(false); // also makes the new name durable: see package-info
      }
      channel.close();
      release();
      return new StoredFile(number, length, crc.getValue());
    } catch (IOException | RuntimeException e) {
      discard();
      throw e;
    }
  }

  /** Leaves nothing of it. Harmless when it was discarded before. */
  public void discard() {
    release();
    try (channel) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // An unsealed file in incoming is removed at the next start; it can not be taken for an
      // instance.
      ArchiveLog.leftBehind(number, e);
    }
  }

  private void writeOut(ByteBuffer fragment) throws IOException {
    ByteBuffer[] both = {buffer.flip(), fragment};
    while (buffer.hasRemaining() || fragment.hasRemaining()) {
      channel.write(both);
    }
    buffer.clear();
    flushed = true;
  }

  private void release() {
    if (buffer != null) {
      buffers.giveBack(buffer);
      buffer = null;
    }
  }
}
