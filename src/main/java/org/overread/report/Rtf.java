package org.overread.report;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** Rich Text Format 1.9 as plain text: paragraphs, table cells and characters; nothing else. */
final class Rtf {
  /** Groups whose text is not the document's. */
  private static final Set<String> NOT_TEXT =
      Set.of(
          "fonttbl",
          "colortbl",
          "stylesheet",
          "info",
          "pict",
          "object",
          "objdata",
          "header",
          "headerl",
          "headerr",
          "headerf",
          "footer",
          "footerl",
          "footerr",
          "footerf",
          "generator",
          "listtable",
          "listoverridetable",
          "rsidtbl",
          "themedata",
          "colorschememapping",
          "datastore",
          "latentstyles",
          "filetbl",
          "revtbl",
          "fldinst",
          "bkmkstart",
          "bkmkend",
          "xe",
          "tc",
          "annotation",
          "atnid",
          "atnauthor",
          "template",
          "operator",
          "author",
          "title",
          "subject",
          "nonshppict");

  /**
   * @param destination its text is not the document's
   * @param invisible its text is marked as hidden or deleted
   * @param skip characters that follow a Unicode character for old readers (control word uc)
   */
  private record Group(boolean destination, boolean invisible, int skip) {
    boolean hidden() {
      return destination || invisible;
    }
  }

  private final String text;
  private final PlainLines lines = new PlainLines(RichText.MAX_TEXT);
  private final Deque<Group> groups = new ArrayDeque<>();
  private Group group = new Group(false, false, 1);
  private Charset charset = Charset.forName("windows-1252"); // \ansi without \ansicpg
  private int at;
  private int toSkip;

  private Rtf(String text) {
    this.text = text;
  }

  static DocumentText read(String text) {
    return new Rtf(text).read();
  }

  private DocumentText read() {
    boolean closed = false;
    while (at < text.length() && !closed) {
      char c = text.charAt(at++);
      switch (c) {
        case '{':
          if (groups.size() >= RichText.MAX_DEPTH) {
            return cut("too many groups");
          }
          groups.push(group);
          toSkip = 0;
          break;
        case '}':
          closed = groups.isEmpty();
          group = closed ? group : groups.pop();
          closed |= groups.isEmpty();
          toSkip = 0;
          break;
        case '\\':
          control();
          break;
        case '\r', '\n':
          break;
        default:
          show(c);
      }
      if (lines.isFull()) {
        return cut("too long");
      }
    }
    return closed ? new DocumentText(lines.toString(), true) : cut("not whole");
  }

  private DocumentText cut(String why) {
    return new DocumentText(
        lines + "\n[The rest of this text is left out: it is " + why + "]", false);
  }

  private void show(char c) {
    if (toSkip > 0) {
      toSkip--;
    } else if (!group.hidden()) {
      if (c == ' ') {
        lines.space();
      } else {
        lines.add(c);
      }
    }
  }

  private void control() {
    if (at >= text.length()) {
      return;
    }
    char c = text.charAt(at);
    if (isLetter(c)) {
      word();
      return;
    }
    at++;
    switch (c) {
      case '\'' -> hex();
      case '~' -> show(' ');
      case '_' -> show('-');
      case '*' -> hide(); // a destination that may be ignored
      case '\r', '\n' -> breakLine();
      case '-', '|', ':' -> {}
      default -> show(c);
    }
  }

  private void hex() {
    int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    int low = at + 1 < text.length() ? Character.digit(text.charAt(at + 1), 16) : -1;
    if (high < 0 || low < 0) {
      show('\uFFFD');
      return;
    }
    at += 2;
    String decoded =
        charset.decode(ByteBuffer.wrap(new byte[] {(byte) (high << 4 | low)})).toString();
    show(decoded.charAt(0));
  }

  private void word() {
    int start = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    int numberStart = at;
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length() && at - numberStart < 10 && isDigit(text.charAt(at))) {
      at++;
    }
    int number = number(text.substring(numberStart, at));
    boolean numbered = at > numberStart;
    if (at < text.length() && text.charAt(at) == ' ') {
      at++; // part of the control word
    }
    apply(word, numbered, number);
  }

  private void apply(String word, boolean numbered, int number) {
    switch (word) {
      case "par", "line", "sect", "page", "row" -> breakLine();
      case "cell" -> show("| ");
      case "tab" -> show(' ');
      case "u" -> unicode(number);
      case "uc" ->
          group =
              new Group(group.destination(), group.invisible(), Math.max(0, Math.min(number, 16)));
      case "bin" -> at = (int) Math.min(text.length(), (long) at + Math.max(0, number));
      case "ansicpg" -> charset = codePage(number);
      case "v", "deleted" -> group = invisible(!numbered || number != 0);
      case "plain" -> group = invisible(false);
      case "emdash", "endash" -> show('-');
      case "bullet" -> show('•');
      case "lquote", "rquote" -> show('\'');
      case "ldblquote", "rdblquote" -> show('"');
      default -> {
        if (NOT_TEXT.contains(word)) {
          hide();
        }
      }
    }
  }

  private void unicode(int number) {
    toSkip = 0;
    show((char) number); // negative above 32767
    toSkip = group.skip();
  }

  private void show(String words) {
    for (int i = 0; i < words.length(); i++) {
      show(words.charAt(i));
    }
  }

  private void breakLine() {
    if (!group.hidden()) {
      lines.newLine();
    }
  }

  private Group invisible(boolean value) {
    return new Group(group.destination(), value, group.skip());
  }

  private void hide() {
    group = new Group(true, group.invisible(), group.skip());
  }

  private static Charset codePage(int number) {
    String name = number == 65001 ? "UTF-8" : "windows-" + number;
    return Charset.isSupported(name) ? Charset.forName(name) : Charset.forName("windows-1252");
  }

  private static int number(String digits) {
    if (digits.isEmpty()) {
      return 0; // most control words; an exception for each would take seconds for a megabyte
    }
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return 0; // beyond what the format allows
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
