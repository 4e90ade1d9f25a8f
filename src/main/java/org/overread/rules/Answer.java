package org.overread.rules;

/** What a rule says of a study; three-valued, so that what is absent is never taken for "no". */
public enum Answer {
  YES,
  NO,
  /** An attribute that decides is absent; the result names it. */
  NOT_KNOWN
}
