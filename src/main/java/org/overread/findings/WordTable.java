package org.overread.findings;

import java.util.Arrays;

/**
 * The word patterns of a vocabulary, numbered, in a tree of letters: one walk along a word of the
 * text gives the numbers of all patterns it fits. A pattern is a word in small letters, in which
 * {@code @} stands for a digit and a last {@code *} for any ending.
 *
 * <p>Written by the thread that loads; read by any number of threads afterwards.
 */
final class WordTable {
  /** What stands for a digit in a pattern. */
  static final char DIGIT = '@';

  private static final int NONE = -1;
  private static final int ROOT = 0;

  private int nodes = 1;
  private char[] letter = new char[1024];
  private int[] child = new int[1024];
  private int[] sibling = new int[1024];
  private int[] whole = new int[1024];
  private int[] beginning = new int[1024];
  private int patterns;

  WordTable() {
    clear(ROOT);
  }

  /** The pattern's number, given to it now if it is new. */
  int add(String pattern) {
    boolean open = pattern.endsWith("*");
    int node = ROOT;
    for (int i = 0; i < pattern.length() - (open ? 1 : 0); i++) {
      node = grow(node, pattern.charAt(i));
    }
    int[] numbers = open ? beginning : whole;
    if (numbers[node] == NONE) {
      numbers[node] = patterns++;
    }
    return numbers[node];
  }

  /**
   * Writes the numbers of the patterns that the word fits to {@code into}, from {@code at}.
   *
   * @return how many; never more than the word has letters, plus one
   */
  int find(CharSequence text, int start, int end, int[] into, int at) {
    return find(text, start, end, into, at, ROOT);
  }

  private int find(CharSequence text, int start, int end, int[] into, int at, int from) {
    int found = 0;
    int node = from;
    for (int i = start; i < end; i++) {
      char c = lower(text.charAt(i));
      int digits = c >= '0' && c <= '9' ? next(node, DIGIT) : NONE;
      int exact = next(node, c);
      if (digits != NONE && exact != NONE) {
        found += opened(digits, into, at + found);
        found += find(text, i + 1, end, into, at + found, digits);
        node = exact;
      } else {
        node = digits != NONE ? digits : exact;
      }
      if (node == NONE) {
        return found;
      }
      found += opened(node, into, at + found);
    }
    if (whole[node] != NONE) {
      into[at + found++] = whole[node];
    }
    return found;
  }

  private int opened(int node, int[] into, int at) {
    if (beginning[node] == NONE) {
      return 0;
    }
    into[at] = beginning[node];
    return 1;
  }

  /** Small letter, and one apostrophe for the several that word processors write. */
  static char lower(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }
    return c == '\u2019' || c == '\u2018' ? '\'' : Character.toLowerCase(c);
  }

  private int next(int node, char c) {
    int n = child[node];
    while (n != NONE && letter[n] != c) {
      n = sibling[n];
    }
    return n;
  }

  private int grow(int node, char c) {
    int found = next(node, c);
    if (found != NONE) {
      return found;
    }
    if (nodes == letter.length) {
      letter = Arrays.copyOf(letter, nodes * 2);
      child = Arrays.copyOf(child, nodes * 2);
      sibling = Arrays.copyOf(sibling, nodes * 2);
      whole = Arrays.copyOf(whole, nodes * 2);
      beginning = Arrays.copyOf(beginning, nodes * 2);
    }
    int made = nodes++;
    clear(made);
    letter[made] = c;
    sibling[made] = child[node];
    child[node] = made;
    return made;
  }

  private void clear(int node) {
    child[node] = NONE;
    sibling[node] = NONE;
    whole[node] = NONE;
    beginning[node] = NONE;
  }
}
