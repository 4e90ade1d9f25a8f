package org.overread.services;

import java.math.BigInteger;
import java.util.List;

/**
 * Single value matching of IS: "01" and "1" are the same number (PS3.5 6.2). What is no number is
 * compared as text.
 */
record NumberMatch(List<String> numbers) implements KeyMatch {

  static NumberMatch of(List<String> values) {
    return new NumberMatch(values.stream().map(NumberMatch::canonical).toList());
  }

  @Override
  public boolean matches(String stored) {
    return numbers.contains(canonical(stored));
  }

  /**
   * Numbers are keys of series and instances only, which the unique keys above have already
   * narrowed.
   */
  @Override
  public Prefilter prefilter() {
    return Prefilter.EVERYTHING;
  }

  private static String canonical(String text) {
    String value = text.strip();
    return value.matches("[-+]?[0-9]{1,12}") ? new BigInteger(value).toString() : value;
  }
}
