package org.overread.request;

/** What is known of one instance on its way to one reading group. */
public enum DeliveryState {
  /** Not sent, or sent without a final answer: it will be sent (again). */
  PENDING,
  /** The destination answered success or warning (PS3.4 B.2.3). */
  SENT,
  /** It will not be sent again unless an administrator asks for it. */
  REFUSED
}
