package org.overread.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import java.util.Optional;

/** Finds conditions that no study can meet. */
final class DeadConditions {
  private DeadConditions() {}

  /** Why the condition can never be true; empty when it may be. */
  static Optional<String> find(CelAbstractSyntaxTree ast, Condition condition) {
    if (condition.evaluateKnowingNothing() == Answer.NO) {
      return Optional.of("this can never be true");
    }
    return Optional.empty();
  }
}
