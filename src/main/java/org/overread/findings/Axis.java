package org.overread.findings;

/**
 * What a mention is asserted along, besides how certain it is (ConText and what radiology adds).
 */
public enum Axis {
  CERTAINTY,
  /** If, should, were; may be considered. */
  HYPOTHETICAL,
  /** What the examination was to find out: rule out, ?, evaluate for. */
  QUESTION,
  /** Over, or before: status post, old, in 2009. */
  HISTORICAL,
  /** Somebody else's: mother, family history. */
  EXPERIENCER,
  /** What an earlier report said. */
  QUOTED,
  /** Legends, disclaimers, stock phrases. */
  BOILERPLATE
}
