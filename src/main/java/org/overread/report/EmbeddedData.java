package org.overread.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.overread.hl7.Field;

/**
 * ED: a document inside a message. What it is, its first bytes say; its label often does not
 * (HL-27, HL-31). What cannot be read leaves a line that says so in its place.
 */
final class EmbeddedData {
  /** Longest text of RTF, HTML or plain text that is decoded. */
  private static final int MOST_BYTES = 16 << 20;

  private EmbeddedData() {}

  /** ED: source application, type, subtype, encoding (A, Hex, Base64), data. */
  static ObservationText read(Field value) {
    String encoding = value.component(4).strip().toUpperCase(Locale.ROOT);
    String data = value.component(5);
    if (data.isBlank()) {
      return unreadable("an empty document");
    }
    if (!encoding.equals("BASE64") && !encoding.equals("HEX")) {
      return text(data);
    }
    Optional<byte[]> bytes = decode(data, encoding.equals("HEX"));
    return bytes
        .map(content -> document(content, value.charset()))
        .orElseGet(() -> unreadable("a document whose encoding is broken"));
  }

  private static Optional<byte[]> decode(String data, boolean hex) {
    StringBuilder plain = new StringBuilder(data.length());
    data.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> plain.append((char) c));
    try {
      return Optional.of(
          hex
              ? HexFormat.of().parseHex(plain)
              : Base64.getDecoder().decode(plain.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ObservationText document(byte[] bytes, Charset charset) {
    if (bytes.length > MOST_BYTES) {
      return unreadable("a document that is too long");
    }
    if (startsWith(bytes, "%PDF-")) {
      return unreadable("a PDF");
    }
    return string(bytes, StandardCharsets.UTF_8)
        .or(() -> string(bytes, charset))
        .map(EmbeddedData::text)
        .orElseGet(() -> unreadable("a document of unknown kind"));
  }

  private static boolean startsWith(byte[] bytes, String magic) {
    byte[] wanted = magic.getBytes(StandardCharsets.US_ASCII);
    return bytes.length >= wanted.length
        && ByteBuffer.wrap(bytes, 0, wanted.length).equals(ByteBuffer.wrap(wanted));
  }

  /** Text, unless the bytes are not of the set, or hold what no text holds. */
  private static Optional<String> string(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean binary =
          text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f');
      return binary ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static ObservationText text(String text) {
    return ObservationText.marked(text.replace("\r\n", "\n").replace('\r', '\n'));
  }

  static ObservationText unreadable(String what) {
    return new ObservationText("[" + what + "; it cannot be read]", false);
  }
}
