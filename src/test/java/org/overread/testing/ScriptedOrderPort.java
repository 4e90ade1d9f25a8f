package org.overread.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.overread.network.service.MessageOutcome;
import org.overread.network.service.MessageRequestor;
import org.overread.network.service.RemoteHl7;

/** An HL7 port without a network: answers as it is told and remembers what it was sent. */
public final class ScriptedOrderPort implements MessageRequestor {
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile MessageOutcome answer = new MessageOutcome.Accepted();

  /** Every message is answered so from now on. */
  public void answers(MessageOutcome outcome) {
    answer = outcome;
  }

  /** Every message that came, refused ones included. */
  public List<String> sent() {
    return sent;
  }

  @Override
  public MessageOutcome send(RemoteHl7 remote, byte[] message) {
    sent.add(new String(message, StandardCharsets.UTF_8));
    return answer;
  }
}
