package org.overread.rules;

/** What a rule's YES does. */
public enum RuleMode {
  /** Not evaluated. */
  OFF,
  /** Evaluated, shown and counted; flags nothing. */
  SHADOW,
  /** Flags the study. */
  AUTO
}
