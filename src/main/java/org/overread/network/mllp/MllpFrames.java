package org.overread.network.mllp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** Writes frames. */
final class MllpFrames {
  private static final int FRAMING_BYTES = 3;

  private MllpFrames() {}

  /** One buffer, so that it is one write: some receivers read a frame from one packet only. */
  static ByteBuf frame(ByteBufAllocator allocator, byte[] message) {
    return allocator
        .buffer(message.length + FRAMING_BYTES)
        .writeByte(MllpDecoder.START)
        .writeBytes(message)
        .writeByte(MllpDecoder.END)
        .writeByte(MllpDecoder.CR);
  }
}
