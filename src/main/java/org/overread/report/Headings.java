package org.overread.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The headings that are known, and what the text below them is: {@code headings.txt} beside this
 * class. Immutable.
 */
final class Headings {
  /** What a heading says, beyond the section's kind. */
  enum Role {
    /** Everything up to the next heading. */
    SECTION,
    /** Only its own line. */
    LINE,
    /** History in a clinic note: a later EXAM is the physical examination. */
    NOTE,
    /** Names the examination. */
    EXAM
  }

  /** A heading's meaning. */
  record Meaning(SectionKind kind, Role role) {}

  private static final Headings KNOWN = read();
  private static final int MAX_WORDS = 8;
  private static final Pattern BETWEEN = Pattern.compile("/|&|,|\\+|\\band\\b");

  private final Map<String, Meaning> meanings;
  private final Map<String, Boolean> modifiers;

  private Headings(Map<String, Meaning> meanings, Map<String, Boolean> modifiers) {
    this.meanings = meanings;
    this.modifiers = modifiers;
  }

  /** The headings that come with the program. */
  static Headings known() {
    return KNOWN;
  }

  /** The meaning of exactly this heading. */
  Optional<Meaning> exact(String heading) {
    return Optional.ofNullable(meanings.get(normal(heading)));
  }

  /**
   * The meaning of a heading that stands before a colon or alone on its line: also with modifiers
   * ("Additional findings"), or several in one ("Findings and impression").
   */
  Optional<Meaning> loose(String heading) {
    String words = normal(heading);
    Meaning exact = meanings.get(words);
    if (exact != null) {
      return Optional.of(exact);
    }
    List<String> all = Arrays.asList(words.split(" "));
    if (words.isEmpty() || all.size() > MAX_WORDS) {
      return Optional.empty();
    }
    return combined(heading).or(() -> modified(all, isCapitals(heading)));
  }

  /** "FINDINGS/IMPRESSION": known parts only; an impression among them wins. */
  private Optional<Meaning> combined(String heading) {
    String[] parts = BETWEEN.split(heading.toLowerCase(Locale.ROOT));
    if (parts.length < 2) {
      return Optional.empty();
    }
    Optional<Meaning> found = Optional.empty();
    for (String part : parts) {
      Meaning meaning = meanings.get(normal(part));
      if (meaning == null) {
        return Optional.empty();
      }
      if (found.isEmpty() || meaning.kind() == SectionKind.IMPRESSION) {
        found = Optional.of(meaning);
      }
    }
    return found;
  }

  private Optional<Meaning> modified(List<String> words, boolean capitals) {
    for (int length = words.size() - 1; length > 0; length--) {
      int rest = words.size() - length;
      Meaning last = meanings.get(String.join(" ", words.subList(rest, words.size())));
      if (last != null && mayStandBeside(words.subList(0, rest), last, capitals)) {
        return Optional.of(last);
      }
      Meaning first = meanings.get(String.join(" ", words.subList(0, length)));
      if (first != null && mayStandBeside(words.subList(length, words.size()), first, capitals)) {
        return Optional.of(first);
      }
    }
    return Optional.empty();
  }

  private boolean mayStandBeside(List<String> words, Meaning meaning, boolean capitals) {
    boolean main =
        switch (meaning.kind()) {
          case FINDINGS, IMPRESSION, TECHNIQUE, RECOMMENDATION -> true;
          default -> false;
        };
    return main
        && meaning.role() == Role.SECTION
        && (capitals || words.stream().allMatch(modifiers::containsKey));
  }

  /** Two capitals at least, no small letter. */
  static boolean isCapitals(CharSequence text) {
    return text.chars().noneMatch(Character::isLowerCase)
        && text.chars().filter(Character::isUpperCase).limit(2).count() == 2;
  }

  /** Small letters and digits, one blank between words, nothing in parentheses. */
  static String normal(String heading) {
    StringBuilder words = new StringBuilder(heading.length());
    int depth = 0;
    for (int i = 0; i < heading.length(); i++) {
      char c = heading.charAt(i);
      depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
      if (depth > 0) {
        continue;
      }
      if (Character.isLetterOrDigit(c)) {
        words.append(Character.toLowerCase(c));
      } else if (words.length() > 0 && words.charAt(words.length() - 1) != ' ') {
        words.append(' ');
      }
    }
    return words.toString().strip();
  }

  private static Headings read() {
    Map<String, Meaning> meanings = new HashMap<>();
    Map<String, Boolean> modifiers = new HashMap<>();
    try (InputStream in = Headings.class.getResourceAsStream("headings.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String kind = line.substring(0, line.indexOf('=')).strip();
        for (String heading : line.substring(line.indexOf('=') + 1).split(",")) {
          if (kind.equals("modifier")) {
            modifiers.put(normal(heading), true);
          } else {
            meanings.put(normal(heading), meaning(kind));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Headings(Map.copyOf(meanings), Map.copyOf(modifiers));
  }

  private static Meaning meaning(String kind) {
    return switch (kind) {
      case "note" -> new Meaning(SectionKind.HISTORY, Role.NOTE);
      case "exam" -> new Meaning(SectionKind.TECHNIQUE, Role.EXAM);
      case "ignored-line" -> new Meaning(SectionKind.IGNORED, Role.LINE);
      default -> new Meaning(SectionKind.valueOf(kind.toUpperCase(Locale.ROOT)), Role.SECTION);
    };
  }
}
