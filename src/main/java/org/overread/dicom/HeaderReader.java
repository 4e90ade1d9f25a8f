package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Sees the chunks of a data set as they arrive and keeps the wanted elements before Pixel Data
 * (7FE0,0010), while someone else stores the bytes. It walks to the end, so that a data set that is
 * cut off is noticed, and steps over what is not wanted without touching it. Every chunking gives
 * the same result. Belongs to one thread at a time.
 *
 * <p>Specific Character Set is always kept: without it no other text can be read. A wanted sequence
 * is kept whole.
 */
public final class HeaderReader {
  /** How far it is. */
  public enum State {
    /** More bytes may come. */
    READING,
    /** {@link HeaderReader#end} was called, and the data set is complete. */
    COMPLETE,
    /** The bytes are not a data set of the syntax; see {@link HeaderReader#failure}. */
    FAILED
  }

  private final DataSetParser parser;
  private final Optional<Inflation> inflation;
  private State state = State.READING;
  private DicomFormatException failure;

  /**
   * @param syntax how the bytes are encoded
   * @param wanted true for the tags of the outermost data set to keep
   * @param limits see {@link Limits#HEADER}; what passes them is left out, see {@link #leftOut}
   */
  public HeaderReader(TransferSyntax syntax, IntPredicate wanted, Limits limits) {
    parser = DataSetParser.header(syntax, wanted, limits);
    inflation =
        syntax.deflated() ? Optional.of(new Inflation(parser, limits, true)) : Optional.empty();
  }

  /** A predicate for these tags. */
  public static IntPredicate tags(int... tags) {
    int[] sorted = tags.clone();
    Arrays.sort(sorted);
    return tag -> Arrays.binarySearch(sorted, tag) >= 0;
  }

  /**
   * Takes the next bytes, from position to limit of the buffer, which do not change. Never throws
   * for what they hold.
   */
  public void feed(ByteBuffer chunk) {
    if (state != State.READING) {
      return;
    }
    ByteBuffer in = chunk.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    try {
      if (inflation.isPresent()) {
        inflation.get().feed(in);
      } else {
        parser.feed(in);
      }
    } catch (DicomFormatException e) {
      fail(e);
    }
  }

  /**
   * No more bytes will come.
   *
   * @throws DicomFormatException when they were not a data set of the syntax, or it is cut off
   */
  public void end() throws DicomFormatException {
    if (state == State.READING) {
      try {
        if (inflation.isPresent()) {
          inflation.get().end();
        } else {
          parser.end();
        }
        state = State.COMPLETE;
      } catch (DicomFormatException e) {
        fail(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void fail(DicomFormatException e) {
    failure = e;
    state = State.FAILED;
    inflation.ifPresent(Inflation::close);
  }

  public State state() {
    return state;
  }

  /** Why it failed; empty unless the state is FAILED. */
  public Optional<DicomFormatException> failure() {
    return Optional.ofNullable(failure);
  }

  /** True once Pixel Data has been reached: who only wants the header need not feed the rest. */
  public boolean isPastHeader() {
    return parser.isPastHeader();
  }

  /** What has been kept until now. */
  public Attributes header() {
    return parser.result();
  }

  /**
   * Wanted tags of the outermost data set that are missing, or in part, because a limit was
   * reached.
   */
  public List<Integer> leftOut() {
    return parser.leftOut();
  }

  /**
   * True when a deflated data set passed its limits: what follows, and whether it is complete, was
   * not looked at.
   */
  public boolean inflationStopped() {
    return inflation.isPresent() && inflation.get().stopped();
  }

  /** Faults that were tolerated, by tag and offset, without values; the first few. */
  public List<String> warnings() {
    return parser.warnings();
  }
}
