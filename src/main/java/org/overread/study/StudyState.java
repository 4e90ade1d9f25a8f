package org.overread.study;

/** Where a study stands (CMP-01). Moves are made by {@link StudyTable#move} only. */
public enum StudyState {
  /** Instances arrive, or the quiet period runs. */
  RECEIVING,
  /** New instances came after it was complete; the quiet period runs again. */
  REOPENED,
  /** Nothing more is expected; waits for its evaluation. */
  COMPLETE,
  /** Evaluated: no second reading is asked for. */
  NOT_FLAGGED,
  /** Flagged by rules of mode approve alone: waits for a human to release it. */
  AWAITING_APPROVAL,
  /** Evaluated: a second reading is asked for; waits for delivery. */
  FLAGGED,
  /** Every instance has the destination's status. */
  FORWARDED,
  /** Stopped for a human: nothing is decided or sent. */
  HELD,
  /** A step gave up; the reason says why. */
  NEEDS_ATTENTION
}
