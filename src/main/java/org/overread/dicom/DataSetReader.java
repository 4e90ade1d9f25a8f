package org.overread.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a whole data set into memory (PS3.5 section 7). Odd lengths, mixed lengths of sequences,
 * stray or missing sequence delimiters, tags out of order and duplicates (the first wins) are
 * tolerated; group lengths and groups 0000 to 0006 are left out. Big-endian values become little
 * endian. Undefined-length UN becomes a sequence (6.2.2). Where the pixel data of a large object is
 * not needed, use {@link HeaderReader}.
 */
public final class DataSetReader {
  private static final int CHUNK = 64 << 10;
  private static final byte[] ITEM_START = {(byte) 0xFE, (byte) 0xFF, 0x00, (byte) 0xE0};

  private DataSetReader() {}

  /**
   * @throws DicomFormatException when the bytes are not a data set of this syntax, are cut off, or
   *     pass a limit
   */
  public static Attributes read(byte[] bytes, TransferSyntax syntax, Limits limits)
      throws DicomFormatException {
    return read(ByteBuffer.wrap(bytes), syntax, limits);
  }

  /** Reads from position to limit, which do not change. */
  public static Attributes read(ByteBuffer bytes, TransferSyntax syntax, Limits limits)
      throws DicomFormatException {
    Session session = new Session(syntax, limits);
    session.feed(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN));
    return session.end();
  }

  /** Reads to the end of the stream, and does not close it. */
  public static Attributes read(InputStream in, TransferSyntax syntax, Limits limits)
      throws IOException {
    Session session = new Session(syntax, limits);
    byte[] chunk = new byte[CHUNK];
    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
      session.feed(ByteBuffer.wrap(chunk, 0, length).order(ByteOrder.LITTLE_ENDIAN));
    }
    return session.end();
  }

  /**
   * The items of a sequence; also of one that hides in the bytes of a UN element with a length, as
   * intermediate systems write it that did not know the tag: implicit, or explicit where that does
   * not fit (PS3.5 6.2.2).
   *
   * @return empty when the element is neither
   */
  public static List<Attributes> items(Element element, Limits limits) {
    byte[] bytes = element.bytes();
    if (element.vr() != VR.UN
        || bytes.length < ElementHeader.SHORT_FORM
        || !startsWithItem(bytes)) {
      return element.items();
    }
    for (VR form : List.of(VR.UN, VR.SQ)) {
      try {
        return read(asSequence(bytes, form), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, limits)
            .items(Tag.ContentSequence);
      } catch (DicomFormatException e) {
        continue; // not of this form: the other, or no sequence at all
      }
    }
    return List.of();
  }

  private static boolean startsWithItem(byte[] bytes) {
    return ByteBuffer.wrap(bytes, 0, ITEM_START.length).equals(ByteBuffer.wrap(ITEM_START));
  }

  /**
   * An explicit data set with one sequence of these items: UN of undefined length has implicit
   * items, SQ explicit ones.
   */
  private static ByteBuffer asSequence(byte[] items, VR form) {
    DataSetOutput data = new DataSetOutput(false);
    data.tag(Tag.ContentSequence);
    data.put(form.name().getBytes(StandardCharsets.US_ASCII));
    data.u16(0);
    data.u32((int) ElementHeader.UNDEFINED);
    data.put(items);
    data.tag(Tag.SequenceDelimitationItem);
    data.u32(0);
    return ByteBuffer.wrap(data.toBytes());
  }

  /** One data set being read. */
  private static final class Session {
    private final DataSetParser parser;
    private final Inflation inflation;

    Session(TransferSyntax syntax, Limits limits) {
      parser = DataSetParser.whole(syntax, limits);
      inflation = syntax.deflated() ? new Inflation(parser, limits, false) : null;
    }

    void feed(ByteBuffer in) throws DicomFormatException {
      if (inflation == null) {
        parser.feed(in);
      } else {
        inflation.feed(in);
      }
    }

    Attributes end() throws DicomFormatException {
      if (inflation == null) {
        parser.end();
      } else {
        inflation.end();
      }
      return parser.result();
    }
  }
}
