package org.overread.network.pdu;

import java.util.Optional;

/** The seven PDU types (PS3.8 9.3.1). */
public enum PduType {
  A_ASSOCIATE_RQ(1),
  A_ASSOCIATE_AC(2),
  A_ASSOCIATE_RJ(3),
  P_DATA_TF(4),
  A_RELEASE_RQ(5),
  A_RELEASE_RP(6),
  A_ABORT(7);

  private final int code;

  PduType(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Optional<PduType> of(int code) {
    return code >= 1 && code <= 7 ? Optional.of(values()[code - 1]) : Optional.empty();
  }
}
