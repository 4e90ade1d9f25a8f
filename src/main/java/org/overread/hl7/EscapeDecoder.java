package org.overread.hl7;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Decodes the escape sequences of one value, in one pass from front to back. */
final class EscapeDecoder {
  /** More blank lines or spaces than this are no layout. */
  private static final int MOST_SPACING = 100;

  private static final String ESC = "\u001b";

  private final String raw;
  private final Delimiters delimiters;
  private final Charset charset;
  private final StringBuilder out;

  /** Bytes of adjacent \X..\ sequences: one character may be spread over several. */
  private final ByteArrayOutputStream hexadecimal = new ByteArrayOutputStream();

  /** ISO 2022 escape sequence in force, without ESC; empty for the message's own set. */
  private String designation = "";

  EscapeDecoder(String raw, Delimiters delimiters, Charset charset) {
    this.raw = raw;
    this.delimiters = delimiters;
    this.charset = charset;
    this.out = new StringBuilder(raw.length());
  }

  String decode() {
    char escape = delimiters.escape();
    int at = 0;
    while (at < raw.length()) {
      int start = raw.indexOf(escape, at);
      int end = start < 0 ? -1 : raw.indexOf(escape, start + 1);
      literal(raw.substring(at, end < 0 ? raw.length() : start));
      if (end < 0) {
        break;
      }
      if (sequence(raw.substring(start + 1, end))) {
        at = end + 1;
      } else {
        literal(String.valueOf(escape)); // the next one may begin a sequence that is known
        at = start + 1;
      }
    }
    flush();
    return out.toString();
  }

  private boolean sequence(String name) {
    if (name.isEmpty()) {
      return false;
    }
    char first = name.charAt(0);
    if (first == 'X') {
      return hexadecimal(name.substring(1));
    }
    if (first == '.') {
      return formatting(name.substring(1));
    }
    if (first == 'C' || first == 'M') {
      return designate(name.substring(1));
    }
    return name.length() == 1 && single(first);
  }

  private boolean single(char name) {
    char meant =
        switch (name) {
          case 'F' -> delimiters.field();
          case 'S' -> delimiters.component();
          case 'T' -> delimiters.subcomponent();
          case 'R' -> delimiters.repetition();
          case 'E' -> delimiters.escape();
          case 'P' -> delimiters.truncation();
          default -> Delimiters.UNUSED;
        };
    boolean highlighting = name == 'H' || name == 'N';
    if (meant == Delimiters.UNUSED && !highlighting) {
      return false;
    }
    flush();
    if (!highlighting) {
      out.append(meant);
    }
    return true;
  }

  /** 2.7.6: pairs of digits, the bytes of text in the message's set. */
  private boolean hexadecimal(String digits) {
    if (digits.isEmpty() || digits.length() % 2 != 0) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (!HexFormat.isHexDigit(digits.charAt(i))) {
        return false;
      }
    }
    hexadecimal.writeBytes(HexFormat.of().parseHex(digits));
    return true;
  }

  /** 2.7.7, formatted text. Indents and fill modes are not shown, but keep words apart. */
  private boolean formatting(String command) {
    if (command.length() < 2) {
      return false;
    }
    Optional<Integer> number = number(command.substring(2).strip());
    if (number.isEmpty()) {
      return false;
    }
    String effect =
        switch (command.substring(0, 2)) {
          case "br", "ce" -> "\n";
          case "sp" -> "\n".repeat(Math.max(1, number.get()));
          case "sk" -> " ".repeat(number.get());
          case "in", "ti", "fi", "nf" -> endsWord() ? " " : "";
          default -> ESC;
        };
    if (effect.equals(ESC)) {
      return false;
    }
    flush();
    out.append(effect);
    return true;
  }

  /** 0 when there is none; empty when it is no number. The sign of an indent is of no interest. */
  private static Optional<Integer> number(String digits) {
    String plain = digits.startsWith("+") || digits.startsWith("-") ? digits.substring(1) : digits;
    if (plain.length() > 4 || !plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(plain.isEmpty() ? 0 : Math.min(MOST_SPACING, Integer.parseInt(plain)));
  }

  private boolean endsWord() {
    return hexadecimal.size() > 0
        || out.length() > 0 && !Character.isWhitespace(out.charAt(out.length() - 1));
  }

  /** 2.7.2, \Cxxyy\ and \Mxxyyzz\: the bytes of an ISO 2022 escape sequence without its ESC. */
  private boolean designate(String digits) {
    if (digits.length() != 4 && digits.length() != 6) {
      return false;
    }
    try {
      byte[] bytes = HexFormat.of().parseHex(digits);
      flush();
      designation = new String(bytes, StandardCharsets.ISO_8859_1).replace("\0", "");
      return true;
    } catch (IllegalArgumentException notHexadecimal) {
      return false;
    }
  }

  private void literal(String text) {
    if (text.isEmpty()) {
      return;
    }
    flush();
    if (designation.isEmpty()) {
      out.append(text);
      return;
    }
    byte[] bytes = (ESC + designation + text).getBytes(StandardCharsets.ISO_8859_1);
    out.append(Charsets.strictly(Escapes.iso2022(), bytes, 0, bytes.length).orElse(text));
  }

  /** CR and CR LF written as bytes are line breaks like any other. */
  private void flush() {
    if (hexadecimal.size() == 0) {
      return;
    }
    byte[] bytes = hexadecimal.toByteArray();
    hexadecimal.reset();
    out.append(
        Charsets.decode(bytes, 0, bytes.length, charset, Charsets.USUAL_FALLBACK)
            .text()
            .replace("\r\n", "\n")
            .replace('\r', '\n'));
  }
}
