package org.overread.rules;

import java.util.Optional;
import java.util.function.IntFunction;

/**
 * How a condition is joined together from its looks through the findings. Where these alone decide
 * it, because nothing could be found or the report is not there, the condition need not be
 * computed. Immutable.
 */
sealed interface Shape {
  /**
   * What is known without computing; empty when the condition has to be computed.
   *
   * @param found for a query's number: NO when it can find nothing, NOT_KNOWN when it could find
   *     something in a report unseen only, empty when there is something to look at
   */
  Optional<Answer> known(IntFunction<Optional<Answer>> found);

  /** Anything but the below. */
  record Opaque() implements Shape {
    @Override
    public Optional<Answer> known(IntFunction<Optional<Answer>> found) {
      return Optional.empty();
    }
  }

  /**
   * A test of a field of the finding that is looked at. It is asked only of a finding that is not
   * known, as nothing else was there to look at.
   */
  record Tested() implements Shape {
    @Override
    public Optional<Answer> known(IntFunction<Optional<Answer>> found) {
      return Optional.of(Answer.NOT_KNOWN);
    }
  }

  /** {@code findings.exists(f, predicate)}, the query of this number. */
  record Exists(int query, Shape predicate) implements Shape {
    @Override
    public Optional<Answer> known(IntFunction<Optional<Answer>> found) {
      Optional<Answer> known = found.apply(query);
      if (known.isEmpty() || known.get() == Answer.NO) {
        return known;
      }
      // Whatever the predicate says of a finding that may not exist, it is no YES.
      return predicate
          .known(found)
          .map(answer -> answer == Answer.NO ? Answer.NO : Answer.NOT_KNOWN);
    }
  }

  /** Negation. */
  record Not(Shape part) implements Shape {
    @Override
    public Optional<Answer> known(IntFunction<Optional<Answer>> found) {
      return part.known(found)
          .map(
              answer ->
                  switch (answer) {
                    case YES -> Answer.NO;
                    case NO -> Answer.YES;
                    case NOT_KNOWN -> Answer.NOT_KNOWN;
                  });
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
    public Optional<Answer> known(IntFunction<Optional<Answer>> found) {
      Optional<Answer> one = left.known(found);
      Optional<Answer> two = right.known(found);
      Optional<Answer> decided = Optional.of(decides);
      if (one.equals(decided) || two.equals(decided)) {
        return decided;
      }
      if (one.isEmpty() || two.isEmpty()) {
        return Optional.empty();
      }
      return one.equals(two) ? one : Optional.of(Answer.NOT_KNOWN);
    }
  }
}
