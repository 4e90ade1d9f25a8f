package org.overread.findings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A reporting score: a name in the text followed by one of its categories.
 *
 * @param concept its number
 * @param categories as written, in small letters without blanks, to the category they mean; lowest
 *     first
 * @param attached beginnings, in small letters, of words that hold name and category in one: "tr"
 *     of "TR5"
 */
record Score(int concept, Map<String, String> categories, Set<String> attached) {
  Score {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
    attached = Set.copyOf(attached);
  }
}
