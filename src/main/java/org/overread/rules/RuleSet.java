package org.overread.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rules of a folder, checked and compiled. Immutable; used by any number of threads. */
public final class RuleSet {
  private final List<Rule> rules;
  private final List<Protocol> protocols;
  private final Policy policy;
  private final Phrases secondOpinion;
  private final String version;

  RuleSet(
      List<Rule> rules,
      List<Protocol> protocols,
      Policy policy,
      Phrases secondOpinion,
      String version) {
    this.rules = List.copyOf(rules);
    this.protocols = List.copyOf(protocols);
    this.policy = policy;
    this.secondOpinion = secondOpinion;
    this.version = version;
  }

  /**
   * Reads all files *.yaml of a folder, in the order of their names. Their conditions can name no
   * concept of findings, as there is no vocabulary.
   *
   * @throws RuleFileException with all mistakes of all files; nothing is loaded then
   */
  public static RuleSet load(Path folder) throws RuleFileException {
    return load(folder, Set.of(), Set.of());
  }

  /**
   * Reads all files *.yaml of a folder, in the order of their names.
   *
   * @param concepts names of the vocabulary's concepts: a rule that asks for another is a mistake
   * @param groups names of the vocabulary's groups
   * @throws RuleFileException with all mistakes of all files; nothing is loaded then
   */
  public static RuleSet load(Path folder, Set<String> concepts, Set<String> groups)
      throws RuleFileException {
    return new RuleFolder(folder, new ConceptNames(concepts, groups)).read();
  }

  /** SHA-256 of the names and contents of the files, hexadecimal. */
  public String version() {
    return version;
  }

  /** Names of the rules, in file order, OFF ones included. */
  public List<String> names() {
    return rules.stream().map(Rule::name).toList();
  }

  /** The same rules, those that are OFF in SHADOW: they speak, and flag nothing. */
  RuleSet withEveryRule() {
    List<Rule> all =
        rules.stream()
            .map(rule -> rule.mode() == RuleMode.OFF ? rule.inMode(RuleMode.SHADOW) : rule)
            .toList();
    return new RuleSet(all, protocols, policy, secondOpinion, version);
  }

  public Policy policy() {
    return policy;
  }

  /**
   * Decides. Rules that are OFF give no result. Never fails: what cannot be known is said so in the
   * result.
   */
  public Decision evaluate(CaseFacts facts) {
    PreparedCase theCase =
        new PreparedCase(
            facts,
            ProtocolCheck.facts(protocols, facts),
            SecondOpinion.addTo(facts, secondOpinion),
            FindingIndex.of(facts.text(), false),
            FindingIndex.of(facts.text(), true));
    List<RuleResult> results = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.mode() != RuleMode.OFF) {
        results.add(rule.evaluate(theCase));
      }
    }
    return Verdict.of(results, theCase, policy, version);
  }
}
