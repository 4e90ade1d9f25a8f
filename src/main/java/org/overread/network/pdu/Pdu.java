package org.overread.network.pdu;

/**
 * What arrives from the peer and goes to it (PS3.8 9.3). P-DATA-TF is not held as one value: the
 * decoder gives its PDVs in pieces as the bytes arrive, see {@link PdvFragment}.
 */
public sealed interface Pdu
    permits AAssociateRq, AAssociateAc, AAssociateRj, PdvFragment, AReleaseRq, AReleaseRp, AAbort {

  PduType type();
}
