package org.overread.network.service;

import java.nio.channels.FileChannel;

/**
 * The encoded data set to send: a part of an open file, sent unchanged and by chunks. The caller
 * closes the channel.
 *
 * @param channel open for reading; read with absolute positions only
 * @param position of the first byte of the data set, after the file meta information
 * @param length bytes
 */
public record DataSetSource(FileChannel channel, long position, long length) {}
