package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Bytes of one connection to {@link Pdu} values (PS3.8 9.3). Stands first in the pipeline, on the
 * event loop; one per channel.
 *
 * <p>P-DATA is passed on as it arrives: every read gives one {@link PdvFragment} for each PDV that
 * it touches, whose data is a retained slice of what was read and is released by the taker. All
 * other PDUs are collected, in memory that grows with the bytes that arrived and never with an
 * announced length.
 *
 * <p>Bytes that are no PDU end in one {@link PduException} to {@code exceptionCaught}; all that
 * follows is discarded. The decoder never reads by itself: with autoRead off, whoever takes {@code
 * channelReadComplete} asks for more, also when a read completed no PDU.
 */
public final class PduDecoder extends ChannelInboundHandlerAdapter {

  /** Longest A-ASSOCIATE-RQ or -AC: 128 contexts with long lists of transfer syntaxes fit. */
  public static final int MAX_ASSOCIATE_LENGTH = 256 * 1024;

  /** A-ASSOCIATE-RJ, A-RELEASE-RQ, -RP and A-ABORT (PS3.8 9.3.4, 9.3.6-9.3.8). */
  private static final int SHORT_PDU_LENGTH = 4;

  /** PDU: type, reserved, length(4). PDV: length(4), context ID, message control header. */
  private static final int HEADER_LENGTH = 6;

  private static final int PDV_LENGTH_FIELD = 4;
  private static final int PDV_LENGTH_MIN = 2;
  private static final int CONTROL_COMMAND = 0x01; // PS3.8 E.2
  private static final int CONTROL_LAST = 0x02;

  private enum Expect {
    PDU_HEADER,
    PDU_BODY,
    PDV_HEADER,
    FRAGMENT,
    NOTHING
  }

  private final int receiveMaxPdu;
  private final byte[] header = new byte[HEADER_LENGTH];
  private int headerFilled;
  private Expect expect = Expect.PDU_HEADER;
  private PduType type = PduType.A_ABORT;
  private ByteBuf body = Unpooled.EMPTY_BUFFER;
  private int pduRemaining;
  private int fragmentRemaining;
  private int contextId;
  private boolean command;
  private boolean last;
  private volatile boolean insidePdu;

  /**
   * @param receiveMaxPdu longest P-DATA-TF length field that is accepted, bytes
   */
  public PduDecoder(int receiveMaxPdu) {
    this.receiveMaxPdu = receiveMaxPdu;
  }

  /**
   * A PDU has begun and has not ended: the peer owes bytes. For timers; may be read by any thread.
   */
  public boolean insidePdu() {
    return insidePdu;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf in)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      while (expect != Expect.NOTHING && in.isReadable()) {
        step(ctx, in);
      }
    } catch (PduException e) {
      end();
      ctx.fireExceptionCaught(e);
    } finally {
      in.release();
    }
    publishProgress();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  private void step(ChannelHandlerContext ctx, ByteBuf in) throws PduException {
    switch (expect) {
      case PDU_HEADER -> pduHeader(in);
      case PDU_BODY -> pduBody(ctx, in);
      case PDV_HEADER -> pdvHeader(ctx, in);
      case FRAGMENT -> fragment(ctx, in);
      case NOTHING -> in.skipBytes(in.readableBytes());
    }
  }

  private void pduHeader(ByteBuf in) throws PduException {
    if (headerFilled == 0) {
      int code = in.getUnsignedByte(in.readerIndex());
      type =
          PduType.of(code)
              .orElseThrow(
                  () ->
                      new PduException(
                          "PDU type %02X is unknown".formatted(code), AAbort.UNRECOGNIZED_PDU));
    }
    if (!fillHeader(in)) {
      return;
    }
    long length = unsignedInt(2);
    requireLength(length);
    if (type == PduType.P_DATA_TF) {
      pduRemaining = (int) length;
      expect = Expect.PDV_HEADER;
    } else {
      body = Unpooled.buffer(Math.min((int) length, in.readableBytes()), (int) length);
      expect = Expect.PDU_BODY;
    }
  }

  private void requireLength(long length) throws PduException {
    long min = SHORT_PDU_LENGTH;
    long max = SHORT_PDU_LENGTH;
    if (type == PduType.P_DATA_TF) {
      min = PDV_LENGTH_FIELD + PDV_LENGTH_MIN;
      max = receiveMaxPdu;
    } else if (type == PduType.A_ASSOCIATE_RQ || type == PduType.A_ASSOCIATE_AC) {
      min = AssociateReader.FIXED_LENGTH;
      max = MAX_ASSOCIATE_LENGTH;
    }
    if (length < min || length > max) {
      throw invalid(type + " of " + length + " bytes, not " + min + " to " + max);
    }
  }

  private void pduBody(ChannelHandlerContext ctx, ByteBuf in) throws PduException {
    body.writeBytes(in, Math.min(body.maxWritableBytes(), in.readableBytes()));
    if (body.maxWritableBytes() > 0) {
      return;
    }
    ByteBuf complete = body;
    body = Unpooled.EMPTY_BUFFER;
    expect = Expect.PDU_HEADER;
    Pdu pdu;
    try {
      pdu = pdu(complete);
    } finally {
      complete.release();
    }
    ctx.fireChannelRead(pdu);
  }

  private Pdu pdu(ByteBuf in) throws PduException {
    return switch (type) {
      case A_ASSOCIATE_RQ -> AssociateReader.request(in);
      case A_ASSOCIATE_AC -> AssociateReader.accept(in);
      case A_ASSOCIATE_RJ ->
          new AAssociateRj(in.getUnsignedByte(1), in.getUnsignedByte(2), in.getUnsignedByte(3));
      case A_RELEASE_RQ -> new AReleaseRq();
      case A_RELEASE_RP -> new AReleaseRp();
      case A_ABORT -> new AAbort(in.getUnsignedByte(2), in.getUnsignedByte(3));
      case P_DATA_TF -> throw new IllegalStateException("P-DATA-TF is not collected");
    };
  }

  /** Judges the whole PDV from its header, also whether another one fits behind it. */
  private void pdvHeader(ChannelHandlerContext ctx, ByteBuf in) throws PduException {
    if (!fillHeader(in)) {
      return;
    }
    long length = unsignedInt(0);
    long behind = pduRemaining - PDV_LENGTH_FIELD - length;
    if (length < PDV_LENGTH_MIN || behind < 0) {
      throw invalid("PDV of " + length + " bytes with " + pduRemaining + " left in its PDU");
    }
    if (behind > 0 && behind < PDV_LENGTH_FIELD + PDV_LENGTH_MIN) {
      throw invalid(behind + " bytes left behind the last PDV");
    }
    pduRemaining = (int) behind;
    fragmentRemaining = (int) length - PDV_LENGTH_MIN;
    contextId = header[4] & 0xFF;
    command = (header[5] & CONTROL_COMMAND) != 0;
    last = (header[5] & CONTROL_LAST) != 0;
    if (fragmentRemaining > 0) {
      expect = Expect.FRAGMENT;
    } else {
      pass(ctx, Unpooled.EMPTY_BUFFER);
    }
  }

  private void fragment(ChannelHandlerContext ctx, ByteBuf in) {
    int length = Math.min(fragmentRemaining, in.readableBytes());
    fragmentRemaining -= length;
    pass(ctx, in.readRetainedSlice(length));
  }

  private void pass(ChannelHandlerContext ctx, ByteBuf data) {
    boolean ended = fragmentRemaining == 0;
    if (ended) {
      expect = pduRemaining == 0 ? Expect.PDU_HEADER : Expect.PDV_HEADER;
    }
    ctx.fireChannelRead(new PdvFragment(contextId, command, last && ended, data));
  }

  private boolean fillHeader(ByteBuf in) {
    int length = Math.min(HEADER_LENGTH - headerFilled, in.readableBytes());
    in.readBytes(header, headerFilled, length);
    headerFilled += length;
    if (headerFilled < HEADER_LENGTH) {
      return false;
    }
    headerFilled = 0;
    return true;
  }

  /** 32 bits without sign: FFFFFFFF must stay a large number. */
  private long unsignedInt(int index) {
    return (header[index] & 0xFFL) << 24
        | (header[index + 1] & 0xFFL) << 16
        | (header[index + 2] & 0xFFL) << 8
        | header[index + 3] & 0xFFL;
  }

  private void end() {
    expect = Expect.NOTHING;
    body.release();
    body = Unpooled.EMPTY_BUFFER;
    publishProgress();
  }

  private void publishProgress() {
    boolean inside = expect != Expect.NOTHING && (expect != Expect.PDU_HEADER || headerFilled > 0);
    if (inside != insidePdu) {
      insidePdu = inside;
    }
  }

  private static PduException invalid(String what) {
    return new PduException(what, AAbort.INVALID_PDU_PARAMETER_VALUE);
  }
}
