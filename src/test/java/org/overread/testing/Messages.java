package org.overread.testing;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.overread.hl7.AckCode;
import org.overread.hl7.Acknowledgement;
import org.overread.hl7.Charsets;
import org.overread.hl7.ControlIds;
import org.overread.hl7.Header;
import org.overread.hl7.Hl7Message;
import org.overread.network.service.MessageOrigin;
import org.overread.network.service.MessageService;

/** Remembers each message and accepts it; what else it does first is the test's. */
public final class Messages implements MessageService {
  private final List<byte[]> received = new CopyOnWriteArrayList<>();
  private final ControlIds ids = new ControlIds(Clock.systemUTC());
  private volatile Consumer<String> first = controlId -> {};

  /** Called on the worker thread with the control ID, before the message is remembered. */
  public void first(Consumer<String> action) {
    first = action;
  }

  @Override
  public Optional<byte[]> received(MessageOrigin origin, byte[] message) {
    Optional<Header> header = Hl7Message.header(message, Charsets.USUAL_FALLBACK);
    first.accept(header.map(Header::controlId).orElse(""));
    received.add(message);
    ZonedDateTime now = ZonedDateTime.now();
    return Optional.of(
        header.isPresent()
            ? Acknowledgement.of(header.get(), AckCode.AA, ids.next(), now, Optional.empty())
            : Acknowledgement.withoutHeader(AckCode.AR, ids.next(), now, "no MSH"));
  }

  public List<byte[]> received() {
    return received;
  }

  /** In the order received. */
  public List<String> controlIds() {
    return received.stream()
        .map(m -> Hl7Message.header(m, Charsets.USUAL_FALLBACK).orElseThrow().controlId())
        .toList();
  }
}
