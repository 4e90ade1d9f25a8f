package org.overread.dicom;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Text with code extension (PS3.5 6.1.2.5): escape sequences make a set G0 (bytes below 80) or G1
 * (bytes from 80 on). The initial state comes back behind every backslash of a multi-valued VR, "^"
 * and "=" of a PN, and CR, LF, FF and TAB. A backslash that is half of a two-byte character
 * separates nothing. One object decodes one value field.
 */
final class Iso2022Decoder {
  private static final byte ESC = 0x1B;
  private static final int FIRST_G1 = 0x80;
  private static final int FIRST_GRAPHIC = 0x21;
  private static final char REPLACEMENT = '\uFFFD';

  private final CodeSet initialG0;
  private final CodeSet initialG1;
  private final VR vr;
  private final byte[] bytes;
  private final List<String> values = new ArrayList<>();
  private final StringBuilder value = new StringBuilder();
  private CodeSet g0;
  private CodeSet g1;
  private int at;
  private boolean valid = true;

  /**
   * @param initial value 1 of Specific Character Set
   */
  Iso2022Decoder(CodeSet initial, VR vr, byte[] bytes) {
    initialG0 = initial == CodeSet.IR_13 ? CodeSet.IR_13 : CodeSet.IR_6;
    initialG1 = initial;
    this.vr = vr;
    this.bytes = bytes;
    reset();
  }

  List<String> decode() {
    while (at < bytes.length) {
      int b = bytes[at] & 0xFF;
      if (b == ESC) {
        escape();
      } else if (b >= FIRST_G1) {
        character(g1);
      } else if (b >= FIRST_GRAPHIC && g0.width() == 2) {
        character(g0);
      } else {
        single((char) b);
      }
    }
    values.add(value.toString());
    return values;
  }

  /** False when some bytes meant nothing and became U+FFFD. */
  boolean isValid() {
    return valid;
  }

  private void reset() {
    g0 = initialG0;
    g1 = initialG1;
  }

  private void escape() {
    for (CodeSet set : CodeSet.values()) {
      if (follows(set.g0Escape())) {
        g0 = set;
        at += 1 + set.g0Escape().length();
        return;
      }
      if (follows(set.g1Escape())) {
        g1 = set;
        at += 1 + set.g1Escape().length();
        return;
      }
    }
    invalid();
  }

  private boolean follows(String escape) {
    if (escape.isEmpty() || at + escape.length() >= bytes.length) {
      return false;
    }
    return new String(bytes, at + 1, escape.length(), StandardCharsets.ISO_8859_1).equals(escape);
  }

  /**
   * Decodes the bytes of one half as far as they go; where that fails, the first character alone.
   */
  private void character(CodeSet set) {
    boolean upper = (bytes[at] & 0xFF) >= FIRST_G1;
    boolean designated = upper ? !set.g1Escape().isEmpty() : !set.g0Escape().isEmpty();
    int run = run(upper) / set.width() * set.width();
    if (!designated || run == 0) {
      invalid();
      return;
    }
    Optional<String> decoded = set.decode(bytes, at, run);
    if (decoded.isEmpty()) {
      run = set.width();
      decoded = set.decode(bytes, at, run);
    }
    if (decoded.isEmpty()) {
      invalid();
      return;
    }
    value.append(decoded.get());
    at += run;
  }

  private int run(boolean upper) {
    int end = at;
    while (end < bytes.length
        && (bytes[end] & 0xFF) >= FIRST_GRAPHIC
        && (bytes[end] & 0xFF) >= FIRST_G1 == upper) {
      end++;
    }
    return end - at;
  }

  private void invalid() {
    valid = false;
    value.append(REPLACEMENT);
    at++;
  }

  private void single(char c) {
    at++;
    if (c == '\\' && vr.multiValued()) {
      values.add(value.toString());
      value.setLength(0);
      reset();
      return;
    }
    value.append(g0 == CodeSet.IR_13 ? romaji(c) : c);
    boolean nameDelimiter = vr == VR.PN && (c == '^' || c == '=');
    if (nameDelimiter || c == '\r' || c == '\n' || c == '\f' || c == '\t') {
      reset();
    }
  }

  /** ISO-IR 14 differs from ASCII in two places. */
  private static char romaji(char c) {
    return c == '\\' ? '\u00A5' : c == '~' ? '\u203E' : c;
  }
}
