package org.overread.network.mllp;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;

/**
 * Finds frames, 0B ... 1C 0D, in a stream that is cut anywhere (HL7 MLLP release 1). Bytes outside
 * frames are ignored; an 0B inside a frame begins it again. Used by one thread.
 */
public final class MllpDecoder {
  static final byte START = 0x0B;
  static final byte END = 0x1C;
  static final byte CR = 0x0D;
  private static final byte LF = 0x0A;

  /** Where frames go. */
  public interface Sink {
    void frame(byte[] message);

    /** A frame was left unfinished by an 0B. */
    void restarted(int bytesDropped);

    /** The limit is passed; the decoder takes no more. */
    void tooLong(byte[] beginning);
  }

  private enum State {
    OUTSIDE,
    INSIDE,
    /** 1C was received, the byte after it was not. */
    ENDING,
    DEAF
  }

  private final int maxFrame;
  private ByteArrayOutputStream frame = new ByteArrayOutputStream();
  private State state = State.OUTSIDE;

  /**
   * @param maxFrame bytes between the framing characters
   */
  public MllpDecoder(int maxFrame) {
    this.maxFrame = maxFrame;
  }

  /** Takes all readable bytes; the buffer stays the caller's. */
  public void decode(ByteBuf in, Sink sink) {
    while (in.isReadable() && state != State.DEAF) {
      switch (state) {
        case OUTSIDE -> outside(in);
        case INSIDE -> inside(in, sink);
        case ENDING -> ending(in, sink);
        default -> throw new IllegalStateException(state.toString());
      }
    }
    in.skipBytes(in.readableBytes());
  }

  private void outside(ByteBuf in) {
    int start = in.bytesBefore(START);
    if (start < 0) {
      in.skipBytes(in.readableBytes());
    } else {
      in.skipBytes(start + 1);
      state = State.INSIDE;
    }
  }

  private void inside(ByteBuf in, Sink sink) {
    int marker = in.forEachByte(b -> b != START && b != END);
    int length = (marker < 0 ? in.writerIndex() : marker) - in.readerIndex();
    if (!append(in, length, sink) || marker < 0) {
      return;
    }
    if (in.readByte() == END) {
      state = State.ENDING;
    } else {
      sink.restarted(frame.size());
      frame = new ByteArrayOutputStream();
    }
  }

  /** LF counts as CR: 1C is part of no text, so nothing else can be meant. */
  private void ending(ByteBuf in, Sink sink) {
    byte next = in.getByte(in.readerIndex());
    if (next == CR || next == LF) {
      in.skipBytes(1);
      finish(sink);
    } else if (next == START) {
      finish(sink);
    } else {
      state = State.INSIDE; // a 1C that ends nothing is content
      frame.write(END);
    }
  }

  /** A 1C without CR has waited long enough. */
  public void acceptMissingCr(Sink sink) {
    if (state == State.ENDING) {
      finish(sink);
    }
  }

  private void finish(Sink sink) {
    byte[] message = frame.toByteArray();
    frame = new ByteArrayOutputStream(); // not reset(): one large frame would stay allocated
    state = State.OUTSIDE;
    sink.frame(message);
  }

  /** No more than the limit is ever held. */
  private boolean append(ByteBuf in, int length, Sink sink) {
    int taken = Math.min(length, maxFrame - frame.size());
    byte[] piece = new byte[Math.max(0, taken)];
    in.readBytes(piece);
    frame.writeBytes(piece);
    if (taken == length) {
      return true;
    }
    byte[] beginning = frame.toByteArray();
    frame = new ByteArrayOutputStream();
    state = State.DEAF;
    sink.tooLong(beginning);
    return false;
  }

  /** A frame has begun and not ended. */
  public boolean insideFrame() {
    return state == State.INSIDE || state == State.ENDING;
  }

  /** Only the CR of the frame's end is missing. */
  public boolean awaitsCr() {
    return state == State.ENDING;
  }

  /** Bytes of the frame that has begun. */
  public int frameBytes() {
    return frame.size();
  }
}
