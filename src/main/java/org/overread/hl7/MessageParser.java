package org.overread.hl7;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads one message. Lines are cut as bytes (CR is part of no character in any set of table 0211),
 * then each is decoded, then split: in GB 18030, Big5 and ISO 2022 a delimiter's byte may be half a
 * character.
 */
final class MessageParser {
  private static final int CR = '\r';
  private static final int LF = '\n';
  private static final int NAME = 3;
  private static final int CHARSET_FIELD = 18; // MSH-18
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** A line of the message. */
  private record Line(int from, int to, boolean afterCr) {}

  private final byte[] message;
  private final Charset fallback;
  private final List<Segment> segments = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Delimiters delimiters = Delimiters.USUAL;
  private Charset charset;
  private int at;
  private boolean sawCr;

  MessageParser(byte[] message, Charset fallback) {
    this.message = message;
    this.fallback = fallback;
    this.charset = fallback;
  }

  /** Reads no further than the first segment. */
  Header header() throws Hl7Exception {
    skipMark();
    Line line = nextLine().orElseThrow(() -> new Hl7Exception("no segment", 0, message.length));
    String ascii = new String(message, line.from, line.to - line.from, StandardCharsets.ISO_8859_1);
    if (!ascii.startsWith("MSH")) {
      throw new Hl7Exception("does not begin with MSH", 0, line.from);
    }
    delimiters = Delimiters.of(ascii);
    checkFields(ascii, 0, line.from);
    charset = charset(new Segment(ascii, 0, false, delimiters, fallback));
    Charsets.Text text = decode(line);
    return new Header(
        new Segment(text.text(), 0, text.guessed(), delimiters, charset), delimiters, charset);
  }

  Hl7Message parse() throws Hl7Exception {
    Header header = header();
    segments.add(header.segment());
    Optional<Line> line = nextLine();
    while (line.isPresent() && !beginsSegment(line.get())) {
      note("a line after MSH that is no segment, left out");
      line = nextLine();
    }
    while (line.isPresent()) {
      Line first = line.get();
      if (segments.size() >= Limits.SEGMENTS) {
        throw new Hl7Exception("more than " + Limits.SEGMENTS + " segments", segments.size(), at);
      }
      if (isHeader(first)) {
        // two patients' messages must not become one
        throw new Hl7Exception("a second MSH", segments.size(), first.from);
      }
      Charsets.Text decoded = decode(first);
      StringBuilder text = new StringBuilder(decoded.text());
      boolean guessed = decoded.guessed();
      line = nextLine();
      while (line.isPresent() && !beginsSegment(line.get())) {
        Charsets.Text more = decode(line.get());
        text.append('\n').append(more.text());
        guessed |= more.guessed();
        note("line break inside segment " + segments.size());
        line = nextLine();
      }
      checkFields(text, segments.size(), first.from);
      segments.add(new Segment(text.toString(), segments.size(), guessed, delimiters, charset));
    }
    if (segments.stream().anyMatch(Segment::isGuessed)) {
      notes.add("bytes that are not of the character set declared");
    }
    return new Hl7Message(header, segments, notes);
  }

  private void skipMark() throws Hl7Exception {
    if (message.length >= 2 && (message[0] == (byte) 0xFE || message[0] == (byte) 0xFF)
        || message.length >= 2 && (message[0] == 0 || message[1] == 0)) {
      throw new Hl7Exception("UTF-16, which cannot be framed", 0, 0);
    }
    boolean marked = message.length >= UTF_8_MARK.length;
    for (int i = 0; marked && i < UTF_8_MARK.length; i++) {
      marked = message[i] == UTF_8_MARK[i];
    }
    if (marked) {
      at = UTF_8_MARK.length;
      note("byte order mark before MSH");
    }
  }

  /** The next line that is not blank. */
  private Optional<Line> nextLine() {
    boolean afterCr = false;
    while (at < message.length && (message[at] == CR || message[at] == LF)) {
      afterCr |= message[at] == CR;
      at++;
    }
    sawCr |= afterCr;
    int from = at;
    while (at < message.length && message[at] != CR && message[at] != LF) {
      at++;
    }
    return at > from ? Optional.of(new Line(from, at, afterCr)) : Optional.empty();
  }

  /**
   * Text that was sent with line breaks of its own belongs to the segment before it. A bare name,
   * as "MRI" on a line of a report, is only taken for a segment where segments end in this message.
   */
  private boolean beginsSegment(Line line) {
    int length = line.to - line.from;
    if (length < NAME || !isCapital(message[line.from])) {
      return false;
    }
    for (int i = 1; i < NAME; i++) {
      byte b = message[line.from + i];
      if (!isCapital(b) && (b < '0' || b > '9')) {
        return false;
      }
    }
    return length == NAME
        ? line.afterCr || !sawCr
        : message[line.from + NAME] == (byte) delimiters.field();
  }

  private boolean isHeader(Line line) {
    return message[line.from] == 'M'
        && message[line.from + 1] == 'S'
        && message[line.from + 2] == 'H';
  }

  private static boolean isCapital(byte b) {
    return b >= 'A' && b <= 'Z';
  }

  private Charset charset(Segment header) {
    List<Repetition> names = header.get(CHARSET_FIELD).repetitions();
    String name = names.isEmpty() ? "" : names.get(0).text().strip();
    if (name.isEmpty()) {
      return fallback;
    }
    Optional<Charset> named = Charsets.named(name);
    if (named.isEmpty()) {
      note("MSH-18 names a character set that is not known");
    }
    return named.orElse(fallback);
  }

  private Charsets.Text decode(Line line) {
    return Charsets.decode(message, line.from, line.to, charset, fallback);
  }

  private void checkFields(CharSequence text, int segment, int offset) throws Hl7Exception {
    if (text.chars().filter(c -> c == delimiters.field()).count() > Limits.FIELDS) {
      throw new Hl7Exception("more than " + Limits.FIELDS + " fields", segment, offset);
    }
  }

  private void note(String note) {
    if (!notes.contains(note) && notes.size() < 20) {
      notes.add(note);
    }
  }
}
