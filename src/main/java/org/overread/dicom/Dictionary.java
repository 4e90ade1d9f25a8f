package org.overread.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data dictionary (PS3.6 tables 6-1, 7-1, 8-1; PS3.7 E.1-1), read from elements.tsv when first
 * asked. Repeating groups such as (60xx,3000) are found by mask. Safe for use by several threads.
 */
public final class Dictionary {
  private static final int PRIVATE_CREATOR_FIRST = 0x0010; // PS3.5 7.8.1
  private static final int PRIVATE_CREATOR_LAST = 0x00FF;
  private static final int NOT_FOUND = -1;
  private static final int TAG_DIGITS = 8;

  private Dictionary() {}

  /**
   * The table as arrays in ascending unsigned order of tag, as the file has it: the implicit reader
   * looks up every element. Filled by a plain loop over the text, without lambdas and without an
   * object for each row: the first data set waits.
   */
  private static final class Table {
    static final String TEXT = text("elements.tsv");
    static final int[]
        KEYS; // tag with the sign bit turned, so that signed order is the order of tags
    static final VR[] VRS;
    static final int[] LINES; // offset in TEXT
    static final int[] PATTERNS;
    static final int[] MASKS;
    static final int[] PATTERN_LINES;

    static {
      int rows = TEXT.length() / (TAG_DIGITS + 1); // more than there can be
      int[] keys = new int[rows];
      int[] lines = new int[rows];
      VR[] vrs = new VR[rows];
      int[] patterns = new int[rows];
      int[] masks = new int[rows];
      int[] patternLines = new int[rows];
      int plain = 0;
      int repeating = 0;
      for (int at = TEXT.indexOf('\n') + 1;
          at > 0 && at < TEXT.length();
          at = TEXT.indexOf('\n', at) + 1) {
        int mask = mask(at);
        if (mask == -1) {
          keys[plain] = tag(at) ^ Integer.MIN_VALUE;
          vrs[plain] = plainVr(at + TAG_DIGITS + 1);
          lines[plain++] = at;
        } else {
          patterns[repeating] = tag(at);
          masks[repeating] = mask;
          patternLines[repeating++] = at;
        }
      }
      KEYS = Arrays.copyOf(keys, plain);
      VRS = Arrays.copyOf(vrs, plain);
      LINES = Arrays.copyOf(lines, plain);
      PATTERNS = Arrays.copyOf(patterns, repeating);
      MASKS = Arrays.copyOf(masks, repeating);
      PATTERN_LINES = Arrays.copyOf(patternLines, repeating);
    }

    /** The tag at an offset; a digit that repeats is 0. */
    private static int tag(int at) {
      int tag = 0;
      for (int i = at; i < at + TAG_DIGITS; i++) {
        tag = tag << 4 | Math.max(0, Character.digit(TEXT.charAt(i), 16));
      }
      return tag;
    }

    /** F for each digit that is fixed, 0 for an x. */
    private static int mask(int at) {
      int mask = 0;
      for (int i = at; i < at + TAG_DIGITS; i++) {
        mask = mask << 4 | (TEXT.charAt(i) == 'x' ? 0 : 0xF);
      }
      return mask;
    }

    static String[] row(int at) {
      int end = TEXT.indexOf('\n', at);
      return columns(TEXT.substring(at, end < 0 ? TEXT.length() : end));
    }

    /**
     * The VR at an offset; of several, the one that {@link #vrOf(int, boolean)} takes for unsigned
     * pixels.
     */
    static VR plainVr(int at) {
      int end = TEXT.indexOf('\t', at);
      boolean several = TEXT.charAt(at + 2) == '/';
      if (several && TEXT.startsWith("OW", end - 2)) {
        return VR.OW;
      }
      VR vr =
          several || end - at == 2 ? VR.ofCode(TEXT.charAt(at) << 8 | TEXT.charAt(at + 1)) : null;
      return vr == null ? VR.UN : vr;
    }

    /** True where the VR is US or SS. */
    static boolean isSignedOrUnsigned(int at) {
      return TEXT.startsWith("US/SS\t", at + TAG_DIGITS + 1);
    }
  }

  /** Only those who ask for a keyword pay for the map. */
  private static final class Keywords {
    static final Map<String, Integer> TAGS = new HashMap<>();

    static {
      for (int i = 0; i < Table.KEYS.length; i++) {
        TAGS.putIfAbsent(Table.row(Table.LINES[i])[3], Table.KEYS[i] ^ Integer.MIN_VALUE);
      }
      TAGS.remove("");
    }
  }

  private static String text(String resource) {
    try (InputStream in = Dictionary.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Rows of a table of the standard beside this class, without its heading. */
  static List<String[]> rows(String resource) {
    List<String[]> rows = new ArrayList<>();
    String text = text(resource);
    int at = text.indexOf('\n') + 1;
    while (at > 0 && at < text.length()) {
      int end = text.indexOf('\n', at);
      rows.add(columns(text.substring(at, end < 0 ? text.length() : end)));
      at = end + 1;
    }
    return rows;
  }

  private static String[] columns(String line) {
    String[] row = {"", "", "", "", "", ""};
    int from = 0;
    for (int i = 0; i < row.length && from <= line.length(); i++) {
      int tab = line.indexOf('\t', from);
      int to = tab < 0 ? line.length() : tab;
      row[i] = line.substring(from, to);
      from = to + 1;
    }
    return row;
  }

  /**
   * The VR in an implicit data set with unsigned pixels; UN for what is private or not in the
   * dictionary.
   */
  public static VR vrOf(int tag) {
    return vrOf(tag, false);
  }

  /**
   * The VR that Implicit VR Little Endian means (PS3.5 A.1): where the dictionary has "US or SS",
   * Pixel Representation (0028,0103) of the data set decides; where it has OW among others, it is
   * OW.
   *
   * @param signedPixels Pixel Representation is 1
   */
  public static VR vrOf(int tag, boolean signedPixels) {
    int element = tag & 0xFFFF;
    if (isPrivate(tag)) {
      return element >= PRIVATE_CREATOR_FIRST && element <= PRIVATE_CREATOR_LAST
          ? VR.LO
          : element == 0 ? VR.UL : VR.UN;
    }
    int at = Arrays.binarySearch(Table.KEYS, tag ^ Integer.MIN_VALUE);
    if (at >= 0) {
      VR vr = Table.VRS[at];
      return vr == VR.US && signedPixels && Table.isSignedOrUnsigned(Table.LINES[at]) ? VR.SS : vr;
    }
    int pattern = pattern(tag);
    if (pattern != NOT_FOUND) {
      return Table.plainVr(Table.PATTERN_LINES[pattern] + TAG_DIGITS + 1);
    }
    return element == 0 ? VR.UL : VR.UN; // PS3.5 7.2: group length
  }

  /** True for an odd group (PS3.5 7.8). */
  public static boolean isPrivate(int tag) {
    return (tag & 0x10000) != 0;
  }

  /** True when PS3.6 or PS3.7 lists the tag. */
  public static boolean contains(int tag) {
    return !isPrivate(tag)
        && (Arrays.binarySearch(Table.KEYS, tag ^ Integer.MIN_VALUE) >= 0
            || pattern(tag) != NOT_FOUND);
  }

  /** The keyword, e.g. "PatientName". */
  public static Optional<String> keywordOf(int tag) {
    return row(tag).map(row -> row[3]).filter(keyword -> !keyword.isEmpty());
  }

  /** The name, e.g. "Patient's Name". */
  public static Optional<String> nameOf(int tag) {
    return row(tag).map(row -> row[4]).filter(name -> !name.isEmpty());
  }

  /** The tag with a keyword; none for repeating groups, which have no single tag. */
  public static Optional<Integer> tagOf(String keyword) {
    return Optional.ofNullable(Keywords.TAGS.get(keyword));
  }

  private static Optional<String[]> row(int tag) {
    if (isPrivate(tag)) {
      return Optional.empty();
    }
    int at = Arrays.binarySearch(Table.KEYS, tag ^ Integer.MIN_VALUE);
    if (at >= 0) {
      return Optional.of(Table.row(Table.LINES[at]));
    }
    int pattern = pattern(tag);
    return pattern == NOT_FOUND
        ? Optional.empty()
        : Optional.of(Table.row(Table.PATTERN_LINES[pattern]));
  }

  private static int pattern(int tag) {
    for (int i = 0; i < Table.MASKS.length; i++) {
      if ((tag & Table.MASKS[i]) == Table.PATTERNS[i]) {
        return i;
      }
    }
    return NOT_FOUND;
  }
}
