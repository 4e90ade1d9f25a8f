package org.overread.report;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** HTML as plain text: blocks as lines, cells with bars between, entities as characters. */
final class Html {
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "li",
          "tr",
          "table",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "dl",
          "dt",
          "dd",
          "section",
          "article",
          "blockquote",
          "hr",
          "center",
          "body",
          "html",
          "pre",
          "caption",
          "thead",
          "tbody",
          "header",
          "footer");

  /** Elements whose content is no text. */
  private static final Set<String> NOT_TEXT =
      Set.of("script", "style", "head", "title", "object", "svg", "del", "template", "noscript");

  private static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("amp", "&"),
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("deg", "°"),
          Map.entry("plusmn", "±"),
          Map.entry("micro", "µ"),
          Map.entry("times", "×"),
          Map.entry("le", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("ndash", "-"),
          Map.entry("mdash", "-"),
          Map.entry("bull", "•"),
          Map.entry("middot", "·"),
          Map.entry("lsquo", "'"),
          Map.entry("rsquo", "'"),
          Map.entry("ldquo", "\""),
          Map.entry("rdquo", "\""),
          Map.entry("hellip", "..."),
          Map.entry("auml", "ä"),
          Map.entry("ouml", "ö"),
          Map.entry("uuml", "ü"),
          Map.entry("Auml", "Ä"),
          Map.entry("Ouml", "Ö"),
          Map.entry("Uuml", "Ü"),
          Map.entry("szlig", "ß"),
          Map.entry("eacute", "é"),
          Map.entry("egrave", "è"),
          Map.entry("agrave", "à"),
          Map.entry("ccedil", "ç"),
          Map.entry("ntilde", "ñ"),
          Map.entry("oacute", "ó"),
          Map.entry("aacute", "á"),
          Map.entry("iacute", "í"));
  private static final int MAX_ENTITY = 10; // characters

  private final String text;
  private final PlainLines lines = new PlainLines(RichText.MAX_TEXT);
  private int at;
  private int preformatted;

  private Html(String text) {
    this.text = text;
  }

  static DocumentText read(String text) {
    Html html = new Html(text);
    while (html.at < text.length()) {
      if (html.lines.isFull()) {
        return new DocumentText(
            html.lines + "\n[The rest of this text is left out: it is too long]", false);
      }
      html.next();
    }
    return new DocumentText(html.lines.toString().strip(), true);
  }

  private void next() {
    char c = text.charAt(at);
    if (c == '<' && isTag()) {
      tag();
    } else if (c == '&') {
      entity();
    } else {
      at++;
      character(c);
    }
  }

  private void character(char c) {
    if (preformatted > 0 && (c == '\n' || c == '\r')) {
      if (c == '\n' || at >= text.length() || text.charAt(at) != '\n') {
        lines.newLine();
      }
    } else if (Character.isWhitespace(c) || c == '\u00A0') {
      lines.space();
    } else {
      lines.add(c);
    }
  }

  /** "&lt; 5 mm" written with a bare less-than sign is text. */
  private boolean isTag() {
    if (at + 1 >= text.length()) {
      return false;
    }
    char c = text.charAt(at + 1);
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '/' || c == '!' || c == '?';
  }

  private void tag() {
    if (text.startsWith("<!--", at)) {
      skipBehind("-->");
      return;
    }
    boolean closing = text.charAt(at + 1) == '/';
    int start = at + (closing ? 2 : 1);
    int end = start;
    while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    String name = text.substring(start, end).toLowerCase(Locale.ROOT);
    skipBehind(">");
    boolean whole = text.charAt(at - 1) == '>' && text.charAt(Math.max(0, at - 2)) == '/';
    if (!closing && !whole && NOT_TEXT.contains(name)) {
      skipElement(name);
    } else if (name.equals("br")) {
      lines.newLine();
    } else if (BLOCKS.contains(name)) {
      lines.endLine();
      preformatted = name.equals("pre") ? (closing ? 0 : 1) : preformatted;
    } else if (closing && (name.equals("td") || name.equals("th"))) {
      lines.space();
      lines.add('|');
      lines.space();
    }
  }

  private void skipBehind(String stop) {
    int found = text.indexOf(stop, at);
    at = found < 0 ? text.length() : found + stop.length();
  }

  private void skipElement(String name) {
    String close = "</" + name;
    int from = at;
    while (from < text.length()) {
      int found = text.indexOf("</", from);
      if (found < 0) {
        break;
      }
      if (text.regionMatches(true, found, close, 0, close.length())) {
        at = found;
        skipBehind(">");
        return;
      }
      from = found + 2;
    }
    at = text.length();
  }

  private void entity() {
    int limit = Math.min(text.length(), at + MAX_ENTITY);
    int end = at;
    while (end < limit && text.charAt(end) != ';') {
      end++;
    }
    String name = end < limit ? text.substring(at + 1, end) : "";
    String character = name.startsWith("#") ? numbered(name) : ENTITIES.getOrDefault(name, "");
    if (character.isEmpty()) {
      lines.add('&');
      at++;
    } else {
      at = end + 1;
      character.chars().forEach(c -> character((char) c));
    }
  }

  private static String numbered(String name) {
    try {
      boolean hex = name.startsWith("#x") || name.startsWith("#X");
      int code =
          hex ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
      return Character.isValidCodePoint(code) && code >= ' ' ? Character.toString(code) : "\uFFFD";
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
