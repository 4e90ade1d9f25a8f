package org.overread.hl7;

import java.nio.charset.Charset;

/**
 * One repetition of a field.
 *
 * @param raw as received, escapes not decoded
 */
public record Repetition(String raw, Delimiters delimiters, Charset charset) {

  /** First subcomponent of the component, unescaped; counted from 1, "" where there is none. */
  public String component(int component) {
    return component(component, 1);
  }

  /** Unescaped; both counted from 1, "" where there is none. */
  public String component(int component, int subcomponent) {
    String whole = Field.part(raw, delimiters.component(), component);
    return Escapes.decode(
        Field.part(whole, delimiters.subcomponent(), subcomponent), delimiters, charset);
  }

  /** The repetition as text, unescaped and not split. */
  public String text() {
    return Escapes.decode(raw, delimiters, charset);
  }

  /** No value at all shows: an identifier. */
  @Override
  public String toString() {
    return "Repetition[" + raw.length() + " characters]";
  }
}
