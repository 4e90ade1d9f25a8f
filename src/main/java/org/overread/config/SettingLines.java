package org.overread.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds on which line each key stands, which Commons Configuration does not tell. Follows its
 * reading of logical lines: a line that ends in an odd number of backslashes goes on in the next
 * line that is neither blank nor a comment.
 */
final class SettingLines {

  /** A key where it is written. */
  record KeyLine(String key, int line) {}

  private SettingLines() {}

  static List<KeyLine> scan(String text) {
    List<KeyLine> result = new ArrayList<>();
    boolean continued = false;
    int number = 0;
    for (String physical : text.split("\\R", -1)) {
      number++;
      String line = physical.strip();
      if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == '!') {
        continue;
      }
      if (!continued) {
        result.add(new KeyLine(key(line), number));
      }
      continued = endsInOddBackslashes(line);
    }
    return result;
  }

  private static boolean endsInOddBackslashes(String line) {
    int count = 0;
    while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
      count++;
    }
    return count % 2 == 1;
  }

  /** Up to the first separator ('=', ':' or white space) that no backslash escapes. */
  private static String key(String line) {
    StringBuilder key = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && i + 1 < line.length()) {
        key.append(line.charAt(++i));
      } else if (c == '=' || c == ':' || Character.isWhitespace(c)) {
        break;
      } else {
        key.append(c);
      }
    }
    return key.toString();
  }
}
