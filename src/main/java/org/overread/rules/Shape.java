package org.overread.rules;

import java.util.function.IntPredicate;

/**
 * How a condition is joined together from its looks through the findings. Where these alone decide
 * it, because nothing could be found, the condition need not be computed. Immutable.
 */
sealed interface Shape {
  /** What is known without computing: YES, NO, or NOT_KNOWN. */
  Answer known(IntPredicate findsNothing);

  /** Anything but the below. */
  record Opaque() implements Shape {
    @Override
    public Answer known(IntPredicate findsNothing) {
      return Answer.NOT_KNOWN;
    }
  }

  /** {@code findings.exists(f, ...)}, the query of this number. */
  record Exists(int query) implements Shape {
    @Override
    public Answer known(IntPredicate findsNothing) {
      return findsNothing.test(query) ? Answer.NO : Answer.NOT_KNOWN;
    }
  }

  /** Negation. */
  record Not(Shape part) implements Shape {
    @Override
    public Answer known(IntPredicate findsNothing) {
      return switch (part.known(findsNothing)) {
        case YES -> Answer.NO;
        case NO -> Answer.YES;
        case NOT_KNOWN -> Answer.NOT_KNOWN;
      };
    }
  }

  /**
   * Two parts with {@code &&} or {@code ||}; the second is asked too when the first decides, so
   * that all that was looked for is told.
   *
   * @param decides NO for {@code &&}, YES for {@code ||}
   */
  record Joined(Shape left, Shape right, Answer decides) implements Shape {
    @Override
    public Answer known(IntPredicate findsNothing) {
      Answer one = left.known(findsNothing);
      Answer two = right.known(findsNothing);
      return one == decides || two == decides ? decides : one == two ? one : Answer.NOT_KNOWN;
    }
  }
}
