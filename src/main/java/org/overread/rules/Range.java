package org.overread.rules;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What the parts joined by && ask of one field. Used while one condition is checked. */
final class Range {
  private final double lowest;
  private final double highest;
  private double low;
  private double high;
  private boolean open;
  private boolean asked;
  private Optional<Set<String>> texts = Optional.empty();

  Range(Optional<FactField> field) {
    lowest = field.map(FactField::lowest).orElse(Double.NEGATIVE_INFINITY);
    highest = field.map(FactField::highest).orElse(Double.POSITIVE_INFINITY);
    low = lowest;
    high = highest;
  }

  /** A comparison with a number, by the language's name of the operator. */
  void ask(String function, Object value) {
    asked = true;
    double limit = ((Number) value).doubleValue();
    boolean equal = function.equals("_==_");
    boolean strict = function.equals("_<_") || function.equals("_>_");
    if (function.startsWith("_<") || equal) {
      open |= strict && limit <= high;
      high = Math.min(high, limit);
    }
    if (function.startsWith("_>") || equal) {
      open |= strict && limit >= low;
      low = Math.max(low, limit);
    }
  }

  /** A text that is one of these. */
  void askOneOf(Collection<String> choices) {
    asked = true;
    Set<String> common = new HashSet<>(choices);
    texts.ifPresent(common::retainAll);
    texts = Optional.of(common);
  }

  boolean isNew() {
    return !asked;
  }

  boolean contradiction() {
    return low > high || low == high && open || texts.map(Set::isEmpty).orElse(false);
  }

  /** The values the field can have, for people. */
  String possible() {
    return highest == Double.POSITIVE_INFINITY
        ? "never below " + number(lowest)
        : "from " + number(lowest) + " to " + number(highest);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }
}
