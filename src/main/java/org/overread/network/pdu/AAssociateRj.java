package org.overread.network.pdu;

/**
 * A-ASSOCIATE-RJ (PS3.8 9.3.4, Table 9-21). Any values may arrive; unknown ones are still a
 * rejection.
 *
 * @param result 1 permanent, 2 transient
 * @param source 1 user, 2 ACSE provider, 3 presentation provider
 * @param reason depends on the source
 */
public record AAssociateRj(int result, int source, int reason) implements Pdu {

  public static final AAssociateRj NO_REASON = new AAssociateRj(1, 1, 1);
  public static final AAssociateRj APPLICATION_CONTEXT_NOT_SUPPORTED = new AAssociateRj(1, 1, 2);
  public static final AAssociateRj CALLING_AE_TITLE_NOT_RECOGNIZED = new AAssociateRj(1, 1, 3);
  public static final AAssociateRj CALLED_AE_TITLE_NOT_RECOGNIZED = new AAssociateRj(1, 1, 7);
  public static final AAssociateRj PROTOCOL_VERSION_NOT_SUPPORTED = new AAssociateRj(1, 2, 2);
  public static final AAssociateRj TEMPORARY_CONGESTION = new AAssociateRj(2, 3, 1);
  public static final AAssociateRj LOCAL_LIMIT_EXCEEDED = new AAssociateRj(2, 3, 2);

  @Override
  public PduType type() {
    return PduType.A_ASSOCIATE_RJ;
  }

  public boolean isTransient() {
    return result == 2;
  }
}
