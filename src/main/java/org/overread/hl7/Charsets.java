package org.overread.hl7;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The character sets of MSH-18 (HL7 table 0211), and text from bytes that may be of another one.
 */
public final class Charsets {
  /** Where nothing is configured: the superset of Latin-1 that desktop systems wrote. */
  public static final Charset USUAL_FALLBACK = Charset.forName("windows-1252");

  /** Table 0211's name of UTF-8. */
  public static final String UTF_8_NAME = "UNICODE UTF-8";

  private static final int ESC = 0x1B;

  /** ESC $ ) C designates KS X 1001 to G1 (PS3.3 Table C.12-4 has the same); EUC-KR implies it. */
  private static final String KOREAN_DESIGNATION = "\u001b$)C";

  /** Table 0211, upper case without blanks, "-", "_" and "/"; to the names Java has. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("ASCII", "US-ASCII");
    for (String part : new String[] {"1", "2", "3", "4", "5", "6", "7", "8", "9", "15"}) {
      NAMES.put("8859" + part, "ISO-8859-" + part);
    }
    NAMES.put("UNICODEUTF8", "UTF-8");
    NAMES.put("UTF8", "UTF-8");
    NAMES.put("UNICODE", "UTF-8");
    NAMES.put("GB180302000", "GB18030");
    NAMES.put("GB18030", "GB18030");
    NAMES.put("GBK", "GBK");
    NAMES.put("ISOIR6", "US-ASCII");
    NAMES.put("ISOIR14", "JIS_X0201");
    NAMES.put("ISOIR87", "ISO-2022-JP-2");
    NAMES.put("ISOIR159", "ISO-2022-JP-2");
    NAMES.put("ISOIR149", "EUC-KR");
    NAMES.put("KSX1001", "EUC-KR");
    NAMES.put("CNS116431992", "x-EUC-TW");
    NAMES.put("CNS", "x-EUC-TW");
    NAMES.put("BIG5", "Big5");
  }

  /**
   * Text that was read.
   *
   * @param guessed the bytes are not of the declared set
   */
  public record Text(String text, boolean guessed) {}

  private Charsets() {}

  /**
   * The set that a value of MSH-18 names; misspelt names are understood, unknown ones are empty.
   */
  public static Optional<Charset> named(String name) {
    String plain = name.toUpperCase(Locale.ROOT).replaceAll("[-_/\\s]", "");
    if (plain.startsWith("ISO8859")) {
      plain = plain.substring("ISO".length());
    }
    return Optional.ofNullable(NAMES.get(plain))
        .filter(Charset::isSupported) // a cut-down Java may lack the module jdk.charsets
        .map(Charset::forName);
  }

  /** The name for MSH-18; empty for a set that table 0211 does not have. */
  public static Optional<String> nameOf(Charset charset) {
    if (charset.equals(StandardCharsets.UTF_8)) {
      return Optional.of(UTF_8_NAME);
    }
    if (charset.name().startsWith("ISO-8859-")) {
      return Optional.of("8859/" + charset.name().substring("ISO-8859-".length()));
    }
    return switch (charset.name()) {
      case "US-ASCII" -> Optional.of("ASCII");
      case "GB18030" -> Optional.of("GB 18030-2000");
      case "ISO-2022-JP-2" -> Optional.of("ISO IR87");
      case "EUC-KR" -> Optional.of("KS X 1001");
      case "x-EUC-TW" -> Optional.of("CNS 11643-1992");
      case "Big5" -> Optional.of("BIG-5");
      default -> Optional.empty();
    };
  }

  /**
   * Never fails (HL-26): bytes that mean nothing in the declared set are read as UTF-8 if they are
   * that, else in the fall-back, and marked as guessed.
   */
  public static Text decode(byte[] bytes, int from, int to, Charset declared, Charset fallback) {
    if (isAscii(bytes, from, to)) {
      return new Text(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), false);
    }
    Optional<String> text =
        strictly(declared, bytes, from, to).map(t -> t.replace(KOREAN_DESIGNATION, ""));
    if (text.isPresent() && !hasControls(text.get())) {
      return new Text(text.get(), false);
    }
    return new Text(
        strictly(StandardCharsets.UTF_8, bytes, from, to)
            .orElseGet(() -> new String(bytes, from, to - from, fallback)),
        true);
  }

  /** C1 controls (80 to 9F) are in no set of table 0211; Java's ISO 8859 lets them pass. */
  private static boolean hasControls(String text) {
    return text.chars().anyMatch(c -> c >= 0x80 && c < 0xA0);
  }

  static Optional<String> strictly(Charset charset, byte[] bytes, int from, int to) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, to - from))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0 || bytes[i] == ESC) {
        return false;
      }
    }
    return true;
  }
}
