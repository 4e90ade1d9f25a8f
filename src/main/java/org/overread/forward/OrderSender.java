package org.overread.forward;

import org.overread.network.service.MessageOutcome;
import org.overread.network.service.MessageRequestor;
import org.overread.network.service.RemoteHl7;
import org.overread.request.DeliveryState;
import org.overread.request.InstanceAnswer;
import org.overread.routing.OrderPort;
import org.overread.routing.ReadingGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to send an order to the HL7 port of a reading group. */
public final class OrderSender {
  private static final Logger log = LoggerFactory.getLogger(OrderSender.class);

  /** Success, in place of a DIMSE status: the receiver answered AA or CA. */
  private static final int ACCEPTED = 0;

  private final MessageRequestor requestor;

  public OrderSender(MessageRequestor requestor) {
    this.requestor = requestor;
  }

  /**
   * What came of it: sent only with AA or CA; to be sent again after AE, CE or no answer, with the
   * same bytes; refused after AR or CR, which no repetition changes (HL7 v2.5 chapter 2.9.2). The
   * comment may quote the message and is never logged.
   */
  public InstanceAnswer send(ReadingGroup group, byte[] message) {
    if (!group.enabled() || group.orders().isEmpty()) {
      String why = group.enabled() ? " has no HL7 port any more" : " is disabled";
      return InstanceAnswer.refused(group.name() + why);
    }
    OrderPort port = group.orders().get();
    InstanceAnswer answer =
        answerOf(requestor.send(new RemoteHl7(port.host(), port.port()), message));
    log.atInfo()
        .addKeyValue("group", group.name())
        .addKeyValue("result", answer.state())
        .log("attempt to send an order ended");
    return answer;
  }

  private static InstanceAnswer answerOf(MessageOutcome outcome) {
    if (outcome instanceof MessageOutcome.Accepted) {
      return new InstanceAnswer(DeliveryState.SENT, ACCEPTED, "");
    }
    if (outcome instanceof MessageOutcome.Rejected rejected) {
      String text = (rejected.code() + " " + rejected.text()).strip();
      return switch (rejected.code()) {
        case AR, CR -> InstanceAnswer.refused(text);
        default -> InstanceAnswer.unanswered(text);
      };
    }
    return InstanceAnswer.unanswered(((MessageOutcome.Failed) outcome).reason());
  }
}
