package org.overread.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Looks through a rule folder without taking it into use: what {@code rules check} tells. */
public final class RuleCheck {
  private RuleCheck() {}

  /**
   * All mistakes of all files, each with file, line, column and what was probably meant: what is
   * not YAML, keys and names that are not known, conditions that do not compile, ask for values a
   * field never has or for concepts the vocabulary never finds, can never be true, or are covered
   * by an earlier rule.
   *
   * @param concepts names of the vocabulary's concepts
   * @param groups names of the vocabulary's groups
   * @return in the order of files and places; empty when {@link RuleSet#load} takes the folder
   */
  public static List<RuleIssue> check(Path folder, Set<String> concepts, Set<String> groups) {
    try {
      RuleSet.load(folder, concepts, groups);
      return List.of();
    } catch (RuleFileException e) {
      return e.issues();
    }
  }
}
