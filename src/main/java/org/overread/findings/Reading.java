package org.overread.findings;

import java.util.List;

/**
 * What a text says.
 *
 * @param mentions in the order of the text; empty when {@code tooLong}
 * @param tooLong true when the text has more than {@link TextReader#LONGEST} characters: it was not
 *     read at all, and a person has to
 */
public record Reading(List<Mention> mentions, boolean tooLong) {
  public Reading {
    mentions = List.copyOf(mentions);
  }

  /** Report text is patient data: never printed by accident. */
  @Override
  public String toString() {
    return "Reading[" + mentions.size() + " mentions" + (tooLong ? ", too long]" : "]");
  }
}
