package org.overread.services;

import org.overread.hl7.Header;

/** Who a message says it is from: MSH-3.1 and MSH-4.1. Supplied by the peer. */
record Sender(String application, String facility) {
  private static final int LONGEST_QUEUE_NAME = 80; // column work.queue has 100

  /** Queues for senders that no setting names: a stranger cannot make queues without end. */
  private static final int QUEUES_OF_OTHERS = 4;

  static Sender of(Header header) {
    return new Sender(header.sendingApplication().strip(), header.sendingFacility().strip());
  }

  /** {@code application^facility}. */
  String name() {
    return application + "^" + facility;
  }

  /**
   * The queue in which the messages of a sender are read, one after the other (HL-12). No group can
   * have its name.
   */
  String queue(Hl7Settings settings) {
    boolean known =
        settings.senders().contains(name())
            || settings.senders().contains(application)
            || settings.conventions().containsKey(name())
            || settings.conventions().containsKey(application);
    return known && name().length() <= LONGEST_QUEUE_NAME
        ? "(hl7 " + name() + ")"
        : "(hl7 others " + Math.floorMod(name().hashCode(), QUEUES_OF_OTHERS) + ")";
  }
}
