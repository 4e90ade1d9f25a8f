package org.overread.findings;

import java.util.List;

/**
 * A concept that stands where others stand together.
 *
 * @param concept its own number
 * @param parts numbers of the concepts that must be there
 * @param unless numbers of concepts, one of which, not negated, prevents it
 * @param within how many sentences the parts may be apart; 0 for the same one
 * @param assertedBy position in {@code parts} of the one whose assertion it takes; -1 for the
 *     weakest
 */
record DerivedConcept(
    int concept, List<Integer> parts, List<Integer> unless, int within, int assertedBy) {
  /** {@code within} of a section, and of the whole text. */
  static final int SECTION = Integer.MAX_VALUE - 1;

  static final int REPORT = Integer.MAX_VALUE;

  DerivedConcept {
    parts = List.copyOf(parts);
    unless = List.copyOf(unless);
  }
}
