package org.overread.network.pdu;

/** A-RELEASE-RP (PS3.8 9.3.7). */
public record AReleaseRp() implements Pdu {
  @Override
  public PduType type() {
    return PduType.A_RELEASE_RP;
  }
}
