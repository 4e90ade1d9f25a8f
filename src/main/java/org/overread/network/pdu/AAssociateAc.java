package org.overread.network.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-AC (PS3.8 9.3.3). The AE titles repeat those of the request and are not tested on
 * receipt.
 *
 * @param presentationContexts one answer for each proposed context
 */
public record AAssociateAc(
    int protocolVersion,
    String calledAeTitle,
    String callingAeTitle,
    String applicationContext,
    List<PresentationContextAc> presentationContexts,
    UserInformation userInformation)
    implements Pdu {

  public AAssociateAc {
    presentationContexts = List.copyOf(presentationContexts);
  }

  @Override
  public PduType type() {
    return PduType.A_ASSOCIATE_AC;
  }
}
