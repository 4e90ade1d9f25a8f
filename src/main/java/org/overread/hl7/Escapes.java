package org.overread.hl7;

import java.nio.charset.Charset;

/**
 * Escape sequences (HL7 v2.5.1 chapter 2.7), both ways. What is not understood stays as it was
 * received.
 */
public final class Escapes {
  /** JIS X 0208, 0212, GB 2312 and KS C 5601 by their ISO 2022 escape sequences. */
  private static final String ISO_2022 = "ISO-2022-JP-2";

  private Escapes() {}

  /** The text of a value that has been split already; lines end with LF. */
  public static String decode(String raw, Delimiters delimiters, Charset charset) {
    return raw.indexOf(delimiters.escape()) < 0
        ? raw
        : new EscapeDecoder(raw, delimiters, charset).decode();
  }

  /**
   * The value as it may stand in a message (HL-24): delimiters escaped; controls, of which 0B, 1C
   * and 0D would break the frame or the segment, as hexadecimal.
   */
  public static String encode(String text, Delimiters delimiters) {
    return encode(text, delimiters, false);
  }

  /** As {@link #encode}, with {@code \.br\} for each line break: for TX and FT. */
  public static String encodeText(String text, Delimiters delimiters) {
    return encode(text, delimiters, true);
  }

  private static String encode(String text, Delimiters delimiters, boolean lines) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    char escape = delimiters.escape();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char name = nameOf(c, delimiters);
      if (name != 0) {
        out.append(escape).append(name).append(escape);
      } else if (lines && (c == '\r' || c == '\n')) {
        if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        out.append(escape).append(".br").append(escape);
      } else if (c < ' ' && c != '\t') {
        out.append(escape).append(String.format("X%02X", (int) c)).append(escape);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static char nameOf(char c, Delimiters delimiters) {
    if (c == Delimiters.UNUSED) {
      return 0;
    }
    return c == delimiters.field()
        ? 'F'
        : c == delimiters.component()
            ? 'S'
            : c == delimiters.subcomponent()
                ? 'T'
                : c == delimiters.repetition()
                    ? 'R'
                    : c == delimiters.escape() ? 'E' : c == delimiters.truncation() ? 'P' : 0;
  }

  static Charset iso2022() {
    return Charset.forName(ISO_2022);
  }
}
