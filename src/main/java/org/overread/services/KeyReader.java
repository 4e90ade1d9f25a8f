package org.overread.services;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Element;
import org.overread.dicom.SpecificCharacterSet;
import org.overread.dicom.VR;
import org.overread.network.dimse.Status;

/** From the value of one key to what it asks (PS3.4 C.2.2.2). */
final class KeyReader {

  private KeyReader() {}

  /**
   * Adds the match of a key to those of the query, if it is not universal; gives SUCCESS or the
   * refusal.
   */
  static Status read(
      FindKey key, Element element, SpecificCharacterSet set, Map<FindKey, KeyMatch> matches) {
    if (element.vr() == VR.SQ) {
      return FindQuery.wrong(key.tag(), "is no sequence");
    }
    // read by the VR of the key: as UN, a value would look empty and match everything
    Element typed =
        element.vr() == key.vr() ? element : Element.ofBytes(key.tag(), key.vr(), element.bytes());
    List<String> asked =
        typed.strings(set).stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
    int most = key.kind() == FindKey.Kind.UID ? FindQuery.MAX_UIDS : FindQuery.MAX_VALUES;
    if (asked.size() > most
        || asked.stream().anyMatch(value -> value.length() > FindQuery.MAX_VALUE)) {
      return Status.OUT_OF_RESOURCES.withComment(
          FindQuery.wrong(key.tag(), "is too long").comment());
    }
    // A lone "*" is universal only for text by the letter of C.2.2.2.3; peers send it for dates and
    // UIDs too.
    if (asked.isEmpty()
        || asked.stream().anyMatch(value -> value.matches("\\*+"))
        || key.kind() == FindKey.Kind.COUNT) {
      return Status.SUCCESS;
    }
    Optional<? extends KeyMatch> match = match(key.kind(), asked);
    match.ifPresent(found -> matches.put(key, found));
    return match.isPresent()
        ? Status.SUCCESS
        : FindQuery.wrong(key.tag(), "has a value that its VR does not match by");
  }

  private static Optional<? extends KeyMatch> match(FindKey.Kind kind, List<String> values) {
    return switch (kind) {
      case TEXT, COUNT -> Optional.of(TextMatch.of(values));
      case NAME -> Optional.of(NameMatch.of(values));
      case UID ->
          values.stream().allMatch(value -> value.matches("[0-9.]+"))
              ? Optional.of(new UidMatch(Set.copyOf(values)))
              : Optional.empty();
      case NUMBER ->
          values.stream().noneMatch(Wildcard::isIn)
              ? Optional.of(NumberMatch.of(values))
              : Optional.empty();
      case DATE -> values.size() == 1 ? DateMatch.of(values.get(0)) : Optional.empty();
      case TIME -> values.size() == 1 ? TimeMatch.of(values.get(0)) : Optional.empty();
    };
  }
}
