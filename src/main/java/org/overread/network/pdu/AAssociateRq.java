package org.overread.network.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ (PS3.8 9.3.2).
 *
 * @param protocolVersion 16 bits; only bit 0 counts
 * @param calledAeTitle without padding
 * @param callingAeTitle without padding
 * @param applicationContext UID
 * @param presentationContexts in order
 * @param userInformation the sub-items of item 50
 */
public record AAssociateRq(
    int protocolVersion,
    String calledAeTitle,
    String callingAeTitle,
    String applicationContext,
    List<PresentationContextRq> presentationContexts,
    UserInformation userInformation)
    implements Pdu {

  /** DICOM Application Context Name (PS3.7 A.2.1). */
  public static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

  public AAssociateRq {
    presentationContexts = List.copyOf(presentationContexts);
  }

  @Override
  public PduType type() {
    return PduType.A_ASSOCIATE_RQ;
  }
}
