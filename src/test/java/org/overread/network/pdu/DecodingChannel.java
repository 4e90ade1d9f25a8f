package org.overread.network.pdu;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A channel with a decoder and a taker that writes down what it is given and releases it. Pieces of
 * one PDV are joined, so that what is written down does not depend on how the bytes were cut.
 */
final class DecodingChannel implements AutoCloseable {

  private final List<String> seen = new ArrayList<>();
  private final List<PduException> failures = new ArrayList<>();
  private final List<Throwable> unforeseen = new ArrayList<>();
  private final List<Integer> pieceLengths = new ArrayList<>();
  private final PduDecoder decoder;
  private final EmbeddedChannel channel;
  private int readCompletes;

  DecodingChannel(int receiveMaxPdu) {
    decoder = new PduDecoder(receiveMaxPdu);
    channel = new EmbeddedChannel(decoder, new Taker());
  }

  /** Everything that is decoded from these chunks; all buffers must have come back. */
  static List<String> decode(int receiveMaxPdu, byte[]... chunks) {
    try (DecodingChannel channel = new DecodingChannel(receiveMaxPdu)) {
      for (byte[] chunk : chunks) {
        channel.write(chunk);
      }
      return channel.seen();
    }
  }

  /** One read of the socket. */
  void write(byte... chunk) {
    ByteBuf buffer = channel.alloc().buffer(chunk.length).writeBytes(chunk);
    channel.writeInbound(buffer);
    for (Throwable cause : unforeseen) {
      throw new AssertionError(cause);
    }
    if (buffer.refCnt() != 0) {
      throw new AssertionError("a buffer was kept");
    }
  }

  List<String> seen() {
    return List.copyOf(seen);
  }

  List<PduException> failures() {
    return failures;
  }

  List<Integer> pieceLengths() {
    return pieceLengths;
  }

  PduDecoder decoder() {
    return decoder;
  }

  int readCompletes() {
    return readCompletes;
  }

  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }

  private final class Taker extends ChannelInboundHandlerAdapter {
    private StringBuilder fragment = new StringBuilder();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!(message instanceof PdvFragment piece)) {
        seen.add(message.toString());
        return;
      }
      String head = "PDV " + piece.contextId() + (piece.command() ? " command" : " data");
      pieceLengths.add(piece.data().readableBytes());
      fragment.append(ByteBufUtil.hexDump(piece.data()));
      piece.data().release();
      boolean continued = !seen.isEmpty() && seen.get(seen.size() - 1).startsWith(head + " ...");
      String text = fragment.toString();
      if (continued) {
        seen.remove(seen.size() - 1);
      }
      seen.add(head + (piece.last() ? " last " : " ... ") + text);
      if (piece.last()) {
        fragment = new StringBuilder();
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      readCompletes++;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (cause instanceof PduException failure) {
        failures.add(failure);
        seen.add(failure.abort().toString());
      } else {
        unforeseen.add(cause); // what is thrown here would only be logged by the pipeline
      }
    }
  }
}
