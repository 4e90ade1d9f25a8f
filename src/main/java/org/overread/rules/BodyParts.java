package org.overread.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The table of body parts: which term of ours a value of Body Part Examined (PS3.16 Annex L), a
 * SNOMED code or words of a description stand for. Read from body-parts.tsv once.
 */
public final class BodyParts {
  /** The table of this product. */
  public static final BodyParts TABLE = read();

  private final Set<String> terms = new LinkedHashSet<>();
  private final Map<String, String> byDefinedTerm = new HashMap<>();
  private final Map<String, String> byCode = new HashMap<>();
  private final List<Phrase> phrases = new ArrayList<>();

  private record Phrase(List<String> words, String term) {}

  private BodyParts() {}

  /** All terms, e.g. knee, cervical spine. */
  public Set<String> terms() {
    return Set.copyOf(terms);
  }

  /**
   * Parts of a study of which only texts are known here, by the first kind of text that names one.
   * Codes of procedure and region, which come first in a header, are not among them.
   *
   * @param examined values of Body Part Examined (0018,0015) of its series
   * @param descriptions Study Description, Protocol Names and Series Descriptions, in the order in
   *     which they are asked
   */
  public Set<String> ofTexts(List<String> examined, List<List<String>> descriptions) {
    Set<String> parts = new LinkedHashSet<>();
    examined.forEach(value -> parts.addAll(ofTerm(value)));
    for (List<String> texts : descriptions) {
      if (parts.isEmpty()) {
        texts.forEach(text -> parts.addAll(ofWords(text)));
      }
    }
    return parts;
  }

  /** For a value of Body Part Examined: a defined term, or free words as many scanners write. */
  Set<String> ofTerm(String value) {
    String term = byDefinedTerm.get(squeezed(value));
    return term != null ? Set.of(term) : ofWords(value);
  }

  /** For a code value of SNOMED CT or its older form, SRT. */
  Set<String> ofCode(String code) {
    String term = byCode.get(code);
    return term == null ? Set.of() : Set.of(term);
  }

  /**
   * Parts named in a text: at each place the longest phrase counts, so "cervical spine" is not also
   * "spine".
   */
  Set<String> ofWords(String text) {
    Words words = new Words(text);
    Set<String> found = new LinkedHashSet<>();
    for (int i = 0; i < words.size(); ) {
      int step = 1;
      for (Phrase phrase : phrases) {
        if (words.at(i, phrase.words)) {
          found.add(phrase.term);
          step = phrase.words.size();
          break;
        }
      }
      i += step;
    }
    return found;
  }

  private static String squeezed(String value) {
    return value.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static BodyParts read() {
    BodyParts table = new BodyParts();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                BodyParts.class.getResourceAsStream("body-parts.tsv"), StandardCharsets.UTF_8))) {
      in.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(table::addLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    table.phrases.sort(Comparator.<Phrase>comparingInt(phrase -> phrase.words.size()).reversed());
    return table;
  }

  /** Columns: term, defined terms, codes, phrases; the last three are lists with commas. */
  private void addLine(String line) {
    String[] columns = line.split("\t", -1);
    String term = columns[0].strip();
    terms.add(term);
    split(columns[1]).forEach(value -> byDefinedTerm.put(squeezed(value), term));
    split(columns[2]).forEach(code -> byCode.put(code, term));
    split(columns[3]).forEach(phrase -> phrases.add(new Phrase(Words.of(phrase), term)));
    phrases.add(new Phrase(Words.of(term), term));
  }

  private static List<String> split(String column) {
    return List.of(column.split(",")).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .toList();
  }
}
