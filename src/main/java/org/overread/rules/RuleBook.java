package org.overread.rules;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.findings.Concept;
import org.overread.findings.Reading;
import org.overread.findings.TextReader;
import org.overread.findings.Vocabulary;
import org.overread.findings.VocabularyException;
import org.overread.report.ReportPart;
import org.overread.report.ReportReader;
import org.overread.report.ReportStatus;
import org.overread.report.ReportText;

/**
 * Rules and the vocabulary they speak of, loaded together: what a node decides by. Immutable; used
 * by any number of threads. To change it, load another and use that from then on; a folder with a
 * mistake gives none.
 */
public final class RuleBook {
  private final RuleSet rules;
  private final Vocabulary vocabulary;
  private final TextReader reader;
  private final String version;

  private RuleBook(RuleSet rules, Vocabulary vocabulary, TextReader reader, String version) {
    this.rules = rules;
    this.vocabulary = vocabulary;
    this.reader = reader;
    this.version = version;
  }

  /**
   * Reads both folders and checks the rules against the vocabulary.
   *
   * @throws RuleFileException with all mistakes of the vocabulary, else with all of the rules
   */
  public static RuleBook load(Path ruleFolder, Path vocabularyFolder) throws RuleFileException {
    Vocabulary vocabulary = vocabulary(vocabularyFolder);
    Set<String> concepts =
        vocabulary.concepts().stream().map(Concept::name).collect(Collectors.toSet());
    Set<String> groups =
        vocabulary.concepts().stream()
            .map(Concept::group)
            .filter(group -> !group.isEmpty())
            .collect(Collectors.toSet());
    RuleSet rules = RuleSet.load(ruleFolder, concepts, groups);
    String both = rules.version() + vocabulary.version();
    return new RuleBook(
        rules,
        vocabulary,
        new TextReader(vocabulary),
        Fingerprint.sha256(both.getBytes(StandardCharsets.US_ASCII)));
  }

  /**
   * Reads the vocabulary alone.
   *
   * @throws RuleFileException with all its mistakes, in the form of those of rules
   */
  public static Vocabulary vocabulary(Path folder) throws RuleFileException {
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

  /** SHA-256 over rules and vocabulary, hexadecimal: what a decision names. */
  public String version() {
    return version;
  }

  public RuleSet rules() {
    return rules;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Every rule speaks, those of mode off included: for scores, which are of rules, not modes. */
  public RuleBook withEveryRule() {
    return new RuleBook(rules.withEveryRule(), vocabulary, reader, version);
  }

  /**
   * Reads the text of a case into the facts.
   *
   * @param order the order's words; empty without
   * @param report what was reported; empty without
   * @param status of the report; empty when none has arrived
   * @return what was read, for those who show it
   * @throws IllegalArgumentException when the text is longer than {@link TextReader#LONGEST}: a
   *     person has to read it
   */
  public CaseText read(
      CaseFacts.Builder facts,
      String order,
      List<ReportPart> report,
      Optional<ReportStatus> status) {
    ReportText text = new ReportReader().orderAndReport(order, report);
    Reading reading = reader.read(text);
    if (reading.tooLong()) {
      throw new IllegalArgumentException(
          "the text has more than " + TextReader.LONGEST + " characters; a person has to read it");
    }
    status.ifPresentOrElse(
        known -> facts.report(text, reading.mentions(), known),
        () -> facts.order(text, reading.mentions()));
    return new CaseText(text, reading.mentions(), status);
  }

  /** Decides; the decision names the version of rules and vocabulary together. */
  public Decision decide(CaseFacts facts) {
    Decision decision = rules.evaluate(facts);
    return new Decision(
        decision.flagged(), decision.level(), version, decision.inputsSha256(), decision.results());
  }
}
