package org.overread.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.findings.Concept;
import org.overread.findings.Vocabulary;
import org.overread.findings.VocabularyException;

/**
 * What a case is decided by: the vocabulary its text is read with and the rules that ask for the
 * vocabulary's concepts. They belong together and are taken into use together; one decision uses
 * one such value from its beginning to its end. Immutable; used by any number of threads.
 */
public record RulesAndVocabulary(RuleSet rules, Vocabulary vocabulary) {

  /**
   * Reads both folders and checks the rules against the vocabulary.
   *
   * @throws RuleFileException with all mistakes of the vocabulary, else with all of the rules
   */
  public static RulesAndVocabulary load(Path rules, Path vocabulary) throws RuleFileException {
    Vocabulary words = vocabulary(vocabulary);
    Set<String> concepts = words.concepts().stream().map(Concept::name).collect(Collectors.toSet());
    Set<String> groups =
        words.concepts().stream()
            .map(Concept::group)
            .filter(group -> !group.isEmpty())
            .collect(Collectors.toSet());
    return new RulesAndVocabulary(RuleSet.load(rules, concepts, groups), words);
  }

  /** SHA-256 of the versions of both, hexadecimal. */
  public String version() {
    return Fingerprint.sha256(
        (rules.version() + vocabulary.version()).getBytes(StandardCharsets.US_ASCII));
  }

  private static Vocabulary vocabulary(Path folder) throws RuleFileException {
    try {
      return Vocabulary.load(folder);
    } catch (VocabularyException e) {
      List<RuleIssue> issues =
          e.issues().stream()
              .map(
                  issue ->
                      new RuleIssue(
                          folder.resolve(issue.file()).toString(),
                          issue.line(),
                          issue.column(),
                          issue.message(),
                          issue.sourceLine()))
              .toList();
      throw new RuleFileException(issues);
    }
  }
}
