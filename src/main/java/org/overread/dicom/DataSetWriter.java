package org.overread.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Encodes a data set (PS3.5 section 7 and Annex A). Lengths are even, group lengths are not
 * written, elements stand in ascending order. Does not recurse. Encapsulated pixel data is written
 * only in a syntax that is not native.
 */
public final class DataSetWriter {
  /** How sequences and items end. */
  public enum SequenceLengths {
    /** By their length; the usual form. */
    DEFINED,
    /** By delimiters (PS3.5 7.5.1). */
    UNDEFINED
  }

  private static final int MAX_DEPTH = 64;
  private static final int LARGEST_SHORT_FORM =
      65_534; // PS3.5 7.1.2: the largest even 16-bit length
  private static final int UNDEFINED_LENGTH = (int) ElementHeader.UNDEFINED;

  private final TransferSyntax syntax;
  private final SequenceLengths lengths;
  private final DataSetOutput out;
  private final Deque<Level> levels = new ArrayDeque<>();

  /** A data set or a sequence being written; one of the iterators is present, and says which. */
  private record Level(
      Iterator<Element> elements, Iterator<Attributes> items, int lengthAt, int start) {}

  private DataSetWriter(TransferSyntax syntax, SequenceLengths lengths) {
    this.syntax = syntax;
    this.lengths = lengths;
    this.out = new DataSetOutput(syntax.bigEndian());
  }

  /** The encoded data set, with sequences of defined length. */
  public static byte[] write(Attributes dataSet, TransferSyntax syntax) {
    return write(dataSet, syntax, SequenceLengths.DEFINED);
  }

  /**
   * The encoded data set.
   *
   * @throws IllegalArgumentException when it has encapsulated pixel data and the syntax is native,
   *     or is nested deeper than 64 sequences
   */
  public static byte[] write(Attributes dataSet, TransferSyntax syntax, SequenceLengths lengths) {
    DataSetOutput encoded = encode(dataSet, syntax, lengths);
    if (!syntax.deflated()) {
      return encoded.toBytes();
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      deflate(encoded, bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  /** Writes to a stream, which stays open. */
  public static void write(Attributes dataSet, TransferSyntax syntax, OutputStream stream)
      throws IOException {
    DataSetOutput encoded = encode(dataSet, syntax, SequenceLengths.DEFINED);
    if (syntax.deflated()) {
      deflate(encoded, stream);
    } else {
      encoded.writeTo(stream);
    }
  }

  private static DataSetOutput encode(
      Attributes dataSet, TransferSyntax syntax, SequenceLengths lengths) {
    DataSetWriter writer = new DataSetWriter(syntax, lengths);
    writer.levels.push(new Level(dataSet.elements().iterator(), null, 0, 0));
    while (!writer.levels.isEmpty()) {
      writer.step();
    }
    return writer.out;
  }

  /** A raw RFC 1951 stream, with one NUL behind an odd length (PS3.5 A.5). */
  private static void deflate(DataSetOutput encoded, OutputStream stream) throws IOException {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      DeflaterOutputStream deflated = new DeflaterOutputStream(stream, deflater);
      encoded.writeTo(deflated);
      deflated.finish();
      if ((deflater.getBytesWritten() & 1) == 1) {
        stream.write(0);
      }
    } finally {
      deflater.end();
    }
  }

  private void step() {
    Level level = levels.peek();
    if (level.elements != null && level.elements.hasNext()) {
      element(level.elements.next());
    } else if (level.items != null && level.items.hasNext()) {
      out.tag(Tag.Item);
      enter(level.items.next().elements().iterator(), null);
    } else {
      levels.pop();
      leave(level);
    }
  }

  private void enter(Iterator<Element> elements, Iterator<Attributes> items) {
    if (levels.size() > 2 * MAX_DEPTH) {
      throw new IllegalArgumentException("sequences nested deeper than " + MAX_DEPTH);
    }
    int lengthAt = out.size();
    out.u32(UNDEFINED_LENGTH);
    levels.push(new Level(elements, items, lengthAt, out.size()));
  }

  private void leave(Level level) {
    if (levels.isEmpty()) {
      return;
    }
    if (lengths == SequenceLengths.DEFINED) {
      out.u32At(level.lengthAt, out.size() - level.start);
    } else {
      out.tag(level.items == null ? Tag.ItemDelimitationItem : Tag.SequenceDelimitationItem);
      out.u32(0);
    }
  }

  private void element(Element element) {
    if ((element.tag() & 0xFFFF) == 0) {
      return; // PS3.5 7.2: group lengths are retired, and would have to be right
    }
    out.tag(element.tag());
    if (element.vr() == VR.SQ) {
      form(VR.SQ);
      enter(null, element.items().iterator());
    } else if (!element.fragments().isEmpty()) {
      fragments(element);
    } else {
      value(element);
    }
  }

  /** VR and, in the long form, the two reserved bytes. */
  private void form(VR vr) {
    if (!syntax.explicitVr()) {
      return;
    }
    out.put((byte) (vr.code() >> 8));
    out.put((byte) vr.code());
    if (vr.longForm()) {
      out.u16(0);
    }
  }

  private void value(Element element) {
    byte[] bytes = element.bytes();
    boolean tooLong =
        syntax.explicitVr() && !element.vr().longForm() && bytes.length > LARGEST_SHORT_FORM;
    VR vr = tooLong ? VR.UN : element.vr(); // PS3.5 6.2.2 note 2 (CP 1066)
    form(vr);
    if (syntax.explicitVr() && !vr.longForm()) {
      out.u16(bytes.length);
    } else {
      out.u32(bytes.length);
    }
    if (syntax.bigEndian() && vr.unit() > 1) {
      bytes = bytes.clone();
      ByteSwap.units(bytes, vr.unit());
    }
    out.put(bytes);
  }

  private void fragments(Element element) {
    if (syntax.isNative()) {
      throw new IllegalArgumentException(
          "encapsulated pixel data cannot be written as " + syntax.uid());
    }
    form(element.vr());
    out.u32(UNDEFINED_LENGTH);
    for (byte[] fragment : element.fragments()) {
      out.tag(Tag.Item);
      out.u32(fragment.length + (fragment.length & 1));
      out.put(fragment);
      if ((fragment.length & 1) == 1) {
        out.put((byte) 0);
      }
    }
    out.tag(Tag.SequenceDelimitationItem);
    out.u32(0);
  }
}
