package org.overread.services;

import java.util.Arrays;

/**
 * A key value in which "*" stands for any characters and "?" for one character (PS3.4 C.2.2.2.4).
 * Works on characters, not on bytes or UTF-16 units. Costs at most (pattern x value) steps; the
 * pattern's length is limited by {@link FindQuery}.
 */
final class Wildcard {
  private final String text;
  private final int[] pattern;

  Wildcard(String text) {
    this.text = text;
    this.pattern = text.codePoints().toArray();
  }

  static boolean isIn(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  boolean matches(String value) {
    int[] stored = value.codePoints().toArray();
    int p = 0;
    int star = -1; // position after the last "*" seen; only this one needs another try
    int resume = 0;
    int v = 0;
    while (v < stored.length) {
      if (p < pattern.length && pattern[p] == '*') {
        star = ++p;
        resume = v;
      } else if (p < pattern.length && (pattern[p] == '?' || pattern[p] == stored[v])) {
        p++;
        v++;
      } else if (star >= 0) {
        p = star;
        v = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length && pattern[p] == '*') {
      p++;
    }
    return p == pattern.length;
  }

  /**
   * A pattern with at most three "*" and no "?" that matches at least what this one does: databases
   * match several wildcards by trial, and may hold characters beyond ASCII in another normal form
   * or count them in units.
   */
  String widened() {
    String open = text.replaceAll("[^\\x20-\\x7E]|\\?", "*");
    String[] parts = open.split("\\*+", -1);
    if (parts.length == 1) {
      return open;
    }
    String middle =
        Arrays.stream(parts, 1, parts.length - 1).max((a, b) -> a.length() - b.length()).orElse("");
    return (parts[0] + "*" + middle + "*" + parts[parts.length - 1]).replace("**", "*");
  }
}
