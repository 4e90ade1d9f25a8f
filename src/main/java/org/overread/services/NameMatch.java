package org.overread.services;

import java.util.ArrayList;
import java.util.List;
import org.overread.dicom.PersonName;
import org.overread.services.Prefilter.Comparison;

/**
 * Matching of person names: without regard to case and accents, per component group, trailing "^"
 * being insignificant (PS3.4 C.2.2.2.1.1, PS3.5 6.2.1). A key of one group in ASCII matches the
 * alphabetic group, which is the first and the only one that an index can find; in other characters
 * any group. A key of several groups matches each with the one in its place.
 *
 * @param names each key value as its folded component groups
 */
record NameMatch(List<List<String>> names) implements KeyMatch {
  /** Stands in for a byte that could not be decoded; such a key matches nothing (QR-29). */
  private static final char UNDECODABLE = '\uFFFD';

  /** The five components of a group, the absent ones empty. */
  private static final String ALL_COMPONENTS = "^^^^";

  static NameMatch of(List<String> values) {
    return new NameMatch(
        values.stream()
            .filter(value -> value.indexOf(UNDECODABLE) < 0)
            .map(value -> groups(PersonName.foldForMatching(value)))
            .filter(groups -> groups.stream().anyMatch(group -> !group.isEmpty()))
            .toList());
  }

  @Override
  public boolean matches(String stored) {
    List<String> groups = groups(PersonName.foldForMatching(stored));
    return names.stream().anyMatch(name -> matches(name, groups));
  }

  private static boolean matches(List<String> name, List<String> stored) {
    if (isAlphabetic(name)) {
      return matches(name.get(0), stored.get(0));
    }
    if (name.size() == 1) {
      return stored.stream().anyMatch(group -> matches(name.get(0), group));
    }
    for (int i = 0; i < name.size(); i++) {
      String asked = name.get(i);
      if (!asked.isEmpty() && !(i < stored.size() && matches(asked, stored.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String asked, String stored) {
    if (stored.isEmpty()) {
      return false;
    }
    Wildcard wildcard = new Wildcard(asked);
    // "DOE^*" must find "DOE", which is "DOE^^^^" with its trailing delimiters left out
    return wildcard.matches(stored)
        || (asked.indexOf('^') >= 0 && wildcard.matches(stored + ALL_COMPONENTS));
  }

  /** Patterns for the folded column: a group may stand at its start or after "=". */
  @Override
  public Prefilter prefilter() {
    if (names.isEmpty()) {
      return Prefilter.NOTHING;
    }
    List<String> patterns = new ArrayList<>();
    for (List<String> name : names) {
      String longest = name.stream().max((a, b) -> a.length() - b.length()).orElse("");
      // what may be met by left-out delimiters is not asked of the database
      String asked = longest.replaceFirst("[*^?]+$", "");
      String wide = new Wildcard(asked + "*").widened();
      patterns.add(wide);
      if (!isAlphabetic(name)) {
        patterns.add("*=" + wide);
      }
    }
    return new Prefilter(Comparison.LIKE, patterns);
  }

  private static boolean isAlphabetic(List<String> name) {
    return name.size() == 1 && name.get(0).chars().allMatch(c -> c < 0x80);
  }

  private static List<String> groups(String name) {
    List<String> result = new ArrayList<>();
    for (String group : name.split("=", -1)) {
      result.add(group.strip().replaceFirst("\\^+$", ""));
    }
    return result;
  }
}
