package org.overread.network.association;

import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateRj;

/**
 * How an association, or the attempt at one, ended.
 *
 * @param kind what happened
 * @param text in words for the administrator
 */
record Ending(Kind kind, String text) {

  enum Kind {
    RELEASED,
    REJECTED_PERMANENT,
    REJECTED_TRANSIENT,
    ABORTED_BY_PEER,
    ABORTED_BY_US,
    CLOSED
  }

  static Ending released() {
    return new Ending(Kind.RELEASED, "released");
  }

  static Ending closed() {
    return new Ending(Kind.CLOSED, "connection closed without release");
  }

  static Ending rejected(AAssociateRj rejection) {
    // PS3.8 9.3.4: only result 2 is transient; an unknown result is still a rejection
    return new Ending(
        rejection.isTransient() ? Kind.REJECTED_TRANSIENT : Kind.REJECTED_PERMANENT,
        "refused: " + Reasons.of(rejection));
  }

  static Ending abortedByPeer(AAbort abort) {
    return new Ending(Kind.ABORTED_BY_PEER, "aborted by the peer: " + Reasons.of(abort));
  }

  static Ending abortedByUs(AAbort abort) {
    return new Ending(Kind.ABORTED_BY_US, "aborted by this node: " + Reasons.of(abort));
  }
}
