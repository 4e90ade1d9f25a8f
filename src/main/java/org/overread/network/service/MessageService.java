package org.overread.network.service;

import java.util.Optional;

/** Takes HL7 messages from the network. */
public interface MessageService {

  /**
   * A message arrived. Called on a worker thread, which may wait for the database; the messages of
   * one connection come one after the other, those of several connections at the same time. A
   * throwable is answered with AE, so that the sender tries again.
   *
   * @param message without framing bytes
   * @return the acknowledgement, without framing bytes; empty closes the connection unanswered
   */
  Optional<byte[]> received(MessageOrigin origin, byte[] message);
}
