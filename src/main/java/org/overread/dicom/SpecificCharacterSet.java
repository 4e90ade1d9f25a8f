package org.overread.dicom;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Specific Character Set (0008,0005): bytes of text values to Unicode and back (PS3.5 6.1, PS3.3
 * C.12.1.1.2). Reading never fails: bytes that mean nothing in the declared set are read as UTF-8
 * if they are that, else in the fall-back set, and the text is marked as guessed. Writing never
 * substitutes a character.
 */
public final class SpecificCharacterSet {
  /** The defined term for UTF-8. */
  public static final String UTF_8_TERM = "ISO_IR 192";

  /** Where nothing is configured: the superset of Latin-1 that desktop systems wrote. */
  public static final Charset USUAL_FALLBACK = Charset.forName("windows-1252");

  /** The default repertoire, ISO IR 6. */
  public static final SpecificCharacterSet DEFAULT =
      new SpecificCharacterSet(List.of(CodeSet.IR_6), null, false, USUAL_FALLBACK);

  private static final Pattern ISO_TERM = Pattern.compile("ISO ?(?:2022 ?)?IR ?(\\d{1,3})");
  private static final int UTF_8_NUMBER = 192;
  private static final byte ESC = 0x1B;

  private final List<CodeSet> sets;
  private final Charset whole;
  private final boolean unknown;
  private final Charset fallback;

  /**
   * @param whole a set without code extension that takes the place of the code sets, or null
   */
  private SpecificCharacterSet(
      List<CodeSet> sets, Charset whole, boolean unknown, Charset fallback) {
    this.sets = List.copyOf(sets);
    this.whole = whole;
    this.unknown = unknown;
    this.fallback = fallback;
  }

  /**
   * Text that was read.
   *
   * @param values split at backslashes where the VR allows, without insignificant padding
   * @param guessed the bytes are not of the declared set, or none is declared and they are not
   *     ASCII
   */
  public record Text(List<String> values, boolean guessed) {}

  /**
   * The set named by the values of (0008,0005); none gives the default repertoire. Misspelt terms
   * are understood.
   */
  public static SpecificCharacterSet of(List<String> definedTerms) {
    return of(definedTerms, USUAL_FALLBACK);
  }

  /**
   * As {@link #of(List)}, with the set in which a peer is known to write what it does not declare.
   */
  public static SpecificCharacterSet of(List<String> definedTerms, Charset fallback) {
    List<CodeSet> sets = new ArrayList<>();
    boolean unknown = false;
    for (String term : definedTerms) {
      String plain = term.toUpperCase(Locale.ROOT).replaceAll("[-_\\s]+", " ").strip();
      Matcher iso = ISO_TERM.matcher(plain);
      int number = iso.matches() ? Integer.parseInt(iso.group(1)) : plain.isEmpty() ? 6 : -1;
      Optional<Charset> whole =
          number == UTF_8_NUMBER ? Optional.of(StandardCharsets.UTF_8) : chinese(plain);
      if (whole.isPresent() && sets.isEmpty()) {
        return new SpecificCharacterSet(List.of(CodeSet.IR_6), whole.get(), false, fallback);
      }
      Optional<CodeSet> set = CodeSet.numbered(number);
      set.ifPresent(sets::add);
      unknown |= set.isEmpty();
    }
    return new SpecificCharacterSet(
        sets.isEmpty() ? List.of(CodeSet.IR_6) : sets, null, unknown, fallback);
  }

  private static Optional<Charset> chinese(String term) {
    return term.equals("GB18030") || term.equals("GBK")
        ? Optional.of(Charset.forName(term))
        : Optional.empty();
  }

  /**
   * Values of a value field, split at backslashes where the VR allows, without insignificant
   * padding.
   */
  public List<String> decode(byte[] bytes, VR vr) {
    return read(bytes, vr).values();
  }

  /** As {@link #decode}, and whether the declared set was of use. */
  public Text read(byte[] bytes, VR vr) {
    if (isAscii(bytes) && (sets.get(0) != CodeSet.IR_13 || whole != null)) {
      return new Text(split(new String(bytes, StandardCharsets.US_ASCII), vr), false);
    }
    Optional<List<String>> declared = declared(bytes, vr);
    return declared.isPresent() && !unknown
        ? new Text(stripped(declared.get(), vr), false)
        : new Text(guess(bytes, vr), true);
  }

  /** The values in the declared set; empty when some bytes are not of it. */
  private Optional<List<String>> declared(byte[] bytes, VR vr) {
    if (whole != null) {
      return CodeSet.strictly(whole, ByteBuffer.wrap(bytes)).map(text -> split(text, vr));
    }
    Iso2022Decoder decoder = new Iso2022Decoder(sets.get(0), vr, bytes);
    List<String> values = decoder.decode();
    return decoder.isValid() && !hasControls(values) ? Optional.of(values) : Optional.empty();
  }

  /** C1 controls (80 to 9F) are in no set of DICOM; Java's ISO 8859 lets them pass. */
  private static boolean hasControls(List<String> values) {
    return values.stream().anyMatch(value -> value.chars().anyMatch(c -> c >= 0x80 && c < 0xA0));
  }

  private List<String> guess(byte[] bytes, VR vr) {
    Optional<String> utf8 = CodeSet.strictly(StandardCharsets.UTF_8, ByteBuffer.wrap(bytes));
    boolean escapes = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(ESC) >= 0;
    if (escapes) {
      return stripped(new Iso2022Decoder(sets.get(0), vr, bytes).decode(), vr);
    }
    return split(utf8.orElseGet(() -> new String(bytes, fallback)), vr);
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0 || b == ESC) {
        return false;
      }
    }
    return true;
  }

  private static List<String> split(String text, VR vr) {
    return stripped(
        vr.multiValued() && text.indexOf('\\') >= 0
            ? List.of(text.split("\\\\", -1))
            : List.of(text),
        vr);
  }

  private static List<String> stripped(List<String> values, VR vr) {
    List<String> result = new ArrayList<>(values.size());
    for (String value : values) {
      result.add(strip(value, vr != VR.ST && vr != VR.LT && vr != VR.UT));
    }
    return result;
  }

  /**
   * Spaces and NULs around a value are padding; before running text spaces are part of it (PS3.5
   * 6.2).
   */
  private static String strip(String value, boolean leading) {
    int from = 0;
    int to = value.length();
    while (to > 0 && isPadding(value.charAt(to - 1))) {
      to--;
    }
    while (leading && from < to && isPadding(value.charAt(from))) {
      from++;
    }
    return value.substring(from, to);
  }

  private static boolean isPadding(char c) {
    return c == ' ' || c == '\0';
  }

  /** True when every character can be written. */
  public boolean canEncode(String text) {
    return encoded(text).isPresent();
  }

  /**
   * Bytes of a text, unpadded.
   *
   * @throws IllegalArgumentException when a character is not in the set; {@link Attributes#set}
   *     then takes UTF-8
   */
  public byte[] encode(String text, VR vr) {
    return encoded(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "VR " + vr + ": a character is not in the character set"));
  }

  private Optional<byte[]> encoded(String text) {
    if (text.chars().allMatch(c -> c < 0x80) && sets.get(0) != CodeSet.IR_13) {
      return Optional.of(text.getBytes(StandardCharsets.US_ASCII));
    }
    if (whole == null) {
      return new Iso2022Encoder(sets).encode(text);
    }
    CharsetEncoder encoder = whole.newEncoder();
    return encoder.canEncode(text) ? Optional.of(text.getBytes(whole)) : Optional.empty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SpecificCharacterSet that
        && sets.equals(that.sets)
        && Objects.equals(whole, that.whole)
        && unknown == that.unknown
        && fallback.equals(that.fallback);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sets, whole);
  }
}
