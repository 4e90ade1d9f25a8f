package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * {@link Pdu} values to bytes (PS3.8 9.3). Reserved bytes are 00. P-DATA-TF is written by its
 * sender around the bytes it has, with {@link #writePDataHeader}.
 */
public final class PduEncoder {

  /** Bytes that {@link #writePDataHeader} writes. */
  public static final int P_DATA_HEADER_LENGTH = 12;

  private static final int PDU_HEADER_LENGTH = 6;
  private static final int LENGTH_OFFSET = 2;
  private static final int CONTROL_COMMAND = 0x01; // PS3.8 E.2
  private static final int CONTROL_LAST = 0x02;

  private PduEncoder() {}

  /**
   * One complete PDU in a buffer of its own, which the caller writes or releases.
   *
   * @throws IllegalArgumentException if the value cannot be put into a PDU (a title that is no AE
   *     title, an item above 65,535 bytes) or is a {@link PdvFragment}
   */
  public static ByteBuf encode(ByteBufAllocator allocator, Pdu pdu) {
    ByteBuf out = allocator.buffer();
    try {
      out.writeByte(pdu.type().code()).writeByte(0).writeInt(0);
      switch (pdu.type()) {
        case A_ASSOCIATE_RQ -> AssociateWriter.write(out, (AAssociateRq) pdu);
        case A_ASSOCIATE_AC -> AssociateWriter.write(out, (AAssociateAc) pdu);
        case A_ASSOCIATE_RJ -> {
          AAssociateRj reject = (AAssociateRj) pdu;
          out.writeByte(0)
              .writeByte(reject.result())
              .writeByte(reject.source())
              .writeByte(reject.reason());
        }
        case A_RELEASE_RQ, A_RELEASE_RP -> out.writeInt(0);
        case A_ABORT -> {
          AAbort abort = (AAbort) pdu;
          out.writeShort(0).writeByte(abort.source()).writeByte(abort.reason());
        }
        case P_DATA_TF -> throw new IllegalArgumentException("P-DATA-TF is written by its sender");
      }
      return out.setInt(LENGTH_OFFSET, out.readableBytes() - PDU_HEADER_LENGTH).retain();
    } finally {
      out.release();
    }
  }

  /**
   * The headers of a P-DATA-TF PDU with one PDV (PS3.8 9.3.5); the fragment's bytes follow.
   *
   * @param fragmentLength bytes; even, and at most the peer's maximum length minus 6
   */
  public static void writePDataHeader(
      ByteBuf out, int contextId, boolean command, boolean last, int fragmentLength) {
    out.writeByte(PduType.P_DATA_TF.code()).writeByte(0).writeInt(fragmentLength + 6);
    out.writeInt(fragmentLength + 2);
    out.writeByte(contextId).writeByte((command ? CONTROL_COMMAND : 0) | (last ? CONTROL_LAST : 0));
  }
}
