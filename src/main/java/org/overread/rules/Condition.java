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

  Condition(Program program, Map<String, List<String>> lists) {
    this.program = program;
    this.lists = lists;
  }

  /** What a condition said. */
  record Result(Answer answer, List<Evidence> evidence, List<String> missing) {}

  /**
   * Evaluates. NOT_KNOWN when a value that decides is absent: {@code true || absent} is true and
   * {@code false && absent} is false, whatever the order. NOT_KNOWN too when the condition uses up
   * its budget: what could not be computed is never taken for "no".
   */
  Result evaluate(CaseFacts facts, FactSet protocol) {
    ReadLog log = new ReadLog(facts.series().size());
    List<Object> series = new ArrayList<>();
    for (int i = 0; i < facts.series().size(); i++) {
      series.add(log.view(Subject.SERIES, facts.series().get(i), i));
    }
    Map<String, Object> variables =
        Map.of(
            Subject.STUDY.variable(), log.view(Subject.STUDY, facts.study(), 0),
            Subject.SERIES.variable(), List.copyOf(series),
            Subject.ORDER.variable(), log.view(Subject.ORDER, facts.order(), 0),
            Subject.SOURCE.variable(), log.view(Subject.SOURCE, facts.source(), 0),
            Subject.PROTOCOL.variable(), log.view(Subject.PROTOCOL, protocol, 0));
    try {
      return new Result(answer(program.eval(resolver(variables))), log.evidence(), List.of());
    } catch (CelEvaluationException e) {
      List<String> missing =
          log.missing().isEmpty()
              ? List.of("the condition could not be computed: " + e.getErrorCode())
              : log.missing();
      return new Result(Answer.NOT_KNOWN, log.evidence(), missing);
    }
  }

  /**
   * What the condition says when no variable is known: a definite answer does not depend on the
   * study at all.
   */
  Answer evaluateKnowingNothing() {
    try {
      return answer(program.eval(resolver(Map.of())));
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

  private CelVariableResolver resolver(Map<String, Object> variables) {
    return name -> Optional.ofNullable(variables.getOrDefault(name, lists.get(name)));
  }
}
