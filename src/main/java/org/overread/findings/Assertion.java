package org.overread.findings;

import java.util.List;

/**
 * What the text claims of a mention.
 *
 * @param reasons the words that decided each axis that is not at its default; positions in the
 *     report's text
 */
public record Assertion(
    Certainty certainty,
    boolean hypothetical,
    boolean question,
    boolean historical,
    boolean otherPerson,
    boolean quoted,
    boolean boilerplate,
    List<Reason> reasons) {
  /** A cue: the words from start to end decided the axis. */
  public record Reason(Axis axis, int start, int end) {}

  public Assertion {
    reasons = List.copyOf(reasons);
  }

  /** Of this patient, now, and meant: the certainty alone is open. */
  public boolean isCurrent() {
    return !hypothetical && !question && !historical && !otherPerson && !quoted && !boilerplate;
  }

  /** Probable or present, current: what a flag may rest on. */
  public boolean isAsserted() {
    return isCurrent() && certainty.compareTo(Certainty.PROBABLE) >= 0;
  }
}
