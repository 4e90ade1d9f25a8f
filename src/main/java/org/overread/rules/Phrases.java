package org.overread.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Phrases by their first word, so that a text is walked once however many phrases there are.
 * Immutable.
 */
final class Phrases {
  static final Phrases NONE = new Phrases(List.of());

  private final Map<String, List<List<String>>> byFirstWord = new HashMap<>();
  private final int size;

  Phrases(Collection<?> phrases) {
    size = phrases.size();
    for (Object phrase : phrases) {
      List<String> words = Words.of((String) phrase);
      if (!words.isEmpty()) {
        byFirstWord.computeIfAbsent(words.get(0), word -> new ArrayList<>()).add(words);
      }
    }
  }

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Words of the longest phrase that stands at this place; 0 for none. */
  int lengthAt(Words words, int index) {
    int longest = 0;
    for (List<String> phrase : byFirstWord.getOrDefault(words.word(index), List.of())) {
      if (phrase.size() > longest && words.at(index, phrase)) {
        longest = phrase.size();
      }
    }
    return longest;
  }

  boolean areIn(Words words) {
    for (int i = 0; i < words.size(); i++) {
      if (lengthAt(words, i) > 0) {
        return true;
      }
    }
    return false;
  }
}
