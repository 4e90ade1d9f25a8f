package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import org.overread.network.pdu.PduEncoder;

/**
 * Cuts messages into P-DATA PDUs of one PDV each (PS3.8 9.3.5, Annex E; command and data never
 * share a PDU).
 */
final class PData {
  /** PDU header, PDV length, context ID and message control header, bytes. */
  static final int HEADER = 12;

  /**
   * PDV length, context ID and message control header count towards the maximum length (PS3.8 D.1).
   */
  private static final int COUNTED_HEADER = 6;

  /** What a peer takes that sent no sub-item 51 (our choice; the standard is silent). */
  static final int DEFAULT_MAXIMUM_LENGTH = 16_384;

  /** One fragment of one data byte pair is the smallest PDU that carries anything. */
  static final int SMALLEST_MAXIMUM_LENGTH = 8;

  private PData() {}

  /**
   * Longest even fragment that fits the peer's limit (PS3.8 Annex E.1).
   *
   * @param peerMaximum as announced by the peer, 0 for no limit
   * @param ours longest P-DATA we send when the peer sets no limit
   */
  static int maxFragment(long peerMaximum, int ours) {
    long limit =
        peerMaximum == 0 ? ours : Math.min(peerMaximum, Math.max(ours, DEFAULT_MAXIMUM_LENGTH));
    return (int) (limit - COUNTED_HEADER) & ~1;
  }

  /** Bytes on the wire for so many of payload. */
  static int sizeOf(int length, int maxFragment) {
    int fragments = Math.max(1, (length + maxFragment - 1) / maxFragment);
    return length + fragments * HEADER;
  }

  /**
   * Appends all of a command set or a short data set; the last fragment carries the last flag
   * (UL-83).
   */
  static void write(ByteBuf out, int contextId, boolean command, byte[] bytes, int maxFragment) {
    int position = 0;
    do {
      int length = Math.min(maxFragment, bytes.length - position);
      boolean last = position + length == bytes.length;
      PduEncoder.writePDataHeader(out, contextId, command, last, length);
      out.writeBytes(bytes, position, length);
      position += length;
    } while (position < bytes.length);
  }
}
