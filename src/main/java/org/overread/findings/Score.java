package org.overread.findings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A reporting score: a name in the text followed by one of its categories.
 *
 * @param concept its number
 * @param categories as written, in small letters without blanks, to the category they mean; lowest
 *     first
 */
record Score(int concept, Map<String, String> categories) {
  /** The beginning, in small letters, of words that hold name and category: "tr" of "TR5". */
  record Attached(Score score, String beginning) {}

  Score {
    categories = Collections.unmodifiableMap(new LinkedHashMap<>(categories));
  }
}
