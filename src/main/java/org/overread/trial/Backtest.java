package org.overread.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.overread.rules.Answer;
import org.overread.rules.RuleResult;

/**
 * What a rule set would have done with many cases. Memory does not grow with their number.
 *
 * @param cases judged
 * @param flagged those a rule of mode auto or approve would have sent
 * @param perDay flagged cases by date of the report; cases without date are not in it
 * @param perSubspecialty flagged cases by who would have read them
 * @param overlap cases by the criteria that were met together, e.g. "complex_unusual +
 *     serious_diagnosis", whatever the mode of the rules
 * @param rules by name, in file order
 */
public record Backtest(
    long cases,
    long flagged,
    Map<LocalDate, Long> perDay,
    Map<String, Long> perSubspecialty,
    Map<String, Long> overlap,
    Map<String, RuleCount> rules) {

  /** Examples kept of each rule. */
  private static final int EXAMPLES = 3;

  /** How often a rule gave each answer, and the first cases it said YES to. */
  public record RuleCount(
      String criterion, String mode, long yes, long no, long notKnown, List<Example> examples) {}

  /** A case that a rule said YES to, with the words it rests on. */
  public record Example(String caseId, List<String> evidence) {}

  /**
   * A case that two rule sets judge differently.
   *
   * @param before criteria met by the rules of the other folder
   * @param after criteria met by the rules under test
   */
  public record Difference(
      String caseId,
      boolean flaggedBefore,
      boolean flaggedAfter,
      List<String> before,
      List<String> after,
      List<String> evidence) {}

  /** Judges all cases. */
  public static Backtest run(
      Stream<ReportCase> cases, Function<ReportCase, Judgement> judge, Runnable progress) {
    Counter counter = new Counter();
    Batches.run(
        cases,
        reportCase -> new Judged(reportCase, judge.apply(reportCase), Optional.empty()),
        judged -> {
          counter.add(judged);
          progress.run();
        });
    return counter.result();
  }

  /** Judges all cases twice; differences are handed on as they are found, in order. */
  public static Backtest compare(
      Stream<ReportCase> cases,
      Function<ReportCase, Judgement> judge,
      Function<ReportCase, Judgement> against,
      Consumer<Difference> differences,
      Runnable progress) {
    Counter counter = new Counter();
    Batches.run(
        cases,
        reportCase ->
            new Judged(reportCase, judge.apply(reportCase), Optional.of(against.apply(reportCase))),
        judged -> {
          counter.add(judged);
          judged.difference().ifPresent(differences);
          progress.run();
        });
    return counter.result();
  }

  private record Judged(ReportCase reportCase, Judgement now, Optional<Judgement> before) {
    Optional<Difference> difference() {
      Judgement other = before.orElseThrow();
      if (other.decision().flagged() == now.decision().flagged()
          && other.criteria().keySet().equals(now.criteria().keySet())) {
        return Optional.empty();
      }
      List<String> evidence = new ArrayList<>();
      now.criteria().forEach((criterion, words) -> add(evidence, criterion, words, other));
      other.criteria().forEach((criterion, words) -> add(evidence, criterion, words, now));
      return Optional.of(
          new Difference(
              reportCase.id(),
              other.decision().flagged(),
              now.decision().flagged(),
              List.copyOf(new TreeSet<>(other.criteria().keySet())),
              List.copyOf(new TreeSet<>(now.criteria().keySet())),
              evidence));
    }

    private static void add(
        List<String> evidence, String criterion, List<String> words, Judgement unless) {
      if (!unless.criteria().containsKey(criterion)) {
        evidence.addAll(words);
      }
    }
  }

  /** Used by one thread. */
  private static final class Counter {
    private final Map<LocalDate, Long> perDay = new TreeMap<>();
    private final Map<String, Long> perSubspecialty = new TreeMap<>();
    private final Map<String, Long> overlap = new TreeMap<>();
    private final Map<String, RuleCount> rules = new LinkedHashMap<>();
    private long cases;
    private long flagged;

    void add(Judged judged) {
      cases++;
      Judgement now = judged.now();
      if (now.decision().flagged()) {
        flagged++;
        judged.reportCase().date().ifPresent(day -> perDay.merge(day, 1L, Long::sum));
        perSubspecialty.merge(now.subspecialty(), 1L, Long::sum);
      }
      if (!now.criteria().isEmpty()) {
        overlap.merge(String.join(" + ", new TreeSet<>(now.criteria().keySet())), 1L, Long::sum);
      }
      now.decision().results().forEach(result -> count(judged.reportCase().id(), result));
    }

    private void count(String caseId, RuleResult result) {
      RuleCount old =
          rules.getOrDefault(
              result.rule(),
              new RuleCount(
                  result.criterion(), result.mode().name(), 0, 0, 0, new ArrayList<>(EXAMPLES)));
      if (result.answer() == Answer.YES && old.examples().size() < EXAMPLES) {
        old.examples()
            .add(
                new Example(
                    caseId, result.evidence().stream().map(evidence -> evidence.value()).toList()));
      }
      rules.put(
          result.rule(),
          new RuleCount(
              old.criterion(),
              old.mode(),
              old.yes() + (result.answer() == Answer.YES ? 1 : 0),
              old.no() + (result.answer() == Answer.NO ? 1 : 0),
              old.notKnown() + (result.answer() == Answer.NOT_KNOWN ? 1 : 0),
              old.examples()));
    }

    Backtest result() {
      return new Backtest(cases, flagged, perDay, perSubspecialty, overlap, rules);
    }
  }
}
