package org.overread.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as lower-case words with their positions. Letters and digits make words, everything else
 * parts them, so "pre-op", "Pre op" and "PRE_OP" are the same two words. Linear in the text.
 */
final class Words {
  /** Longest text read: DICOM order attributes are LT of at most 10,240 characters (PS3.5 6.2). */
  private static final int LONGEST = 1 << 16;

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> starts = new ArrayList<>();
  private final List<Integer> ends = new ArrayList<>();

  Words(String text) {
    this.text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    int start = -1;
    for (int i = 0; i <= this.text.length(); i++) {
      boolean inside = i < this.text.length() && Character.isLetterOrDigit(this.text.charAt(i));
      if (inside && start < 0) {
        start = i;
      } else if (!inside && start >= 0) {
        words.add(this.text.substring(start, i).toLowerCase(Locale.ROOT));
        starts.add(start);
        ends.add(i);
        start = -1;
      }
    }
  }

  static List<String> of(String phrase) {
    return new Words(phrase).words;
  }

  int size() {
    return words.size();
  }

  String word(int index) {
    return words.get(index);
  }

  /** True when the phrase's words stand at this word and after. */
  boolean at(int index, List<String> phrase) {
    return !phrase.isEmpty()
        && index + phrase.size() <= words.size()
        && words.subList(index, index + phrase.size()).equals(phrase);
  }

  boolean contains(List<String> phrase) {
    for (int i = 0; i < words.size(); i++) {
      if (at(i, phrase)) {
        return true;
      }
    }
    return false;
  }

  boolean containsAny(List<List<String>> phrases) {
    return phrases.stream().anyMatch(this::contains);
  }

  /** Start of a word in the text. */
  int start(int index) {
    return starts.get(index);
  }

  /** End of a word in the text, exclusive. */
  int end(int index) {
    return ends.get(index);
  }

  String text() {
    return text;
  }
}
