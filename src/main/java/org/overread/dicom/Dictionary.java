package org.overread.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The data dictionary (PS3.6 tables 6-1, 7-1, 8-1; PS3.7 E.1-1), read from elements.tsv when first asked. Repeating groups
 * such as (60xx,3000) are found by mask. Safe for use by several threads.
 */
public final class Dictionary {
  private static final int PRIVATE_CREATOR_FIRST = 0x0010; // PS3.5 7.8.1
  private static final int PRIVATE_CREATOR_LAST = 0x00FF;
  private static final int NOT_FOUND = -1;

  private Dictionary() {}

  /** The table as arrays in ascending unsigned order of tag: the implicit reader looks up every element. */
  private static final class Table {
    static final int[] KEYS; // tag with the sign bit turned, so that signed order is the order of tags
    static final String[][] ROWS;
    static final VR[] VRS;
    static final int[] MASKS;
    static final int[] PATTERNS;
    static final String[][] PATTERN_ROWS;

    static {
      String[][] all = rows("elements.tsv");
      ROWS = Arrays.stream(all).filter(row -> row[0].indexOf('x') < 0).toArray(String[][]::new);
      Arrays.sort(ROWS, (a, b) -> Integer.compareUnsigned(tag(a[0]), tag(b[0])));
      KEYS = Arrays.stream(ROWS).mapToInt(row -> tag(row[0]) ^ Integer.MIN_VALUE).toArray();
      VRS = Arrays.stream(ROWS).map(row -> plainVr(row[1])).toArray(VR[]::new);
      PATTERN_ROWS = Arrays.stream(all).filter(row -> row[0].indexOf('x') >= 0).toArray(String[][]::new);
      MASKS = Arrays.stream(PATTERN_ROWS).mapToInt(row -> mask(row[0])).toArray();
      PATTERNS = Arrays.stream(PATTERN_ROWS).mapToInt(row -> tag(row[0].replace('x', '0'))).toArray();
    }

    private static int tag(String hex) {
      return Integer.parseUnsignedInt(hex, 16);
    }

    private static int mask(String pattern) {
      int mask = 0;
      for (int i = 0; i < pattern.length(); i++) {
        mask = mask << 4 | (pattern.charAt(i) == 'x' ? 0 : 0xF);
      }
      return mask;
    }
  }

  /** Only those who ask for a keyword pay for the map. */
  private static final class Keywords {
    static final Map<String, Integer> TAGS = new HashMap<>();

    static {
      for (int i = 0; i < Table.ROWS.length; i++) {
        TAGS.putIfAbsent(Table.ROWS[i][3], Table.KEYS[i] ^ Integer.MIN_VALUE);
      }
      TAGS.remove("");
    }
  }

  /** Rows of a table of the standard beside this class, without its heading. */
  static String[][] rows(String resource) {
    try (InputStream in = Dictionary.class.getResourceAsStream(resource)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(Dictionary::columns).toArray(String[][]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** The VR of a row; of several, the one that {@link #vrOf(int, boolean)} takes for unsigned pixels. */
  private static VR plainVr(String column) {
    return switch (column) {
      case "US/SS" -> VR.US;
      case "US/OW", "US/SS/OW", "OB/OW" -> VR.OW;
      default -> column.length() == 2 ? VR.valueOf(column) : VR.UN;
    };
  }

  /** The VR in an implicit data set with unsigned pixels; UN for what is private or not in the dictionary. */
  public static VR vrOf(int tag) {
    return vrOf(tag, false);
  }

  /**
   * The VR that Implicit VR Little Endian means (PS3.5 A.1): where the dictionary has "US or SS", Pixel Representation
   * (0028,0103) of the data set decides; where it has OW among others, it is OW.
   *
   * @param signedPixels Pixel Representation is 1
   */
  public static VR vrOf(int tag, boolean signedPixels) {
    int element = tag & 0xFFFF;
    if (isPrivate(tag)) {
      return element >= PRIVATE_CREATOR_FIRST && element <= PRIVATE_CREATOR_LAST ? VR.LO : element == 0 ? VR.UL : VR.UN;
    }
    int at = Arrays.binarySearch(Table.KEYS, tag ^ Integer.MIN_VALUE);
    if (at >= 0) {
      VR vr = Table.VRS[at];
      return vr == VR.US && signedPixels && Table.ROWS[at][1].length() > 2 ? VR.SS : vr;
    }
    int pattern = pattern(tag);
    if (pattern != NOT_FOUND) {
      return plainVr(Table.PATTERN_ROWS[pattern][1]);
    }
    return element == 0 ? VR.UL : VR.UN; // PS3.5 7.2: group length
  }

  /** True for an odd group (PS3.5 7.8). */
  public static boolean isPrivate(int tag) {
    return (tag & 0x10000) != 0;
  }

  /** True when PS3.6 or PS3.7 lists the tag. */
  public static boolean contains(int tag) {
    return row(tag).isPresent();
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
      return Optional.of(Table.ROWS[at]);
    }
    int pattern = pattern(tag);
    return pattern == NOT_FOUND ? Optional.empty() : Optional.of(Table.PATTERN_ROWS[pattern]);
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
