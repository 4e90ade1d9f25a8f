package org.overread.report;

/** What a document is. The names are stored. */
public enum DocumentKind {
  REPORT,
  ORDER
}
