package org.overread.hl7;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** One segment of a message. Immutable. */
public final class Segment {
  private final String name;
  private final int index;
  private final boolean guessed;
  private final List<String> fields; // at 0 the name
  private final Delimiters delimiters;
  private final Charset charset;

  Segment(String text, int index, boolean guessed, Delimiters delimiters, Charset charset) {
    this.index = index;
    this.guessed = guessed;
    this.delimiters = delimiters;
    this.charset = charset;
    this.fields = Field.split(text, delimiters.field());
    this.name = fields.get(0);
    if (isHeader(name)) {
      fields.add(1, String.valueOf(delimiters.field())); // MSH-1 is the delimiter itself
    }
  }

  /** Segments whose first field is the delimiter. */
  static boolean isHeader(String name) {
    return name.equals("MSH") || name.equals("BHS") || name.equals("FHS");
  }

  public String name() {
    return name;
  }

  /** Place in the message, from 0. */
  public int index() {
    return index;
  }

  /** Some bytes were not of the declared character set: the text is the likeliest reading. */
  public boolean isGuessed() {
    return guessed;
  }

  /** Highest number of a field that was sent. */
  public int fieldCount() {
    return fields.size() - 1;
  }

  /** The n-th field as the standard counts, from 1; absent where the segment is shorter. */
  public Field get(int n) {
    if (n < 1) {
      throw new IllegalArgumentException("fields count from 1: " + n);
    }
    boolean literal = n <= 2 && isHeader(name);
    return new Field(
        n < fields.size() ? fields.get(n) : "", literal ? Delimiters.NONE : delimiters, charset);
  }

  /** Short for {@code get(n).value()}. */
  public String value(int n) {
    return get(n).value();
  }

  /** Fields 1 to {@link #fieldCount()}. */
  public List<Field> fields() {
    List<Field> all = new ArrayList<>();
    for (int n = 1; n < fields.size(); n++) {
      all.add(get(n));
    }
    return all;
  }

  /** No value shows: it may be patient data. */
  @Override
  public String toString() {
    return name + "[" + fieldCount() + " fields]";
  }
}
