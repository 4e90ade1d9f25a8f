package org.overread.network.service;

import java.nio.channels.FileChannel;

/**
 * The encoded data set to send: a part of an open file, sent unchanged and by chunks, perhaps with
 * other bytes before it. The caller closes the channel.
 *
 * @param head first bytes of the data set, of a copy with a changed header; not a copy: do not
 *     change it
 * @param channel open for reading; read with absolute positions only
 * @param position in the file of what follows the head
 * @param length bytes, with the head
 */
public record DataSetSource(byte[] head, FileChannel channel, long position, long length) {
  private static final byte[] NONE = {};

  /**
   * A data set that is sent as it lies in the file.
   *
   * @param position of the first byte of the data set, after the file meta information
   * @param length bytes
   */
  public DataSetSource(FileChannel channel, long position, long length) {
    this(NONE, channel, position, length);
  }
}
