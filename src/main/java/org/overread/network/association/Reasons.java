package org.overread.network.association;

import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateRj;

/**
 * The words of PS3.8 Table 9-21 and Table 9-26 for rejections and aborts, with the numbers behind
 * them.
 */
final class Reasons {

  private Reasons() {}

  /** For example "called AE title not recognized (1/1/7)". */
  static String of(AAssociateRj rj) {
    String words =
        switch (rj.source() * 100 + rj.reason()) {
          case 101, 201 -> "no reason given";
          case 102 -> "application context not supported";
          case 103 -> "calling AE title not recognized";
          case 107 -> "called AE title not recognized";
          case 202 -> "protocol version not supported";
          case 301 -> "temporary congestion";
          case 302 -> "local limit exceeded";
          default -> "unknown reason";
        };
    return words + " (" + rj.result() + "/" + rj.source() + "/" + rj.reason() + ")";
  }

  /** For example "unexpected PDU (2/2)". */
  static String of(AAbort abort) {
    String words =
        abort.source() != 2
            ? "by the service user"
            : switch (abort.reason()) {
              case 0 -> "reason not specified";
              case 1 -> "unrecognized PDU";
              case 2 -> "unexpected PDU";
              case 4 -> "unrecognized PDU parameter";
              case 5 -> "unexpected PDU parameter";
              case 6 -> "invalid PDU parameter value";
              default -> "unknown reason";
            };
    return words + " (" + abort.source() + "/" + abort.reason() + ")";
  }
}
