package org.overread.context;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.overread.report.CaseKeys.Identifier;

/**
 * A list of patients who opted out, as text: a patient ID, or ID^issuer, on each line; empty lines
 * and lines that begin with # say nothing.
 *
 * @param patients of the good lines; without issuer where the line has none
 * @param mistakes each with its line, without the line's text: it is patient data
 */
record OptOuts(Set<Identifier> patients, List<String> mistakes) {
  static final OptOuts NONE = new OptOuts(Set.of(), List.of());

  /** Longest ID that the index keeps of a study, and longest issuer. */
  private static final int LONGEST = 255;

  OptOuts {
    patients = Set.copyOf(patients);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * @param bytes UTF-8
   */
  static OptOuts parse(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new OptOuts(Set.of(), List.of("it is not UTF-8"));
    }
    Set<Identifier> patients = new LinkedHashSet<>();
    List<String> mistakes = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("\\^", -1);
        if (isGood(parts)) {
          patients.add(new Identifier(parts[0].strip(), parts.length > 1 ? parts[1].strip() : ""));
        } else {
          mistakes.add("line " + (i + 1) + " is not a patient ID or ID^issuer");
        }
      }
    }
    return new OptOuts(patients, mistakes);
  }

  private static boolean isGood(String[] parts) {
    if (parts.length > 2) {
      return false;
    }
    for (String part : parts) {
      if (part.isBlank()
          || part.length() > LONGEST
          || part.chars().anyMatch(Character::isISOControl)) {
        return false;
      }
    }
    return true;
  }

  /** Those of both lists. */
  OptOuts and(OptOuts other) {
    Set<Identifier> all = new LinkedHashSet<>(patients);
    all.addAll(other.patients);
    return new OptOuts(all, mistakes);
  }

  /** Patient data: never printed by accident. */
  @Override
  public String toString() {
    return "OptOuts[" + patients.size() + " patients]";
  }
}
