package org.overread.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes text with code extension (PS3.5 6.1.2.5). Before every delimiter and at the end G0 is as
 * it was at the beginning; behind a delimiter a set is called again (6.1.2.5.3). One object encodes
 * one value field.
 */
final class Iso2022Encoder {
  private static final byte ESC = 0x1B;
  private static final String DELIMITERS =
      "\\^=\r\n\f\t"; // resets that do not apply to a VR only cost bytes

  private final List<CodeSet> sets;
  private final CodeSet initialG0;
  private final CodeSet initialG1;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private CodeSet g0;
  private CodeSet g1;

  /**
   * @param sets the values of Specific Character Set in their order
   */
  Iso2022Encoder(List<CodeSet> sets) {
    this.sets = sets;
    initialG0 = sets.get(0) == CodeSet.IR_13 ? CodeSet.IR_13 : CodeSet.IR_6;
    initialG1 = sets.get(0);
    g0 = initialG0;
    g1 = initialG1;
  }

  /** The bytes, or empty when a character is in none of the sets. */
  Optional<byte[]> encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80
          && !(c == '~' && initialG0 == CodeSet.IR_13)) { // ISO-IR 14 has an overline there
        ascii(c);
      } else if (!extended(c)) {
        return Optional.empty();
      }
    }
    returnToInitialG0();
    return Optional.of(out.toByteArray());
  }

  private void ascii(char c) {
    returnToInitialG0();
    out.write(c);
    if (DELIMITERS.indexOf(c) >= 0) {
      g1 = initialG1;
    }
  }

  private void returnToInitialG0() {
    if (g0 != initialG0) {
      escape(initialG0.g0Escape());
      g0 = initialG0;
    }
  }

  private boolean extended(char c) {
    for (CodeSet set : sets) {
      byte[] character = String.valueOf(c).getBytes(set.charset());
      boolean graphic = character.length == set.width() && (set.width() == 2 || character[0] < 0);
      if (graphic
          && set.decode(character, 0, character.length).equals(Optional.of(String.valueOf(c)))) {
        put(set, character);
        return true;
      }
    }
    return false;
  }

  private void put(CodeSet set, byte[] character) {
    boolean upper = character[0] < 0;
    if (upper && g1 != set) {
      escape(set.g1Escape());
      g1 = set;
    } else if (!upper && g0 != set) {
      escape(set.g0Escape());
      g0 = set;
    }
    out.writeBytes(character);
  }

  private void escape(String sequence) {
    out.write(ESC);
    out.writeBytes(sequence.getBytes(StandardCharsets.US_ASCII));
  }
}
