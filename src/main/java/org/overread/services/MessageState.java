package org.overread.services;

/** Where a message of the inbox stands. The names are stored. */
public enum MessageState {
  /** Acknowledged, and waits to be read. */
  RECEIVED,
  /** Read; what it holds is filed. */
  PROCESSED,
  /** Cannot be read: a human looks why. */
  REFUSED,
  /** Of a type that is not read, or says nothing for us. */
  IGNORED
}
