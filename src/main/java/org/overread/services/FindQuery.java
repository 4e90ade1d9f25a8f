package org.overread.services;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.dimse.Status;

/**
 * An identifier of a C-FIND request, understood (PS3.4 C.4.1.1.3.1).
 *
 * @param check SUCCESS, or why the request is refused; the other parts have no meaning then
 * @param level queried
 * @param keys asked for, each to be returned
 * @param matches what is asked of the keys that do not match universally
 * @param unsupported some optional key is not supported (FF01)
 * @param retrieveAeTitle Retrieve AE Title (0008,0054) was asked for
 * @param characterSet Specific Character Set (0008,0005) of the request
 */
record FindQuery(
    Status check,
    QueryLevel level,
    Set<FindKey> keys,
    Map<FindKey, KeyMatch> matches,
    boolean unsupported,
    boolean retrieveAeTitle,
    List<String> characterSet) {

  /** Most values in one list of UIDs (own limit). */
  static final int MAX_UIDS = 2_000;

  /**
   * Longest value of another key, in characters: twice the longest that a VR of the keys allows
   * (PN, 3 x 64).
   */
  static final int MAX_VALUE = 400;

  /** Most values of another key. */
  static final int MAX_VALUES = 100;

  /** Elements that steer the query; they are no keys. */
  private static final Set<Integer> CONTROL =
      Set.of(
          Tag.SpecificCharacterSet,
          Tag.QueryRetrieveLevel,
          Tag.RetrieveAETitle,
          Tag.InstanceAvailability);

  static FindQuery read(String sopClassUid, Attributes identifier) {
    Optional<QueryLevel> level = identifier.string(Tag.QueryRetrieveLevel).flatMap(QueryLevel::of);
    QueryLevel top =
        sopClassUid.equals(Uid.PatientRootQueryRetrieveInformationModelFind)
            ? QueryLevel.PATIENT
            : QueryLevel.STUDY;
    if (level.isEmpty() || level.get().isAbove(top)) {
      return refused(
          Status.IDENTIFIER_DOES_NOT_MATCH_SOP_CLASS.withComment(
              "no such Query/Retrieve Level in the model"));
    }
    Map<FindKey, KeyMatch> matches = new EnumMap<>(FindKey.class);
    List<FindKey> keys = new ArrayList<>();
    boolean unsupported = false;
    for (Element element : identifier.elements()) {
      if (CONTROL.contains(element.tag()) || (element.tag() & 0xFFFF) == 0) {
        continue;
      }
      List<FindKey> known = FindKey.withTag(element.tag());
      Optional<FindKey> key = nearest(known, level.get());
      if (known.isEmpty()) {
        unsupported = true;
      } else if (key.isEmpty()) {
        return refused(wrong(element.tag(), "is a key below the level"));
      } else {
        Status check = KeyReader.read(key.get(), element, identifier.characterSet(), matches);
        if (check.category() != Status.Category.SUCCESS) {
          return refused(check);
        }
        keys.add(key.get());
      }
    }
    for (QueryLevel above = top;
        above.isAbove(level.get());
        above = QueryLevel.values()[above.ordinal() + 1]) {
      if (!namesOne(identifier, FindKey.uniqueKey(above))) {
        return refused(wrong(FindKey.uniqueKey(above).tag(), "needs one value at this level"));
      }
    }
    return new FindQuery(
        Status.SUCCESS,
        level.get(),
        Set.copyOf(keys),
        matches,
        unsupported,
        identifier.contains(Tag.RetrieveAETitle),
        identifier.strings(Tag.SpecificCharacterSet));
  }

  /**
   * The key of the lowest level that is not below the one queried: Institution Name of a series
   * rather than of its study.
   */
  private static Optional<FindKey> nearest(List<FindKey> known, QueryLevel level) {
    return known.stream()
        .filter(key -> !level.isAbove(key.level()))
        .reduce((higher, lower) -> lower);
  }

  /** Above the level every unique key has one value without wildcards (PS3.4 C.4.1.2.1). */
  private static boolean namesOne(Attributes identifier, FindKey unique) {
    List<String> values = identifier.strings(unique.tag());
    return values.size() == 1 && !values.get(0).isEmpty() && !Wildcard.isIn(values.get(0));
  }

  static Status wrong(int tag, String what) {
    return Status.IDENTIFIER_DOES_NOT_MATCH_SOP_CLASS.withComment(
        String.format("(%04X,%04X) %s", tag >>> 16, tag & 0xFFFF, what));
  }

  private static FindQuery refused(Status status) {
    return new FindQuery(status, QueryLevel.STUDY, Set.of(), Map.of(), false, false, List.of());
  }

  /** Exact match of a stored row, which the database has only filtered coarsely. */
  boolean matches(FoundRow row) {
    return matches.entrySet().stream()
        .allMatch(entry -> row.values(entry.getKey()).stream().anyMatch(entry.getValue()::matches));
  }

  /** True when the VR may hold several values in one stored text. */
  static boolean isList(FindKey key) {
    return key.column().isEmpty() && (key.vr() == VR.CS || key.vr() == VR.UI);
  }
}
