package org.overread.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the elements of an encoded data set without reading their values (PS3.5 section 7), so that
 * a copy can be made with some of them changed and every other byte as it is. Belongs to one
 * thread.
 */
public final class ElementRanges {
  private static final int WINDOW = 64 << 10;
  private static final int MAX_DEPTH = 64;

  /** Reads at a position of the data set, as {@link java.nio.channels.FileChannel} does. */
  public interface Source {
    int read(ByteBuffer target, long position) throws IOException;
  }

  private final Source source;
  private final long length;
  private final TransferSyntax syntax;
  private final ElementHeader header = new ElementHeader();
  private final ByteBuffer window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN);
  private long windowStart;

  private ElementRanges(Source source, long length, TransferSyntax syntax) {
    this.source = source;
    this.length = length;
    this.syntax = syntax;
    window.limit(0);
  }

  /**
   * The elements up to and without the first whose tag is not below a limit, in the order in which
   * they stand.
   *
   * @param length of the data set in bytes
   * @throws IllegalArgumentException for a deflated syntax, in which elements have no place
   * @throws DicomFormatException when the bytes are not a data set of this syntax
   */
  public static List<ElementRange> below(
      int limit, Source source, long length, TransferSyntax syntax) throws IOException {
    if (syntax.deflated()) {
      throw new IllegalArgumentException("deflated");
    }
    return new ElementRanges(source, length, syntax).below(limit);
  }

  private List<ElementRange> below(int limit) throws IOException {
    List<ElementRange> ranges = new ArrayList<>();
    long at = 0;
    while (at < length) {
      read(at, syntax.explicitVr());
      int tag = header.tag();
      if (Integer.compareUnsigned(tag, limit) >= 0) {
        break;
      }
      long end = endOfElement(at, syntax.explicitVr(), 0);
      ranges.add(new ElementRange(tag, at, end));
      at = end;
    }
    return ranges;
  }

  /** The header read last is that of the element at this place. */
  private long endOfElement(long at, boolean explicit, int depth) throws IOException {
    if (header.isDelimiter() || explicit && !header.vrFound()) {
      throw damaged(at);
    }
    long value = at + header.size();
    if (header.length() == ElementHeader.UNDEFINED) {
      // PS3.5 6.2.2 note 4: UN of undefined length has implicit items
      return endOfSequence(value, explicit && header.vr() != VR.UN, depth + 1);
    }
    long end = value + header.length();
    if (end > length) {
      throw damaged(at);
    }
    return end;
  }

  private long endOfSequence(long from, boolean explicit, int depth) throws IOException {
    long at = from;
    while (true) {
      read(at, explicit);
      long value = at + header.size();
      if (header.tag() == Tag.SequenceDelimitationItem) {
        return value;
      }
      if (header.tag() != Tag.Item || depth > MAX_DEPTH) {
        throw damaged(at);
      }
      at =
          header.length() == ElementHeader.UNDEFINED
              ? endOfItem(value, explicit, depth + 1)
              : value + header.length();
    }
  }

  private long endOfItem(long from, boolean explicit, int depth) throws IOException {
    long at = from;
    while (true) {
      read(at, explicit);
      if (header.tag() == Tag.ItemDelimitationItem) {
        return at + header.size();
      }
      at = endOfElement(at, explicit, depth);
    }
  }

  private void read(long at, boolean explicit) throws IOException {
    if (at < windowStart || at + ElementHeader.LONG_FORM > windowStart + window.limit()) {
      fill(at);
    }
    window.position((int) (at - windowStart));
    if (!header.read(window, explicit, syntax.bigEndian())) {
      throw damaged(at);
    }
  }

  private void fill(long at) throws IOException {
    windowStart = at;
    window.clear().limit((int) Math.max(0, Math.min(WINDOW, length - at)));
    while (window.hasRemaining()) {
      if (source.read(window, windowStart + window.position()) < 0) {
        throw new EOFException("the data set ends before its length says");
      }
    }
    window.flip();
  }

  private static DicomFormatException damaged(long at) {
    return new DicomFormatException("no element of this transfer syntax", at);
  }
}
