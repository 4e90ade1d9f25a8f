package org.overread.forward;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetReader;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Element;
import org.overread.dicom.ElementRange;
import org.overread.dicom.ElementRanges;
import org.overread.dicom.Limits;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.VR;
import org.overread.network.service.DataSetSource;
import org.overread.routing.Coercion;

/**
 * A copy of an archived data set with the changes a group asks for (FWD-12), made while it is sent:
 * the changed beginning in memory, everything behind it, pixel data too, from the file as it is.
 * What was there before stands in the Original Attributes Sequence (PS3.3 C.12.1.1.9).
 */
final class CoercedCopy {
  /** What comes behind the last change stays in the file. */
  private static final int LAST = Tag.OriginalAttributesSequence;

  /** Bytes; only an instance with a document or waveform before the changes is near it. */
  private static final long LONGEST_HEAD = 64 << 20;

  private static final String COERCE = "COERCE"; // PS3.3 C.12.1.1.9, (0400,0565)
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

  private final StoredDataSet file;
  private final TransferSyntax syntax;
  private final List<ElementRange> ranges;

  private CoercedCopy(StoredDataSet file, TransferSyntax syntax) throws IOException {
    this.file = file;
    this.syntax = syntax;
    this.ranges =
        ElementRanges.below(
            LAST + 1,
            (target, position) -> file.channel().read(target, file.position() + position),
            file.length(),
            syntax);
  }

  /**
   * The source to send; the file stays open until it is sent.
   *
   * @param system that changes it (0400,0563)
   * @param asOf when the change was asked for: every attempt sends the same bytes
   * @throws CoercionException when it cannot be changed as asked
   * @throws IOException when the file cannot be read
   */
  static DataSetSource of(StoredDataSet file, Coercion coercion, String system, ZonedDateTime asOf)
      throws CoercionException, IOException {
    TransferSyntax syntax = TransferSyntax.of(file.transferSyntaxUid());
    if (syntax.deflated()) {
      throw new CoercionException("deflated data sets are sent unchanged or not at all");
    }
    return new CoercedCopy(file, syntax).source(coercion, system, asOf);
  }

  private DataSetSource source(Coercion coercion, String system, ZonedDateTime asOf)
      throws CoercionException, IOException {
    Attributes original = original();
    SortedMap<Integer, Optional<Element>> changes = HeaderCoercion.changes(original, coercion);
    if (changes.isEmpty()) {
      return new DataSetSource(file.channel(), file.position(), file.length());
    }
    changes.put(LAST, Optional.of(record(original, changes, system, asOf)));
    long end = ranges.isEmpty() ? 0 : ranges.get(ranges.size() - 1).end();
    if (end > LONGEST_HEAD) {
      throw new CoercionException(
          "its header has " + end + " bytes; " + LONGEST_HEAD + " are read");
    }
    byte[] head = head(changes);
    return new DataSetSource(
        head, file.channel(), file.position() + end, head.length + file.length() - end);
  }

  /** The elements that may change, and the record of earlier changes. */
  private Attributes original() throws CoercionException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (ElementRange range : ranges) {
      if (HeaderCoercion.TAGS.contains(range.tag()) || range.tag() == LAST) {
        if (range.end() - range.start() > LONGEST_HEAD) {
          throw new CoercionException(
              HeaderCoercion.name(range.tag()) + " is too long to be changed");
        }
        bytes.writeBytes(read(range));
      }
    }
    return DataSetReader.read(bytes.toByteArray(), syntax, Limits.DEFAULT);
  }

  private Element record(
      Attributes original,
      SortedMap<Integer, Optional<Element>> changes,
      String system,
      ZonedDateTime asOf)
      throws CoercionException {
    List<Attributes> records = new ArrayList<>(original.items(LAST));
    if (records.isEmpty() && original.hasValue(LAST)) {
      throw new CoercionException(HeaderCoercion.name(LAST) + " is there and is no sequence");
    }
    Attributes former = new Attributes();
    for (Map.Entry<Integer, Optional<Element>> change : changes.entrySet()) {
      int tag = change.getKey();
      // an attribute that was not there is recorded as empty
      former.put(original.get(tag).orElseGet(() -> empty(change.getValue().orElseThrow())));
    }
    Attributes item =
        new Attributes()
            .put(Element.ofItems(Tag.ModifiedAttributesSequence, List.of(former)))
            .set(Tag.AttributeModificationDateTime, VR.DT, asOf.format(DATE_TIME))
            .set(Tag.ModifyingSystem, VR.LO, system)
            .set(Tag.SourceOfPreviousValues, VR.LO, "")
            .set(Tag.ReasonForTheAttributeModification, VR.CS, COERCE);
    records.add(item);
    return Element.ofItems(LAST, records);
  }

  private static Element empty(Element added) {
    return added.vr() == VR.SQ
        ? Element.ofItems(added.tag(), List.of())
        : Element.ofBytes(added.tag(), added.vr(), new byte[0]);
  }

  /** All bytes up to the last change; what is not changed is copied. */
  private byte[] head(SortedMap<Integer, Optional<Element>> changes) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    Iterator<Map.Entry<Integer, Optional<Element>>> left = changes.entrySet().iterator();
    Map.Entry<Integer, Optional<Element>> next = left.next();
    for (ElementRange range : ranges) {
      while (next != null && Integer.compareUnsigned(next.getKey(), range.tag()) <= 0) {
        write(next, head);
        next = left.hasNext() ? left.next() : null;
      }
      if (!changes.containsKey(range.tag()) && !isLength(range.tag())) {
        head.writeBytes(read(range));
      }
    }
    while (next != null) {
      write(next, head);
      next = left.hasNext() ? left.next() : null;
    }
    return head.toByteArray();
  }

  private void write(Map.Entry<Integer, Optional<Element>> change, ByteArrayOutputStream head) {
    change
        .getValue()
        .ifPresent(
            element -> head.writeBytes(DataSetWriter.write(new Attributes().put(element), syntax)));
  }

  /** Group lengths and Length to End, both retired (PS3.5 7.2), would be wrong now. */
  private static boolean isLength(int tag) {
    return (tag & 0xFFFF) == 0 || tag == Tag.LengthToEnd;
  }

  private byte[] read(ElementRange range) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(range.end() - range.start()));
    while (bytes.hasRemaining()) {
      long position = file.position() + range.start() + bytes.position();
      if (file.channel().read(bytes, position) < 0) {
        throw new EOFException("the file ends before its data set does");
      }
    }
    return bytes.array();
  }
}
