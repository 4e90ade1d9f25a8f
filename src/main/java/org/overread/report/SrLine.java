package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A line of a report in the making: one content item with what belongs to it. Modifiers come after
 * the item in the data set, and change how it reads: a finding that is "absent" must not stand
 * there as if it were found (QR-83).
 */
final class SrLine {
  /** Modifiers of modifiers: deeper ones go beside their parent. */
  private static final int DEEPEST = 4;

  private static final Set<String> ABSENT =
      Set.of("272519000 SCT", "373067005 SCT", "260413007 SCT"); // absent, no, none

  private final String label;
  private final String value;
  private final SrLine parent;
  private final int depth;
  private final List<SrLine> modifiers = new ArrayList<>();
  private final List<SrLine> properties = new ArrayList<>();
  private String before = "";
  private String after = "";

  private SrLine(String label, String value, SrLine parent) {
    this.label = label;
    this.value = value;
    this.parent = parent;
    this.depth = parent == null ? 0 : parent.depth + 1;
  }

  /**
   * @param label empty for a value that needs none
   * @param value empty for a title
   */
  static SrLine of(String label, String value) {
    return new SrLine(label, value, null);
  }

  boolean isTop() {
    return depth == 0;
  }

  /** Adds a modifier, which may have modifiers of its own. */
  SrLine modify(String name, String text) {
    return attach(true, name, text);
  }

  /** Adds a property. */
  SrLine describe(String name, String text) {
    return attach(false, name, text);
  }

  private SrLine attach(boolean modifier, String name, String text) {
    SrLine host = depth < DEEPEST ? this : parent;
    SrLine line = new SrLine(name, text, host);
    (modifier ? host.modifiers : host.properties).add(line);
    return line;
  }

  /** True when the code takes the item back; it then reads so. */
  boolean negate(SrCode code) {
    String words = code.meaning();
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.startsWith("no ") || lower.equals("without")) {
      before = words + " ";
    } else if (ABSENT.contains(code.key()) || lower.equals("absent")) {
      after = ": " + words;
    } else {
      return false;
    }
    return true;
  }

  boolean isEmpty() {
    return value.isEmpty() && label.isEmpty();
  }

  /** The line as a title: without the colon behind it. */
  String title() {
    return before + label + after + inParentheses();
  }

  @Override
  public String toString() {
    if (value.isEmpty()) {
      return label.isEmpty() ? inParentheses() : title() + ":";
    }
    StringBuilder text = new StringBuilder(label.isEmpty() ? "" : label + ": ");
    text.append(before).append(value).append(after).append(inParentheses());
    properties.forEach(property -> text.append("; ").append(property));
    return text.toString();
  }

  private String inParentheses() {
    List<String> all = modifiers.stream().map(SrLine::toString).toList();
    return all.isEmpty() ? "" : " (" + String.join("; ", all) + ")";
  }
}
