package org.overread.findings;

/**
 * A phrase found among tokens.
 *
 * @param payload what the phrase stands for: number of a set, a concept, a cue
 * @param start first token
 * @param end last token, exclusive
 * @param literal bit i is set where token start + i is a word of the phrase, not of a gap
 */
record Match(int payload, int start, int end, long literal) {
  /** Phrases are shorter than this many tokens. */
  static final int LONGEST = 60;

  /** True when the token is one of the phrase's own words. */
  boolean covers(int token) {
    return token >= start && token < end && (literal >>> (token - start) & 1) == 1;
  }

  boolean overlaps(Match other) {
    for (int t = Math.max(start, other.start); t < Math.min(end, other.end); t++) {
      if (covers(t) && other.covers(t)) {
        return true;
      }
    }
    return false;
  }
}
