package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a deflated data set (PS3.5 A.5) into a parser, by chunks and within limits. A zlib
 * header (RFC 1950) before the stream is accepted, and whatever follows its end. Input goes to the
 * inflater in blocks of one size, so that the limits strike at the same place for every chunking.
 */
final class Inflation {
  private static final int BLOCK = 4 << 10;
  private static final int OUTPUT = 16 << 10;
  private static final int ZLIB_DEFLATE = 8; // RFC 1950 2.2: CM
  private static final int ZLIB_CHECK = 31; // RFC 1950 2.2: FCHECK

  private final Limits limits;
  private final boolean stopAtLimit;
  private final DataSetParser parser;
  private final byte[] block = new byte[BLOCK];
  private final ByteBuffer output = ByteBuffer.allocate(OUTPUT).order(ByteOrder.LITTLE_ENDIAN);
  private Inflater inflater;
  private int filled;
  private long consumed;
  private long produced;
  private boolean stopped;

  /**
   * @param stopAtLimit a breach ends the inflating instead of being an exception
   */
  Inflation(DataSetParser parser, Limits limits, boolean stopAtLimit) {
    this.parser = parser;
    this.limits = limits;
    this.stopAtLimit = stopAtLimit;
  }

  void feed(ByteBuffer in) throws DicomFormatException {
    while (in.hasRemaining() && !isDone()) {
      int now = Math.min(BLOCK - filled, in.remaining());
      in.get(block, filled, now);
      filled += now;
      if (filled == BLOCK) {
        inflate();
      }
    }
  }

  /** The last byte has been fed. */
  void end() throws DicomFormatException {
    if (!isDone() && filled > 0) {
      inflate();
    }
    if (stopped) {
      return;
    }
    if (inflater == null || !inflater.finished()) {
      throw new DicomFormatException("deflated data set is cut off", consumed);
    }
    parser.end();
    close();
  }

  /** Frees the inflater's memory outside the heap; it would otherwise wait for the collector. */
  void close() {
    if (inflater != null) {
      inflater.end();
    }
  }

  /** True when a limit ended the inflating: the end of the data set has not been seen. */
  boolean stopped() {
    return stopped;
  }

  private boolean isDone() {
    return stopped || inflater != null && inflater.finished();
  }

  private void inflate() throws DicomFormatException {
    if (inflater == null) {
      inflater = new Inflater(!hasZlibHeader());
    }
    consumed += filled;
    inflater.setInput(block, 0, filled);
    filled = 0;
    try {
      int length;
      while (!stopped && (length = inflater.inflate(output.array())) > 0) {
        produced += length;
        checkLimits();
        if (!stopped) {
          parser.feed(output.clear().limit(length));
        }
      }
    } catch (DataFormatException e) {
      throw new DicomFormatException("bytes are not a deflated data set", consumed);
    }
    if (inflater.needsDictionary()) {
      throw new DicomFormatException("deflated data set needs a preset dictionary", consumed);
    }
  }

  private void checkLimits() throws DicomFormatException {
    boolean tooDense = produced > Limits.RATIO_FLOOR && produced / limits.inflateRatio() > consumed;
    if (produced <= limits.inflatedBytes() && !tooDense) {
      return;
    }
    if (!stopAtLimit) {
      throw new DicomFormatException("deflated data set grows over the limit", consumed);
    }
    stopped = true;
    close();
  }

  private boolean hasZlibHeader() {
    return filled >= 2
        && (block[0] & 0xF) == ZLIB_DEFLATE
        && ((block[0] & 0xFF) << 8 | block[1] & 0xFF) % ZLIB_CHECK == 0;
  }
}
