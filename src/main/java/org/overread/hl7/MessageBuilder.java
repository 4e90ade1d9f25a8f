package org.overread.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds one outgoing message. Everything is escaped by the delimiters of the message, segments end
 * with CR (HL-24), and MSH-18 says the set in which the bytes are: the one wished for, or UTF-8
 * when a character does not fit. Not safe for several threads.
 */
public final class MessageBuilder {
  private static final int CHARSET_FIELD = 18;

  private final Delimiters delimiters;
  private final Charset wished;
  private final List<SegmentBuilder> segments = new ArrayList<>();

  public MessageBuilder(Delimiters delimiters, Charset charset) {
    this.delimiters = delimiters;
    this.wished = charset;
    SegmentBuilder header = new SegmentBuilder("MSH", delimiters);
    header.raw(1, String.valueOf(delimiters.field())).raw(2, delimiters.encodingCharacters());
    segments.add(header);
  }

  /**
   * A message of ours with the recommended delimiters.
   *
   * @param messageType the components of MSH-9, as in ORM, O01, ORM_O01
   */
  public static MessageBuilder message(
      String version,
      String processingId,
      String controlId,
      ZonedDateTime now,
      String... messageType) {
    MessageBuilder message = new MessageBuilder(Delimiters.USUAL, StandardCharsets.UTF_8);
    message
        .header()
        .set(7, Hl7DateTime.format(now))
        .set(9, messageType)
        .set(10, controlId)
        .set(11, processingId)
        .set(12, version);
    return message;
  }

  public SegmentBuilder header() {
    return segments.get(0);
  }

  /** The next segment. */
  public SegmentBuilder segment(String name) {
    SegmentBuilder segment = new SegmentBuilder(name, delimiters);
    segments.add(segment);
    return segment;
  }

  /** The message without framing. May be called again after more segments were added. */
  public byte[] toBytes() {
    header().raw(CHARSET_FIELD, "");
    String text = text();
    if (StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
      return text.getBytes(StandardCharsets.US_ASCII); // a blank MSH-18 says ASCII
    }
    boolean fits =
        wished.canEncode()
            && Charsets.nameOf(wished).isPresent()
            && wished.newEncoder().canEncode(text);
    Charset charset = fits ? wished : StandardCharsets.UTF_8;
    header().raw(CHARSET_FIELD, Charsets.nameOf(charset).orElseThrow());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text().getBytes(charset));
    return out.toByteArray();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    segments.forEach(segment -> out.append(segment.toText()).append('\r'));
    return out.toString();
  }
}
