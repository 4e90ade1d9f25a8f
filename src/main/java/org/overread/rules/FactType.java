package org.overread.rules;

/** The types of facts, as conditions see them. */
public enum FactType {
  TEXT,
  TEXTS,
  /** A whole number. */
  COUNT,
  /** A number with a fraction, in the unit the field's label says. */
  NUMBER,
  FLAG
}
