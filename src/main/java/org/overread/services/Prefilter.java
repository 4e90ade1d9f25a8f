package org.overread.services;

import java.util.List;

/**
 * What the database can do of a match: it may let too much through, never too little; the exact
 * match is made afterwards.
 *
 * @param comparison how the column is compared
 * @param values operands: any number of values or patterns (joined by OR), or the two inclusive
 *     bounds
 */
record Prefilter(Comparison comparison, List<String> values) {

  /** How a column is compared. */
  enum Comparison {
    /** Let everything through. */
    NONE,
    EQUAL,
    /** Patterns in which only "*" is special. */
    LIKE,
    BETWEEN,
    /** No value can match. */
    NOTHING
  }

  static final Prefilter EVERYTHING = new Prefilter(Comparison.NONE, List.of());
  static final Prefilter NOTHING = new Prefilter(Comparison.NOTHING, List.of());
}
