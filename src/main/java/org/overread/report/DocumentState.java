package org.overread.report;

/** Where a report or an order stands on its way to a study. The names are stored. */
public enum DocumentState {
  /** Belongs to at least one study, or did until the study was removed. */
  MATCHED,
  /** No study with its keys has come yet. */
  WAITING,
  /**
   * There is a study with its keys, but it is not certain that it is the same patient's (HL-48).
   */
  HELD,
  /** Waited in vain (HL-47). A study that comes still later takes it all the same. */
  UNMATCHED,
  /** An administrator put it aside. */
  DISCARDED
}
