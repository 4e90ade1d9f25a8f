package org.overread.rules;

/** What a rule's YES does. */
public enum RuleMode {
  /** Not evaluated. */
  OFF,
  /** Evaluated, shown and counted; flags nothing. */
  SHADOW,
  /** Flags the study, and a person has to approve before anything is sent. */
  APPROVE,
  /** Flags the study. */
  AUTO;

  /** A YES flags the study. */
  public boolean flags() {
    return this == APPROVE || this == AUTO;
  }
}
