package org.overread.hl7;

import java.time.ZonedDateTime;
import java.util.Optional;

/** The general acknowledgement, ACK (HL7 v2.5.1 chapter 2.13.1): made, and read. */
public final class Acknowledgement {
  /** For a message whose own version could not be read. */
  private static final String FALLBACK_VERSION = "2.3.1";

  private static final String HL7_TABLE_0357 = "HL70357";

  private final AckCode code;
  private final String controlId;
  private final String text;

  private Acknowledgement(AckCode code, String controlId, String text) {
    this.code = code;
    this.controlId = controlId;
    this.text = text;
  }

  /**
   * Answers a message (HL-06): sender and receiver exchanged, its delimiters, processing ID and
   * version, its control ID in MSA-2, and an ERR segment in the form of its version.
   *
   * @param ownControlId see {@link ControlIds}
   * @return without framing, ending with CR
   */
  public static byte[] of(
      Header request,
      AckCode code,
      String ownControlId,
      ZonedDateTime now,
      Optional<AckError> error) {
    Version version = Version.of(request.version());
    Segment asked = request.segment();
    MessageBuilder message = new MessageBuilder(request.delimiters(), request.charset());
    message
        .header()
        .copy(3, asked.get(5))
        .copy(4, asked.get(6))
        .copy(5, asked.get(3))
        .copy(6, asked.get(4))
        .set(7, Hl7DateTime.format(now))
        .set(9, messageType(request.trigger(), version))
        .set(10, ownControlId)
        .copy(11, asked.get(11))
        .copy(12, asked.get(12));
    SegmentBuilder msa = message.segment("MSA").set(1, code.name()).copy(2, asked.get(10));
    if (error.isPresent()) {
      if (!version.isAtLeast(2, 7)) {
        msa.set(3, error.get().text()); // withdrawn in 2.7
      }
      error(message.segment("ERR"), error.get(), version);
    }
    return message.toBytes();
  }

  /**
   * The answer to a frame in which no MSH can be read (HL-09): MSA-2 is empty.
   *
   * @param text for the sender's administrator
   */
  public static byte[] withoutHeader(
      AckCode code, String ownControlId, ZonedDateTime now, String text) {
    MessageBuilder message =
        MessageBuilder.message(FALLBACK_VERSION, "P", ownControlId, now, "ACK");
    message.segment("MSA").set(1, code.name()).set(3, text);
    return message.toBytes();
  }

  private static String[] messageType(String trigger, Version version) {
    if (trigger.isEmpty() || !version.isAtLeast(2, 2)) {
      return new String[] {"ACK"};
    }
    return version.hasStructures()
        ? new String[] {"ACK", trigger, "ACK"}
        : new String[] {"ACK", trigger};
  }

  /** ERR-1 is an ELD up to 2.4; from 2.5 the parts have fields of their own. */
  private static void error(SegmentBuilder err, AckError error, Version version) {
    AckError.Condition condition = error.condition();
    String code = String.valueOf(condition.code());
    String segment = error.location().map(AckError.Location::segment).orElse("");
    String sequence = error.location().map(l -> String.valueOf(l.sequence())).orElse("");
    String field = error.location().filter(l -> l.field() > 0).map(l -> "" + l.field()).orElse("");
    if (version.isAtLeast(2, 5)) {
      if (!segment.isEmpty()) {
        err.set(
            2,
            field.isEmpty()
                ? new String[] {segment, sequence}
                : new String[] {segment, sequence, field});
      }
      err.set(3, code, condition.meaning(), HL7_TABLE_0357).set(4, "E").set(8, error.text());
    } else {
      err.errorLocation(segment, sequence, field, code, condition.meaning(), HL7_TABLE_0357);
    }
  }

  /**
   * Reads the answer of a peer.
   *
   * @throws Hl7Exception when it is no message, or has no MSA with a code of table 0008
   */
  public static Acknowledgement read(byte[] message) throws Hl7Exception {
    Hl7Message ack = Hl7Message.parse(message, Charsets.USUAL_FALLBACK);
    Segment msa = ack.first("MSA").orElseThrow(() -> new Hl7Exception("no MSA", 0, message.length));
    String text = msa.get(3).text();
    if (text.isEmpty()) {
      text = ack.first("ERR").map(Acknowledgement::textOf).orElse("");
    }
    for (AckCode code : AckCode.values()) {
      if (code.name().equals(msa.value(1).strip())) {
        return new Acknowledgement(code, msa.get(2).unsplit(), text);
      }
    }
    throw new Hl7Exception("MSA-1 is no acknowledgement code", msa.index(), 0);
  }

  private static String textOf(Segment err) {
    for (int field : new int[] {8, 7}) {
      if (!err.get(field).isAbsent()) {
        return err.get(field).text();
      }
    }
    String coded = err.get(3).component(2);
    return coded.isEmpty() ? err.get(1).component(4, 2) : coded;
  }

  public AckCode code() {
    return code;
  }

  /** MSA-2: that of the message answered; "" when the peer could not read it. */
  public String controlId() {
    return controlId;
  }

  /** What the peer says of the trouble, "" if nothing; may quote the message, so never log it. */
  public String text() {
    return text;
  }
}
