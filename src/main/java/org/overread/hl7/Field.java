package org.overread.hl7;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * One field of a segment. It is split and unescaped when asked, because only the reader knows
 * whether it holds components or plain text.
 *
 * @param raw as received, escapes not decoded
 */
public record Field(String raw, Delimiters delimiters, Charset charset) {
  private static final String NULL = "\"\"";

  /** Nothing was given: what is known stays (HL-22). */
  public boolean isAbsent() {
    return raw.isEmpty();
  }

  /** Two quotes: what is known is to be deleted (HL-22). */
  public boolean isNull() {
    return raw.equals(NULL);
  }

  /** At least one, unless the field is absent. */
  public List<Repetition> repetitions() {
    List<Repetition> repetitions = new ArrayList<>();
    if (!raw.isEmpty()) {
      for (String repetition : split(raw, delimiters.repetition())) {
        repetitions.add(new Repetition(repetition, delimiters, charset));
      }
    }
    return repetitions;
  }

  /**
   * The whole field as text: unescaped, a line for each repetition, components not split. This is
   * how TX, FT and ST are read, whose authors do not escape {@code &} and {@code ^} (HL-28).
   */
  public String text() {
    List<String> lines = new ArrayList<>();
    for (Repetition repetition : repetitions()) {
      lines.add(repetition.text());
    }
    return String.join("\n", lines);
  }

  /** The whole field unescaped and not split at all: for identifiers that are compared whole. */
  public String unsplit() {
    return Escapes.decode(raw, delimiters, charset);
  }

  /** First subcomponent of the first component of the first repetition, unescaped. */
  public String value() {
    return component(1);
  }

  /** Of the first repetition; counted from 1, "" where there is none. */
  public String component(int component) {
    return component(component, 1);
  }

  /** Of the first repetition; both counted from 1, "" where there is none. */
  public String component(int component, int subcomponent) {
    String first = part(raw, delimiters.repetition(), 1);
    return new Repetition(first, delimiters, charset).component(component, subcomponent);
  }

  static List<String> split(String text, char delimiter) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      parts.add(text.substring(from, at));
      from = at + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** The n-th part, from 1, without making the others. */
  static String part(String text, char delimiter, int n) {
    int from = 0;
    for (int i = 1; i < n; i++) {
      int at = text.indexOf(delimiter, from);
      if (at < 0) {
        return "";
      }
      from = at + 1;
    }
    int end = text.indexOf(delimiter, from);
    return text.substring(from, end < 0 ? text.length() : end);
  }

  /** No value shows: it may be patient data. */
  @Override
  public String toString() {
    return "Field[" + raw.length() + " characters]";
  }
}
