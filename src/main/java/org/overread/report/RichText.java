package org.overread.report;

import java.util.Locale;
import java.util.Optional;

/**
 * RTF and HTML as plain text, for what HL7 senders put into OBX-5. Nothing is fetched, no style or
 * script is run; depth and length have limits, and what passes them is named in the text.
 */
public final class RichText {
  static final int MAX_DEPTH = 200; // RTF groups open at once
  static final int MAX_TEXT = 4 << 20; // characters of plain text
  private static final int LOOK = 256; // characters in which a document says what it is

  private RichText() {}

  /** Empty when the text is neither RTF nor HTML. */
  public static Optional<DocumentText> read(String text) {
    String start = text.substring(0, Math.min(text.length(), LOOK)).stripLeading();
    if (start.startsWith("\uFEFF")) {
      start = start.substring(1);
    }
    if (start.startsWith("{\\rtf")) {
      return Optional.of(Rtf.read(text));
    }
    return isHtml(start.toLowerCase(Locale.ROOT)) ? Optional.of(Html.read(text)) : Optional.empty();
  }

  /** A tag at the start; "&lt;5 mm" is plain text. */
  private static boolean isHtml(String start) {
    for (String tag :
        new String[] {
          "!doctype html",
          "html",
          "body",
          "p",
          "div",
          "br",
          "pre",
          "table",
          "span",
          "b",
          "font",
          "h1",
          "h2",
          "h3",
          "meta",
          "head",
          "ul",
          "ol"
        }) {
      int end = 1 + tag.length();
      if (start.startsWith("<" + tag)
          && end < start.length()
          && " >/\r\n\t".indexOf(start.charAt(end)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
