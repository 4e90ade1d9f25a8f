package org.overread.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The one parser of data sets, pushed by chunks of any size and without recursion (PS3.5 section
 * 7). It builds what is wanted and steps over the rest by arithmetic. Both {@link DataSetReader}
 * and {@link HeaderReader} are this parser, so every chunking gives the same result. Not safe for
 * several threads at once.
 */
final class DataSetParser {
  private enum Next {
    HEADER,
    VALUE,
    SKIP
  }

  private static final int LAST_FOREIGN_GROUP =
      0x0006; // PS3.5 7.1: command, file meta and directory groups
  private static final int MAX_WARNINGS = 16;

  private final Limits limits;
  private final IntPredicate wanted;
  private final boolean headerOnly;
  private final String syntaxUid;
  private final Attributes root = new Attributes();
  private final List<String> warnings = new ArrayList<>();
  private final List<Integer> leftOut = new ArrayList<>();
  private final ElementHeader header = new ElementHeader();
  private final ValueBytes value = new ValueBytes();

  private Frame[] frames = new Frame[8];
  private int depth;
  private Frame top = new Frame();
  private Next next = Next.HEADER;
  private long offset;
  private long skip;
  private boolean first = true;
  private boolean pastPixelData;
  private boolean keepValue;
  private int tag;
  private VR vr = VR.UN;
  private long keptBytes;
  private int keptElements;

  private DataSetParser(
      TransferSyntax syntax, IntPredicate wanted, Limits limits, boolean headerOnly) {
    this.limits = limits;
    this.wanted = wanted;
    this.headerOnly = headerOnly;
    this.syntaxUid = syntax.uid();
    top.explicitVr = syntax.explicitVr();
    top.bigEndian = syntax.bigEndian();
    top.attributes = root;
    frames[0] = top;
  }

  /** Keeps everything; a breach of a limit is an exception. */
  static DataSetParser whole(TransferSyntax syntax, Limits limits) {
    return new DataSetParser(syntax, tag -> true, limits, false);
  }

  /** Keeps what is wanted before Pixel Data; what passes a limit is left out. */
  static DataSetParser header(TransferSyntax syntax, IntPredicate wanted, Limits limits) {
    return new DataSetParser(syntax, wanted, limits, true);
  }

  /** Reads all of a little-endian buffer. */
  void feed(ByteBuffer in) throws DicomFormatException {
    while (true) {
      leaveEnded();
      switch (next) {
        case HEADER -> {
          if (!header.read(in, top.explicitVr, top.bigEndian)) {
            return;
          }
          begin();
        }
        case VALUE -> {
          int before = in.position();
          boolean complete = value.take(in);
          offset += in.position() - before;
          if (!complete) {
            return;
          }
          finishValue(value.bytes());
        }
        default -> {
          int now = (int) Math.min(skip, in.remaining());
          in.position(in.position() + now);
          offset += now;
          skip -= now;
          if (skip > 0) {
            return;
          }
          next = Next.HEADER;
        }
      }
    }
  }

  /**
   * The data set has ended: only a missing sequence delimiter and zeros behind the last element are
   * overlooked.
   */
  void end() throws DicomFormatException {
    leaveEnded();
    if (next != Next.HEADER) {
      throw failure("data set ends inside " + name(tag));
    }
    if (header.pending() > 0 && !isTrailingPadding()) {
      throw failure("data set ends inside the header of an element");
    }
    while (depth > 0) {
      if (top.kind == Frame.Kind.DATA_SET || top.defined) {
        throw failure("data set ends inside an item or sequence");
      }
      warn("no delimiter ends the sequence");
      leave();
    }
  }

  /** Zeros behind the last element; but one zero may be the begin of a big-endian tag. */
  private boolean isTrailingPadding() {
    return !first
        && depth == 0
        && header.pendingIsZero()
        && !(top.bigEndian && header.pending() == 1);
  }

  private void begin() throws DicomFormatException {
    if (first) {
      first = false;
      FirstElement.check(header, syntaxUid, top, offset);
    }
    offset += header.size();
    tag = header.tag();
    if (offset > top.limit) {
      throw failure("header of " + name(tag) + " passes the end of its item");
    }
    if (header.isDelimiter()) {
      delimiter();
    } else if (top.kind == Frame.Kind.DATA_SET) {
      element();
    } else {
      throw failure(name(tag) + " where an item was expected");
    }
  }

  private void element() throws DicomFormatException {
    vr = vr();
    long length = header.length();
    boolean keep = isWanted();
    if (keep && top.attributes.contains(tag)) {
      warn("duplicate, the first is kept");
      keep = false;
    }
    boolean sequence = vr == VR.SQ || vr == VR.UN && length == ElementHeader.UNDEFINED;
    if (length == ElementHeader.UNDEFINED && !sequence) {
      if (tag != Tag.PixelData || vr != VR.OB && vr != VR.OW) {
        throw failure("undefined length of " + name(tag) + " with VR " + vr); // PS3.5 7.1.2
      }
      enter(Frame.Kind.FRAGMENTS, length, keep && fits(0));
    } else if (sequence && (keep || length == ElementHeader.UNDEFINED)) {
      enter(Frame.Kind.SEQUENCE, length, keep && fits(0));
    } else {
      value(length, keep);
    }
  }

  /** The VR read; where there is none, that of the dictionary. */
  private VR vr() {
    if (header.vrFound()) {
      return header.vr();
    }
    if (top.explicitVr) {
      warn("VR is not two letters, read as implicit");
    }
    return Dictionary.vrOf(tag, top.signedPixels);
  }

  /**
   * True from Pixel Data (7FE0,0010) on, when only the header is read: nothing more will be kept.
   */
  boolean isPastHeader() {
    return pastPixelData;
  }

  private boolean isWanted() {
    boolean keep =
        top.attributes != null && (tag & 0xFFFF) != 0; // PS3.5 7.2: group lengths are retired
    if (depth > 0) {
      return keep;
    }
    if (header.group() <= LAST_FOREIGN_GROUP) {
      warn("group does not belong in a data set");
      return false;
    }
    if (headerOnly && tag == Tag.PixelData) {
      pastPixelData = true;
    }
    return keep && !pastPixelData && (tag == Tag.SpecificCharacterSet || wanted.test(tag));
  }

  private void delimiter() throws DicomFormatException {
    switch (tag) {
      case Tag.Item -> item();
      case Tag.ItemDelimitationItem -> {
        if (top.kind == Frame.Kind.DATA_SET && depth > 0 && !top.defined) {
          leave();
        } else {
          warn("stray delimiter");
        }
      }
      case Tag.SequenceDelimitationItem -> {
        if (top.kind == Frame.Kind.DATA_SET
            && depth > 1
            && !top.defined
            && !frames[depth - 1].defined) {
          warn("no delimiter ends the item");
          leave();
        }
        if (top.kind != Frame.Kind.DATA_SET && !top.defined) {
          leave();
        } else {
          warn("stray delimiter");
        }
      }
      default -> throw failure(name(tag) + " is not a delimiter");
    }
  }

  private void item() throws DicomFormatException {
    long length = header.length();
    if (top.kind == Frame.Kind.SEQUENCE) {
      boolean keep = top.items != null && (top.items.size() < limits.items() || breach("items"));
      enter(Frame.Kind.DATA_SET, length, keep && fits(0));
    } else if (top.kind == Frame.Kind.FRAGMENTS && length != ElementHeader.UNDEFINED) {
      vr = top.vr;
      value(
          length,
          top.fragments != null && (top.fragments.size() < limits.items() || breach("fragments")));
    } else {
      throw failure("item outside a sequence, or fragment of undefined length");
    }
  }

  private void value(long length, boolean keep) throws DicomFormatException {
    if (length > top.limit - offset) {
      throw failure("length " + length + " of " + name(tag) + " passes the end of its item");
    }
    keepValue = keep && fits(length);
    if (keepValue
        || tag == Tag.PixelRepresentation
            && length == 2) { // one US; decides the VR of what follows
      value.begin((int) length);
      next = Next.VALUE;
    } else {
      skip = length;
      next = Next.SKIP;
    }
  }

  private void finishValue(byte[] bytes) {
    next = Next.HEADER;
    if (top.bigEndian && vr.unit() > 1) {
      ByteSwap.units(bytes, vr.unit());
    }
    if (tag == Tag.PixelRepresentation && bytes.length == 2) {
      top.signedPixels = bytes[0] == 1;
    }
    if (keepValue && top.kind == Frame.Kind.FRAGMENTS) {
      top.fragments.add(bytes);
    } else if (keepValue) {
      top.attributes.put(Element.ofBytes(tag, vr, bytes));
    }
  }

  /**
   * Counts an element, item or fragment that is to be kept; false when it is left out for a limit.
   */
  private boolean fits(long length) throws DicomFormatException {
    if (length > limits.valueBytes()) {
      return breach("value bytes");
    }
    if (length > limits.totalBytes() - keptBytes) {
      return breach("total bytes");
    }
    if (keptElements >= limits.elements()) {
      return breach("elements");
    }
    keptBytes += length;
    keptElements++;
    return true;
  }

  private boolean breach(String limit) throws DicomFormatException {
    if (!headerOnly) {
      throw failure(name(tag) + " is over the limit of " + limit);
    }
    int outermost = depth == 0 ? tag : frames[1].tag;
    if (leftOut.isEmpty() || leftOut.get(leftOut.size() - 1) != outermost) {
      leftOut.add(outermost);
    }
    return false;
  }

  private void enter(Frame.Kind kind, long length, boolean keep) throws DicomFormatException {
    boolean undefined = length == ElementHeader.UNDEFINED;
    if (!undefined && length > top.limit - offset) {
      throw failure("length " + length + " of " + name(tag) + " passes the end of its item");
    }
    // An item adds a frame of its own to that of its sequence; the limit counts sequences.
    if (kind == Frame.Kind.SEQUENCE && depth / 2 >= limits.depth()) {
      throw failure("sequences nested deeper than " + limits.depth());
    }
    Frame outer = top;
    if (++depth == frames.length) {
      frames = Arrays.copyOf(frames, depth * 2);
    }
    if (frames[depth] == null) {
      frames[depth] = new Frame();
    }
    top = frames[depth];
    top.enter(kind, outer);
    top.tag = tag;
    top.vr = vr;
    top.defined = !undefined;
    if (top.defined) {
      top.limit = offset + length;
    }
    if (kind == Frame.Kind.SEQUENCE
        && vr == VR.UN) { // PS3.5 6.2.2 note: implicit whatever the syntax around it
      top.explicitVr = false;
      top.bigEndian = false;
    }
    if (keep) {
      collect(outer);
    }
  }

  private void collect(Frame outer) {
    switch (top.kind) {
      case SEQUENCE -> top.items = new ArrayList<>();
      case FRAGMENTS -> top.fragments = new ArrayList<>();
      default -> {
        top.attributes = new Attributes().inherit(frames[depth - 2].attributes.characterSet());
        outer.items.add(top.attributes);
      }
    }
  }

  /**
   * Leaves every frame whose end has been reached; one without a delimiter ends with what is around
   * it.
   */
  private void leaveEnded() {
    while (next == Next.HEADER && offset >= top.limit && header.pending() == 0) {
      if (!top.defined) {
        warn("no delimiter ends the item or sequence");
      }
      leave();
    }
  }

  private void leave() {
    Frame left = top;
    top = frames[--depth];
    if (left.items != null) {
      top.attributes.put(Element.ofItems(left.tag, left.items));
    } else if (left.fragments != null && !left.fragments.isEmpty()) {
      top.attributes.put(Element.ofFragments(left.tag, left.vr, left.fragments));
    }
  }

  private void warn(String text) {
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(name(tag) + " before byte " + offset + ": " + text);
    }
  }

  private DicomFormatException failure(String text) {
    return new DicomFormatException(text, offset);
  }

  private static String name(int tag) {
    return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }

  Attributes result() {
    return root;
  }

  /** What was tolerated, without values; the first few. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Top-level tags left out, wholly or in part, because of a limit. */
  List<Integer> leftOut() {
    return List.copyOf(leftOut);
  }
}
