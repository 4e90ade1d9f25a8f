package org.overread.request;

/** What a document tells the reading group. The names are stored: do not change them. */
public enum Purpose {
  /** Please read. */
  REQUEST,
  /** What was asked earlier is taken back (FWD-11). */
  WITHDRAWAL
}
