package org.overread.network.pdu;

/**
 * A-ABORT (PS3.8 9.3.8, Table 9-26). Any values may arrive.
 *
 * @param source 0 service user, 2 service provider
 * @param reason 0 for source 0
 */
public record AAbort(int source, int reason) implements Pdu {

  public static final AAbort BY_USER = new AAbort(0, 0);
  public static final AAbort REASON_NOT_SPECIFIED = new AAbort(2, 0);
  public static final AAbort UNRECOGNIZED_PDU = new AAbort(2, 1);
  public static final AAbort UNEXPECTED_PDU = new AAbort(2, 2);
  public static final AAbort UNRECOGNIZED_PDU_PARAMETER = new AAbort(2, 4);
  public static final AAbort UNEXPECTED_PDU_PARAMETER = new AAbort(2, 5);
  public static final AAbort INVALID_PDU_PARAMETER_VALUE = new AAbort(2, 6);

  @Override
  public PduType type() {
    return PduType.A_ABORT;
  }
}
