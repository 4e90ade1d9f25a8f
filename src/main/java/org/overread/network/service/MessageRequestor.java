package org.overread.network.service;

/** Sends HL7 messages. */
public interface MessageRequestor {

  /**
   * Makes one attempt, and waits for the acknowledgement. For worker threads.
   *
   * @param message without framing bytes, in original acknowledgement mode
   */
  MessageOutcome send(RemoteHl7 remote, byte[] message);
}
