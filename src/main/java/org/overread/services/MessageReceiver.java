package org.overread.services;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.overread.database.DatabaseException;
import org.overread.hl7.AckCode;
import org.overread.hl7.AckError;
import org.overread.hl7.AckError.Condition;
import org.overread.hl7.Acknowledgement;
import org.overread.hl7.Batch;
import org.overread.hl7.ControlIds;
import org.overread.hl7.Delimiters;
import org.overread.hl7.Header;
import org.overread.hl7.Hl7Exception;
import org.overread.hl7.Hl7Message;
import org.overread.network.service.MessageOrigin;
import org.overread.network.service.MessageService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes HL7 messages: AA means that the message is in the inbox and survives a power cut (HL-05);
 * what it says is read afterwards by {@link ReadMessage}. AE: our trouble, send it again. AR: never
 * (HL-07). Safe for several threads.
 */
public final class MessageReceiver implements MessageService {
  private static final Logger LOG = LoggerFactory.getLogger(MessageReceiver.class);
  private static final int LONGEST_TYPE = 32; // column message.message_type

  private final Inbox inbox;
  private final Hl7Settings settings;
  private final Clock clock;
  private final ControlIds controlIds;
  private final FailedMessages failed = new FailedMessages();
  private final Map<AckCode, LongAdder> answers = new ConcurrentHashMap<>();

  public MessageReceiver(Inbox inbox, Hl7Settings settings, Clock clock) {
    this.inbox = inbox;
    this.settings = settings;
    this.clock = clock;
    this.controlIds = new ControlIds(clock);
  }

  /** An answer to a message; the error explains what is not AA. */
  private record Answer(AckCode code, Optional<AckError> error) {
    static Answer stored() {
      return new Answer(AckCode.AA, Optional.empty());
    }

    static Answer never(AckError error) {
      return new Answer(AckCode.AR, Optional.of(error));
    }

    static Answer tryAgain() {
      return new Answer(
          AckCode.AE,
          Optional.of(new AckError(Condition.APPLICATION_INTERNAL_ERROR, "cannot be stored now")));
    }
  }

  @Override
  public Optional<byte[]> received(MessageOrigin origin, byte[] frame) {
    if (!Batch.isBatch(frame)) {
      return Optional.of(acknowledge(origin, frame));
    }
    List<byte[]> messages = Batch.messages(frame);
    if (messages.isEmpty() || !settings.acceptBatches()) {
      warn(origin, Optional.empty(), "batch refused");
      return Optional.of(refuseWithoutHeader("no batches here, or no message in it"));
    }
    return Optional.of(acknowledgeAll(origin, messages));
  }

  /** One message after the other; the answer is a batch of their acknowledgements (HL-13). */
  private byte[] acknowledgeAll(MessageOrigin origin, List<byte[]> messages) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    answer.writeBytes(ascii("BHS|" + Delimiters.USUAL.encodingCharacters() + "\r"));
    messages.forEach(message -> answer.writeBytes(acknowledge(origin, message)));
    answer.writeBytes(ascii("BTS|" + messages.size() + "\r"));
    return answer.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] acknowledge(MessageOrigin origin, byte[] message) {
    Optional<Header> header = Hl7Message.header(message, settings.otherConventions().charset());
    if (header.isEmpty()) {
      warn(origin, Optional.empty(), "no readable MSH: refused");
      return refuseWithoutHeader("no readable MSH");
    }
    Answer answer = answer(origin, header.get(), message);
    count(answer.code());
    return Acknowledgement.of(
        header.get(),
        header.get().isEnhancedMode() ? answer.code().asAccept() : answer.code(),
        controlIds.next(),
        ZonedDateTime.now(clock),
        answer.error());
  }

  private byte[] refuseWithoutHeader(String text) {
    count(AckCode.AR);
    return Acknowledgement.withoutHeader(
        AckCode.AR, controlIds.next(), ZonedDateTime.now(clock), text);
  }

  private Answer answer(MessageOrigin origin, Header header, byte[] message) {
    Optional<AckError> refusal = MessageCheck.refuse(header, settings);
    if (refusal.isPresent()) {
      // the audit trail of ATK-096: who tried to send what kind of message
      warn(origin, Optional.of(header), "message refused: " + refusal.get().text());
      return Answer.never(refusal.get());
    }
    Sender sender = Sender.of(header);
    try {
      Hl7Message.parse(message, settings.conventionsOf(sender).charset());
    } catch (Hl7Exception e) {
      warn(origin, Optional.of(header), "message refused: " + e.getMessage());
      return Answer.never(new AckError(Condition.SEGMENT_SEQUENCE_ERROR, "cannot be read"));
    }
    return store(origin, header, sender, message);
  }

  private Answer store(MessageOrigin origin, Header header, Sender sender, byte[] message) {
    String sha256 = sha256(message);
    NewMessage stored =
        new NewMessage(
            clock.instant(),
            sender,
            origin.address().getHostAddress(),
            printable(MessageCheck.type(header), LONGEST_TYPE),
            sha256((sender.name() + "\n" + header.controlId()).getBytes(StandardCharsets.UTF_8)),
            sha256,
            sender.queue(settings),
            message);
    try {
      Inbox.Stored result = inbox.store(stored);
      failed.stored(sha256);
      if (result == Inbox.Stored.NEW_WITH_USED_CONTROL_ID) {
        warn(origin, Optional.of(header), "control ID used before for another message; both read");
      }
      return Answer.stored();
    } catch (DatabaseException e) {
      return afterFailure(origin, header, sha256, e);
    }
  }

  /** Only a message that fails while others can be stored is at fault itself (HL-07). */
  private Answer afterFailure(
      MessageOrigin origin, Header header, String sha256, DatabaseException e) {
    LOG.atError()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("failure", e.getMessage().replaceAll("\\s+", " "))
        .addKeyValue("commitUnknown", e.isCommitUnknown())
        .log("an HL7 message could not be stored");
    if (inbox.isReachable() && failed.failed(sha256) >= settings.mostTries()) {
      warn(origin, Optional.of(header), "message refused: it could not be stored several times");
      return Answer.never(
          new AckError(Condition.APPLICATION_INTERNAL_ERROR, "cannot be stored, tried repeatedly"));
    }
    return Answer.tryAgain();
  }

  /** Answers given since the start, by code of the original mode. */
  public Map<AckCode, Long> answers() {
    Map<AckCode, Long> result = new TreeMap<>();
    answers.forEach((code, number) -> result.put(code, number.sum()));
    return result;
  }

  private void count(AckCode code) {
    answers.computeIfAbsent(code, key -> new LongAdder()).increment();
  }

  private static void warn(MessageOrigin origin, Optional<Header> header, String what) {
    LOG.atWarn()
        .addKeyValue("connection", origin.connectionId())
        .addKeyValue("address", origin.address().getHostAddress())
        .addKeyValue("sender", header.map(h -> printable(Sender.of(h).name(), 64)).orElse(""))
        .addKeyValue("type", header.map(h -> printable(MessageCheck.type(h), 32)).orElse(""))
        .log(what);
  }

  /** Of a peer: without control characters, cut. */
  private static String printable(String text, int most) {
    StringBuilder result = new StringBuilder();
    for (int i = 0; i < text.length() && result.length() < most; i++) {
      char c = text.charAt(i);
      result.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return result.toString();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
