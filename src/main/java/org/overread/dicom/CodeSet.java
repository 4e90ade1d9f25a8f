package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The coded character sets of PS3.3 tables C.12-2 to C.12-4 that ISO/IEC 2022 switches between:
 * their number in the ISO registry, the escape sequences (without ESC) that make them G0 or G1, and
 * Java's name for them.
 */
enum CodeSet {
  IR_6(6, "US-ASCII", "(B", "", 1),
  IR_100(100, "ISO-8859-1", "", "-A", 1),
  IR_101(101, "ISO-8859-2", "", "-B", 1),
  IR_109(109, "ISO-8859-3", "", "-C", 1),
  IR_110(110, "ISO-8859-4", "", "-D", 1),
  IR_144(144, "ISO-8859-5", "", "-L", 1),
  IR_127(127, "ISO-8859-6", "", "-G", 1),
  IR_126(126, "ISO-8859-7", "", "-F", 1),
  IR_138(138, "ISO-8859-8", "", "-H", 1),
  IR_148(148, "ISO-8859-9", "", "-M", 1),
  IR_203(203, "ISO-8859-15", "", "-b", 1),
  /** JIS X 0201: ISO-IR 14 is its G0, ISO-IR 13 its G1. */
  IR_13(13, "JIS_X0201", "(J", ")I", 1),
  IR_166(166, "TIS-620", "", "-T", 1),
  IR_87(87, "x-JIS0208", "$B", "", 2),
  IR_159(159, "JIS_X0212-1990", "$(D", "", 2),
  IR_149(149, "EUC-KR", "", "$)C", 2),
  IR_58(58, "GB2312", "", "$)A", 2);

  private final int number;
  private final Charset charset;
  private final String g0Escape;
  private final String g1Escape;
  private final int width;

  CodeSet(int number, String charset, String g0Escape, String g1Escape, int width) {
    this.number = number;
    this.charset = Charset.forName(charset);
    this.g0Escape = g0Escape;
    this.g1Escape = g1Escape;
    this.width = width;
  }

  static Optional<CodeSet> numbered(int number) {
    for (CodeSet set : values()) {
      if (set.number == number) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  Charset charset() {
    return charset;
  }

  /** Empty when the set cannot be G0. */
  String g0Escape() {
    return g0Escape;
  }

  /** Empty when the set cannot be G1. */
  String g1Escape() {
    return g1Escape;
  }

  /** Bytes per character. */
  int width() {
    return width;
  }

  /** The character of these bytes; empty when the set has none there. */
  Optional<String> decode(byte[] bytes, int at, int length) {
    return strictly(charset, ByteBuffer.wrap(bytes, at, length));
  }

  /** The text of all bytes; empty when one of them means nothing in the character set. */
  static Optional<String> strictly(Charset charset, ByteBuffer bytes) {
    try {
      return Optional.of(charset.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
