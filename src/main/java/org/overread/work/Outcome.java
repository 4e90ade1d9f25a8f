package org.overread.work;

import java.time.Instant;

/**
 * How a piece of work ended.
 *
 * @param kind of end
 * @param at when to try again; meaningful for RETRY only
 * @param reason for the administrator, without patient data; empty when done
 */
public record Outcome(Kind kind, Instant at, String reason) {

  /** The three ends. */
  public enum Kind {
    /** The row is removed. */
    DONE,
    /** Not yet: the row stays and is due again later. */
    RETRY,
    /** Never: the handler is told that the work is given up, then the row is removed. */
    FAILED
  }

  public static Outcome done() {
    return new Outcome(Kind.DONE, Instant.EPOCH, "");
  }

  public static Outcome retryAt(Instant at, String reason) {
    return new Outcome(Kind.RETRY, at, reason);
  }

  public static Outcome failed(String reason) {
    return new Outcome(Kind.FAILED, Instant.EPOCH, reason);
  }
}
