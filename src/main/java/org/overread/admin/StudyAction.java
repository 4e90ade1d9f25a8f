package org.overread.admin;

import java.util.Locale;

/** What an administrator can do with a study (CMP-09). */
public enum StudyAction {
  /** Evaluate it now, with what is there. */
  COMPLETE,
  /** Decide and send nothing until released. */
  HOLD,
  /** End a hold. */
  RELEASE,
  /** Send again what was not sent. */
  RETRY,
  /** Send a study that waits for approval. */
  APPROVE,
  /** Do not send a study that waits for approval. */
  REJECT,
  /** Decide it by the rules in force. */
  EVALUATE;

  /** The word of the command line and of the path. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
