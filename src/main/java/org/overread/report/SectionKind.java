package org.overread.report;

/** What a part of a report is about. A mention means something else in each of them. */
public enum SectionKind {
  /** The referring physician's words, from the order or the header; not part of the report. */
  ORDER,
  /** Clinical history, indication, reason for the examination, as the report repeats it. */
  HISTORY,
  /** Technique, protocol, sequences. */
  TECHNIQUE,
  /** Comparison and earlier examinations. */
  COMPARISON,
  /** Findings, observations. */
  FINDINGS,
  /** Impression, conclusion, opinion, summary. */
  IMPRESSION,
  /** Recommendation, advice, plan. */
  RECOMMENDATION,
  /** Added or changed after the report was signed. */
  ADDENDUM,
  /** Text under no recognisable heading. */
  BODY,
  /** Legends, disclaimers, dose lines, signatures: read by nobody for what they say. */
  IGNORED;

  /** The name in rule files and on pages, e.g. "impression". */
  public String term() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
