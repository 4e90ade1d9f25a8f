package org.overread.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules of a folder, checked and compiled. Immutable; used by any number of threads. */
public final class RuleSet {
  /** Two criteria together are more than a matter of learning: they raise level 4 to this. */
  private static final int LEVEL_OF_TWO_CRITERIA = 3;

  private static final int LEVEL_OF_LEARNING = 4;

  private final List<Rule> rules;
  private final List<Protocol> protocols;
  private final String version;

  RuleSet(List<Rule> rules, List<Protocol> protocols, String version) {
    this.rules = List.copyOf(rules);
    this.protocols = List.copyOf(protocols);
    this.version = version;
  }

  /**
   * Reads all files *.yaml of a folder, in the order of their names.
   *
   * @throws RuleFileException with all mistakes of all files; nothing is loaded then
   */
  public static RuleSet load(Path folder) throws RuleFileException {
    return new RuleFolder(folder).read();
  }

  /** SHA-256 of the names and contents of the files, hexadecimal. */
  public String version() {
    return version;
  }

  /** Names of the rules, in file order, OFF ones included. */
  public List<String> names() {
    return rules.stream().map(Rule::name).toList();
  }

  /**
   * Decides. Rules that are OFF give no result. Never fails: what cannot be known is said so in the
   * result.
   */
  public Decision evaluate(CaseFacts facts) {
    FactSet protocol = ProtocolCheck.facts(protocols, facts);
    List<RuleResult> results = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.mode() != RuleMode.OFF) {
        results.add(rule.evaluate(facts, protocol));
      }
    }
    List<RuleResult> flags =
        results.stream()
            .filter(r -> r.mode() == RuleMode.AUTO && r.answer() == Answer.YES)
            .toList();
    return new Decision(
        !flags.isEmpty(), level(flags), version, facts.sha256(), List.copyOf(results));
  }

  private static int level(List<RuleResult> flags) {
    int level = flags.stream().mapToInt(RuleResult::level).min().orElse(0);
    long criteria = flags.stream().map(RuleResult::criterion).distinct().count();
    return level == LEVEL_OF_LEARNING && criteria > 1 ? LEVEL_OF_TWO_CRITERIA : level;
  }
}
