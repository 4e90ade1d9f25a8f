package org.overread.findings;

import java.util.Arrays;

/**
 * A stretch of text as words, numbers and marks, with their positions in the text and the word
 * patterns each fits. Hyphens and slashes inside a word part it ("full-thickness", "s/p") and
 * vanish, as do quotation marks; a decimal point and an apostrophe belong to their word. Used by
 * one thread.
 */
final class Tokens {
  private final CharSequence text;
  private final WordTable words;
  private int count;
  private int[] starts;
  private int[] ends;
  private int[] symbolFrom;
  private int[] symbols;

  private Tokens(CharSequence text, int length, WordTable words) {
    this.text = text;
    this.words = words;
    int guess = Math.max(8, length / 4);
    starts = new int[guess];
    ends = new int[guess];
    symbolFrom = new int[guess + 1];
    symbols = new int[guess * 2 + 16];
  }

  /** The words of {@code text} from {@code start} to {@code end}. */
  static Tokens of(CharSequence text, int start, int end, WordTable words) {
    Tokens tokens = new Tokens(text, end - start, words);
    int at = start;
    while (at < end) {
      char c = text.charAt(at);
      if (Character.isLetterOrDigit(c)) {
        int stop = wordEnd(text, at, end);
        tokens.add(at, stop);
        at = stop;
      } else {
        if (isMark(text, at, start, end)) {
          tokens.add(at, at + 1);
        }
        at++;
      }
    }
    return tokens;
  }

  private static int wordEnd(CharSequence text, int from, int end) {
    int at = from + 1;
    while (at < end) {
      char c = text.charAt(at);
      boolean inside =
          c == '\'' || c == '\u2019'
              ? at + 1 < end && Character.isLetter(text.charAt(at + 1))
              : c == '.'
                  && at + 1 < end
                  && isDigit(text.charAt(at - 1))
                  && isDigit(text.charAt(at + 1));
      if (!inside && !Character.isLetterOrDigit(c)) {
        return at;
      }
      at++;
    }
    return at;
  }

  /** A hyphen is a mark only between blanks, where it divides like a dash; a slash never. */
  private static boolean isMark(CharSequence text, int at, int start, int end) {
    char c = text.charAt(at);
    if (c == '-' || c == '\u2013' || c == '\u2014') {
      boolean before = at == start || Character.isWhitespace(text.charAt(at - 1));
      boolean after = at + 1 >= end || Character.isWhitespace(text.charAt(at + 1));
      return before && after || c == '\u2014';
    }
    return ",;:.?!()[]+=<>".indexOf(c) >= 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void add(int start, int end) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      symbolFrom = Arrays.copyOf(symbolFrom, count * 2 + 1);
    }
    // a digit pattern can double the ways through a word: room for two per letter
    int room = symbolFrom[count] + (end - start) * 2 + 2;
    if (room > symbols.length) {
      symbols = Arrays.copyOf(symbols, room * 2);
    }
    starts[count] = start;
    ends[count] = end;
    int found = words.find(text, start, end, symbols, symbolFrom[count]);
    count++;
    symbolFrom[count] = symbolFrom[count - 1] + found;
  }

  int count() {
    return count;
  }

  int start(int token) {
    return starts[token];
  }

  int end(int token) {
    return ends[token];
  }

  int symbolsFrom(int token) {
    return symbolFrom[token];
  }

  int symbolsTo(int token) {
    return symbolFrom[token + 1];
  }

  int symbol(int at) {
    return symbols[at];
  }

  boolean isWord(int token) {
    return Character.isLetterOrDigit(text.charAt(starts[token]));
  }

  boolean isMark(int token, char mark) {
    return text.charAt(starts[token]) == mark;
  }

  char first(int token) {
    return text.charAt(starts[token]);
  }

  /** A word of two or more letters, all capitals. */
  boolean isCapitals(int token) {
    for (int i = starts[token]; i < ends[token]; i++) {
      if (!Character.isUpperCase(text.charAt(i))) {
        return false;
      }
    }
    return ends[token] - starts[token] > 1;
  }

  /** The word in small letters. */
  String word(int token) {
    StringBuilder word = new StringBuilder(ends[token] - starts[token]);
    for (int i = starts[token]; i < ends[token]; i++) {
      word.append(WordTable.lower(text.charAt(i)));
    }
    return word.toString();
  }

  /** The first token that ends after a position of the text; {@link #count} if none does. */
  int at(int position) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > position) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
