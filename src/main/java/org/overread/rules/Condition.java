package org.overread.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.rules.FactField.Subject;

/** A compiled condition. Immutable; used by any number of threads. */
final class Condition {
  private final Program program;
  private final Map<String, List<String>> lists;
  private final List<FindingQuery> queries;
  private final Shape shape;
  private final SameCondition asked;

  Condition(
      Program program,
      Map<String, List<String>> lists,
      List<FindingQuery> queries,
      Shape shape,
      SameCondition asked) {
    this.program = program;
    this.lists = lists;
    this.queries = queries;
    this.shape = shape;
    this.asked = asked;
  }

  /** Every case that meets the other condition meets this one. */
  boolean covers(Condition other) {
    return asked.covers(other.asked);
  }

  /** What a condition said. */
  record Result(Answer answer, List<Evidence> evidence, List<String> missing) {}

  /**
   * Evaluates. NOT_KNOWN when a value that decides is absent: {@code true || absent} is true and
   * {@code false && absent} is false, whatever the order. NOT_KNOWN too when the condition uses up
   * its budget: what could not be computed is never taken for "no".
   */
  Result evaluate(PreparedCase theCase, RuleScope scope) {
    CaseFacts facts = theCase.facts();
    ReadLog log = new ReadLog(facts.series().size());
    FindingLog findings =
        new FindingLog(theCase.findings(scope.unsigned()), queries, scope.weights(), log);
    Optional<Answer> known = shape.known(findings::found);
    if (known.isPresent()) {
      return findings.known(known.get());
    }
    CelVariableResolver variables = name -> variable(name, theCase, log, findings);
    try {
      Answer answer = answer(program.eval(variables));
      return new Result(answer, evidence(findings, log, answer), List.of());
    } catch (CelEvaluationException e) {
      List<String> missing =
          log.missing().isEmpty()
              ? List.of("the condition could not be computed: " + e.getErrorCode())
              : log.missing();
      return new Result(Answer.NOT_KNOWN, evidence(findings, log, Answer.NOT_KNOWN), missing);
    }
  }

  private static List<Evidence> evidence(FindingLog findings, ReadLog log, Answer answer) {
    List<Evidence> evidence = new ArrayList<>(findings.evidence(answer));
    evidence.addAll(log.evidence());
    return evidence;
  }

  private Optional<Object> variable(
      String name, PreparedCase theCase, ReadLog log, FindingLog findings) {
    Optional<Subject> subject = Subject.of(name);
    if (subject.isEmpty()) {
      return Optional.ofNullable(lists.get(name));
    }
    if (subject.get() == Subject.FINDING) {
      return Optional.of(findings);
    }
    if (subject.get() != Subject.SERIES) {
      return Optional.of(log.view(subject.get(), theCase.of(subject.get()), 0));
    }
    List<FactSet> all = theCase.facts().series();
    List<Object> series = new ArrayList<>(all.size());
    for (int i = 0; i < all.size(); i++) {
      series.add(log.view(Subject.SERIES, all.get(i), i));
    }
    return Optional.of(series);
  }

  /**
   * What the condition says when no variable is known: a definite answer does not depend on the
   * study at all.
   */
  Answer evaluateKnowingNothing() {
    try {
      return answer(program.eval(name -> Optional.ofNullable(lists.get(name))));
    } catch (CelEvaluationException e) {
      return Answer.NOT_KNOWN;
    }
  }

  /** Without variables the language answers with a set of unknowns instead of a truth value. */
  private static Answer answer(Object value) {
    return Boolean.TRUE.equals(value)
        ? Answer.YES
        : Boolean.FALSE.equals(value) ? Answer.NO : Answer.NOT_KNOWN;
  }
}
