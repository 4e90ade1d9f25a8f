package org.overread.flow;

/** The steps of a case. The names are stored: do not change them. */
enum Step {
  /** Subject: a study that is complete. What do the rules say of it? */
  EVALUATE,
  /**
   * Subject: a flagged study for which no group was open when it was evaluated. Which group now?
   */
  ROUTE,
  /** Subject: a request. Send what it has not sent yet. */
  FORWARD,
  /** Subject: a message of the inbox. What does it say, and of which study? */
  READ_MESSAGE,
  /** Subject: a decided study. What do the rules in force say of it? Only when asked to. */
  DECIDE_AGAIN
}
