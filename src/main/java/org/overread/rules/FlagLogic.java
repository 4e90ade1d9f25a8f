package org.overread.rules;

import static org.overread.rules.FactField.FINDING_BOILERPLATE;
import static org.overread.rules.FactField.FINDING_CURRENT;
import static org.overread.rules.FactField.FINDING_HISTORICAL;
import static org.overread.rules.FactField.FINDING_HYPOTHETICAL;
import static org.overread.rules.FactField.FINDING_NEGATED;
import static org.overread.rules.FactField.FINDING_OTHER_PERSON;
import static org.overread.rules.FactField.FINDING_POSSIBLE;
import static org.overread.rules.FactField.FINDING_PRESENT;
import static org.overread.rules.FactField.FINDING_QUESTION;
import static org.overread.rules.FactField.FINDING_QUOTED;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which flags of a finding follow from others; {@link Finding#value} computes them that way. */
final class FlagLogic {
  private static final Set<FactField> NOT_CURRENT =
      Set.of(
          FINDING_HISTORICAL,
          FINDING_HYPOTHETICAL,
          FINDING_QUESTION,
          FINDING_OTHER_PERSON,
          FINDING_QUOTED,
          FINDING_BOILERPLATE);

  private final Map<FactField, Boolean> known = new EnumMap<>(FactField.class);

  /** Adds what a condition asks of a flag; false when that cannot be with what it asked before. */
  boolean ask(FactField field, boolean value) {
    Boolean before = known.putIfAbsent(field, value);
    if (before != null) {
      return before == value;
    }
    if (!value) {
      return notSet(field);
    }
    if (NOT_CURRENT.contains(field)) {
      return ask(FINDING_CURRENT, false);
    }
    boolean fits = true;
    switch (field) {
      case FINDING_PRESENT -> fits = ask(FINDING_POSSIBLE, true);
      case FINDING_POSSIBLE -> fits = ask(FINDING_CURRENT, true) && ask(FINDING_NEGATED, false);
      case FINDING_NEGATED -> fits = ask(FINDING_POSSIBLE, false);
      case FINDING_CURRENT -> {
        for (FactField other : NOT_CURRENT) {
          fits &= ask(other, false);
        }
      }
      default -> {
        // flags of other subjects are independent
      }
    }
    return fits;
  }

  private boolean notSet(FactField field) {
    return switch (field) {
      case FINDING_CURRENT -> ask(FINDING_POSSIBLE, false);
      case FINDING_POSSIBLE -> ask(FINDING_PRESENT, false);
      default -> true;
    };
  }
}
