package org.overread.findings;

/** How sure the text is of what it mentions, least to most. */
public enum Certainty {
  NEGATED,
  /** "less likely", "cannot be excluded". */
  UNLIKELY,
  /** "possible", one of a differential with none favoured. */
  POSSIBLE,
  /** "suspicious for", "consistent with", "favoured": counts as asserted. */
  PROBABLE,
  PRESENT
}
