package org.overread.forward;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.routing.Coercion;

/**
 * What a group's {@link Coercion} changes in a data set (FWD-12). Text is changed byte for byte,
 * whatever its character set: what is put before it is ASCII, which every set of PS3.3 C.12.1.1.2
 * has in its initial state. A value that is empty stays empty: a prefix alone would be the same
 * number for all.
 */
public final class HeaderCoercion {
  private static final int LONGEST_LO = 64; // PS3.5 table 6.2-1, characters
  private static final int LONGEST_SH = 16;

  /** Where accession numbers are repeated. */
  private static final List<Integer> REQUESTS =
      List.of(Tag.RequestAttributesSequence, Tag.ReferencedRequestSequence);

  /** Everything that may change. */
  static final Set<Integer> TAGS =
      Set.of(
          Tag.AccessionNumber,
          Tag.IssuerOfAccessionNumberSequence,
          Tag.PatientID,
          Tag.IssuerOfPatientID,
          Tag.IssuerOfPatientIDQualifiersSequence,
          Tag.RequestAttributesSequence,
          Tag.ReferencedRequestSequence);

  private HeaderCoercion() {}

  /**
   * A copy of a header as the group gets it, without a record of the change: documents made of it
   * are new objects.
   *
   * @throws CoercionException when a value becomes too long
   */
  public static Attributes apply(Attributes header, Coercion coercion) throws CoercionException {
    SortedMap<Integer, Optional<Element>> changes = changes(header, coercion);
    return with(header, changes);
  }

  /**
   * New elements by tag, in order; empty for one to remove.
   *
   * @param original with the elements of {@link #TAGS} that the data set has
   */
  static SortedMap<Integer, Optional<Element>> changes(Attributes original, Coercion coercion)
      throws CoercionException {
    SortedMap<Integer, Optional<Element>> changes = new TreeMap<>(Integer::compareUnsigned);
    if (!text(original, Tag.PatientID).isEmpty()) {
      patientId(original, coercion, changes);
    }
    accession(original, coercion).forEach((tag, element) -> changes.put(tag, element));
    for (int tag : REQUESTS) {
      List<Attributes> items = new ArrayList<>();
      boolean changed = false;
      for (Attributes item : original.items(tag)) {
        SortedMap<Integer, Optional<Element>> nested = accession(item, coercion);
        changed |= !nested.isEmpty();
        items.add(with(item, nested));
      }
      if (changed) {
        changes.put(tag, Optional.of(Element.ofItems(tag, items)));
      }
    }
    return changes;
  }

  private static void patientId(
      Attributes original, Coercion coercion, SortedMap<Integer, Optional<Element>> changes)
      throws CoercionException {
    if (!coercion.patientIdPrefix().isEmpty()) {
      changes.put(
          Tag.PatientID,
          Optional.of(
              prefixed(original, Tag.PatientID, VR.LO, LONGEST_LO, coercion.patientIdPrefix())));
    }
    if (!coercion.patientIdIssuer().isEmpty()) {
      changes.put(
          Tag.IssuerOfPatientID,
          Optional.of(ascii(Tag.IssuerOfPatientID, VR.LO, coercion.patientIdIssuer())));
      if (original.contains(Tag.IssuerOfPatientIDQualifiersSequence)) {
        // it would go on to name the former issuer
        changes.put(Tag.IssuerOfPatientIDQualifiersSequence, Optional.empty());
      }
    }
  }

  private static SortedMap<Integer, Optional<Element>> accession(
      Attributes original, Coercion coercion) throws CoercionException {
    SortedMap<Integer, Optional<Element>> changes = new TreeMap<>(Integer::compareUnsigned);
    if (text(original, Tag.AccessionNumber).isEmpty()) {
      return changes;
    }
    if (!coercion.accessionPrefix().isEmpty()) {
      changes.put(
          Tag.AccessionNumber,
          Optional.of(
              prefixed(
                  original, Tag.AccessionNumber, VR.SH, LONGEST_SH, coercion.accessionPrefix())));
    }
    if (!coercion.accessionIssuer().isEmpty()) {
      // HL7v2 Hierarchic Designator Macro (PS3.3 table 10-17)
      Attributes issuer =
          new Attributes()
              .put(ascii(Tag.LocalNamespaceEntityID, VR.UT, coercion.accessionIssuer()));
      int tag = Tag.IssuerOfAccessionNumberSequence;
      changes.put(tag, Optional.of(Element.ofItems(tag, List.of(issuer))));
    }
    return changes;
  }

  private static Attributes with(Attributes item, SortedMap<Integer, Optional<Element>> changes) {
    Attributes copy = new Attributes().inherit(item.characterSet());
    for (Element element : item.elements()) {
      if (!changes.containsKey(element.tag())) {
        copy.put(element);
      }
    }
    changes.values().forEach(element -> element.ifPresent(copy::put));
    return copy;
  }

  /** Never cut: a number that lost its end is another number. */
  private static Element prefixed(Attributes original, int tag, VR vr, int longest, String prefix)
      throws CoercionException {
    String value = prefix + text(original, tag);
    if (value.length() > longest) {
      throw new CoercionException(
          name(tag)
              + " would have "
              + value.length()
              + " characters with its prefix; "
              + vr
              + " has at most "
              + longest);
    }
    return Element.ofBytes(tag, vr, value.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** "(0010,0020)". */
  static String name(int tag) {
    return String.format("(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
  }

  private static Element ascii(int tag, VR vr, String value) {
    return Element.ofBytes(tag, vr, value.getBytes(StandardCharsets.US_ASCII));
  }

  /** The bytes of a value, each as one character, without the padding around them. */
  private static String text(Attributes original, int tag) {
    return original
        .get(tag)
        .map(element -> new String(element.bytes(), StandardCharsets.ISO_8859_1))
        .orElse("")
        .replaceAll("^[ \\x00]+|[ \\x00]+$", "");
  }
}
