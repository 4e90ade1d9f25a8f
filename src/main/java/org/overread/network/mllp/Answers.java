package org.overread.network.mllp;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.overread.hl7.AckCode;
import org.overread.hl7.AckError;
import org.overread.hl7.Acknowledgement;
import org.overread.hl7.Batch;
import org.overread.hl7.Charsets;
import org.overread.hl7.ControlIds;
import org.overread.hl7.Header;
import org.overread.hl7.Hl7Message;
import org.overread.network.service.MessageOrigin;
import org.overread.network.service.MessageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to each frame, whatever happens to it. Safe for all threads. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /**
   * What goes back.
   *
   * @param acknowledgement empty: none
   * @param close the connection ends after it
   */
  record Answer(Optional<byte[]> acknowledgement, boolean close) {}

  private final MessageService service;
  private final Clock clock;
  private final ControlIds controlIds;

  Answers(MessageService service, Clock clock) {
    this.service = service;
    this.clock = clock;
    this.controlIds = new ControlIds(clock);
  }

  /** Waits for the service. */
  Answer to(MessageOrigin origin, byte[] message) {
    try {
      Optional<byte[]> acknowledgement = service.received(origin, message);
      return new Answer(acknowledgement, acknowledgement.isEmpty() || !isReadable(message));
    } catch (RuntimeException | Error e) { // every message gets an answer, whatever is thrown
      LOG.atError()
          .addKeyValue("connection", origin.connectionId())
          .setCause(e)
          .log("HL7 message not taken, answering AE");
      return failing(
          message,
          AckCode.AE,
          new AckError(AckError.Condition.APPLICATION_INTERNAL_ERROR, "not stored, try again"));
    }
  }

  /** AR and the end: no frame can be found after one that has no end (HL-03). */
  Answer toTooLong(byte[] beginning, int limit) {
    return failing(
        beginning,
        AckCode.AR,
        new AckError(
            AckError.Condition.APPLICATION_INTERNAL_ERROR,
            "the message is longer than " + limit + " bytes"));
  }

  private Answer failing(byte[] message, AckCode code, AckError error) {
    ZonedDateTime now = ZonedDateTime.now(clock);
    Optional<Header> header = Hl7Message.header(message, Charsets.USUAL_FALLBACK);
    byte[] acknowledgement =
        header.isPresent()
            ? Acknowledgement.of(
                header.get(),
                header.get().isEnhancedMode() ? code.asAccept() : code,
                controlIds.next(),
                now,
                Optional.of(error))
            : Acknowledgement.withoutHeader(code, controlIds.next(), now, error.text());
    return new Answer(Optional.of(acknowledgement), header.isEmpty());
  }

  /** After an unreadable MSH nothing that follows can be trusted (HL-09). */
  private static boolean isReadable(byte[] message) {
    return Batch.isBatch(message)
        || Hl7Message.header(message, Charsets.USUAL_FALLBACK).isPresent();
  }
}
