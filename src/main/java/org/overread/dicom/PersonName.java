package org.overread.dicom;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A value of VR PN (PS3.5 6.2.1): up to three component groups.
 *
 * @param alphabetic characters of one byte
 * @param ideographic as written where names are
 * @param phonetic as spoken
 */
public record PersonName(Group alphabetic, Group ideographic, Group phonetic) {
  private static final int GROUPS = 3;
  private static final int COMPONENTS = 5;
  private static final Pattern ACCENTS =
      Pattern.compile("[\\u0300-\\u036F]+"); // not the marks of kana or jamo
  private static final Pattern AROUND_DELIMITERS = Pattern.compile(" *([\\^=]) *");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u3000]+");

  /** Five components in their order; the empty string where there is none. */
  public record Group(String family, String given, String middle, String prefix, String suffix) {
    static Group parse(String text) {
      String[] parts = text.split("\\^", COMPONENTS); // what is over stays in the last one
      List<String> components = new ArrayList<>();
      for (int i = 0; i < COMPONENTS; i++) {
        components.add(i < parts.length ? parts[i].strip() : "");
      }
      return new Group(
          components.get(0),
          components.get(1),
          components.get(2),
          components.get(3),
          components.get(4));
    }

    public boolean isEmpty() {
      return family.isEmpty()
          && given.isEmpty()
          && middle.isEmpty()
          && prefix.isEmpty()
          && suffix.isEmpty();
    }
  }

  /**
   * Splits a name. Every text is a name: "DOE JOHN" is a family name; delimiters over the number
   * stay in the last part.
   */
  public static PersonName parse(String text) {
    String[] groups = text.split("=", GROUPS);
    return new PersonName(
        Group.parse(groups[0]),
        Group.parse(groups.length > 1 ? groups[1] : ""),
        Group.parse(groups.length > 2 ? groups[2] : ""));
  }

  /**
   * The form in which names are compared: upper case, without accents, in NFC, one space where
   * there are several, none around delimiters, no trailing delimiters. Wildcards stay. Folding
   * twice changes nothing.
   */
  public static String foldForMatching(String name) {
    String decomposed = Normalizer.normalize(name.toUpperCase(Locale.ROOT), Normalizer.Form.NFD);
    String plain = withoutStrokes(ACCENTS.matcher(decomposed).replaceAll(""));
    String spaced = SPACES.matcher(plain).replaceAll(" ").strip();
    String tight = AROUND_DELIMITERS.matcher(spaced).replaceAll("$1");
    return Normalizer.normalize(withoutTrailingDelimiters(tight), Normalizer.Form.NFC);
  }

  /**
   * One pass from the end: a regular expression needs quadratic time for a name of many delimiters.
   */
  private static String withoutTrailingDelimiters(String text) {
    StringBuilder reversed = new StringBuilder(text.length());
    for (int i = text.length() - 1; i >= 0; i--) {
      char c = text.charAt(i);
      boolean last = reversed.length() == 0;
      boolean endsGroup = last || reversed.charAt(reversed.length() - 1) == '=';
      if (!(c == '^' && endsGroup || c == '=' && last)) {
        reversed.append(c);
      }
    }
    return reversed.reverse().toString();
  }

  /** Letters of Latin names whose stroke or ligature Unicode does not decompose. */
  private static String withoutStrokes(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\u00C6' -> result.append("AE");
        case '\u00D8' -> result.append('O');
        case '\u0110', '\u00D0' -> result.append('D');
        case '\u0141' -> result.append('L');
        case '\u0152' -> result.append("OE");
        default -> result.append(c);
      }
    }
    return result.toString();
  }
}
