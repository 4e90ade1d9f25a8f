package org.overread.request;

/** Where the request to one reading group stands. */
public enum RequestState {
  /** Instances wait to be sent. */
  WAITING,
  /** An attempt has begun. */
  SENDING,
  /** Every instance has the destination's success or warning. */
  SENT,
  /** Not everything was sent and nothing more will be tried; the reason says why. */
  NEEDS_ATTENTION,
  /** Taken back: nothing more is sent of it (FWD-11); asked again it begins anew. */
  RECALLED,
  /** Recorded only; nothing is sent (FWD-10). */
  DRY_RUN
}
