package org.overread.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a predicate over findings requires at least: a finding outside of the bounds certainly makes
 * it false. Empty is no bound; an empty set is met by nothing.
 *
 * @param flags what flags must be, e.g. present true
 */
record FindingBounds(
    Optional<Set<String>> concepts,
    Optional<Set<String>> groups,
    Optional<Set<String>> sections,
    Map<FactField, Boolean> flags) {
  static final FindingBounds NONE =
      new FindingBounds(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

  /** Reads the bounds of a predicate over a variable; {@code lists} are the named lists. */
  static FindingBounds of(
      CelMutableExpr predicate, String variable, Map<String, List<String>> lists) {
    if (predicate.getKind() == Kind.SELECT) {
      return flag(predicate, variable, true);
    }
    if (predicate.getKind() == Kind.CALL && predicate.call().function().equals("!_")) {
      return flag(predicate.call().args().get(0), variable, false);
    }
    if (predicate.getKind() != Kind.CALL || predicate.call().args().size() != 2) {
      return NONE;
    }
    CelMutableExpr left = predicate.call().args().get(0);
    CelMutableExpr right = predicate.call().args().get(1);
    return switch (predicate.call().function()) {
      case "_&&_" -> of(left, variable, lists).and(of(right, variable, lists));
      case "_||_" -> of(left, variable, lists).or(of(right, variable, lists));
      case "_==_" ->
          isField(left, variable)
              ? of(left.select().field(), text(right))
              : isField(right, variable) ? of(right.select().field(), text(left)) : NONE;
      case "@in" -> isField(left, variable) ? of(left.select().field(), texts(right, lists)) : NONE;
      default -> NONE;
    };
  }

  private static FindingBounds flag(CelMutableExpr expr, String variable, boolean value) {
    return isField(expr, variable)
        ? FactField.of(FactField.Subject.FINDING, expr.select().field())
            .filter(field -> field.type() == FactType.FLAG)
            .map(field -> NONE.withFlags(Map.of(field, value)))
            .orElse(NONE)
        : NONE;
  }

  private FindingBounds withFlags(Map<FactField, Boolean> changed) {
    return new FindingBounds(concepts, groups, sections, Map.copyOf(changed));
  }

  private static boolean isField(CelMutableExpr expr, String variable) {
    return expr.getKind() == Kind.SELECT
        && !expr.select().testOnly()
        && expr.select().operand().getKind() == Kind.IDENT
        && expr.select().operand().ident().name().equals(variable);
  }

  private static FindingBounds of(String field, Optional<Set<String>> values) {
    return switch (field) {
      case "concept" -> new FindingBounds(values, Optional.empty(), Optional.empty(), Map.of());
      case "group" -> new FindingBounds(Optional.empty(), values, Optional.empty(), Map.of());
      case "section" -> new FindingBounds(Optional.empty(), Optional.empty(), values, Map.of());
      default -> NONE;
    };
  }

  private static Optional<Set<String>> text(CelMutableExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(Set.of(expr.constant().stringValue()))
        : Optional.empty();
  }

  private static Optional<Set<String>> texts(CelMutableExpr expr, Map<String, List<String>> lists) {
    if (expr.getKind() == Kind.IDENT) {
      return Optional.ofNullable(lists.get(expr.ident().name())).map(Set::copyOf);
    }
    if (expr.getKind() != Kind.LIST) {
      return Optional.empty();
    }
    Set<String> texts = new HashSet<>();
    for (CelMutableExpr element : expr.list().elements()) {
      Optional<Set<String>> text = text(element);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      texts.addAll(text.get());
    }
    return Optional.of(texts);
  }

  private FindingBounds and(FindingBounds other) {
    // A flag that must be both is left as one of them: whoever meets that fails the predicate.
    Map<FactField, Boolean> all = new EnumMap<>(FactField.class);
    all.putAll(flags);
    all.putAll(other.flags);
    return new FindingBounds(
        both(concepts, other.concepts),
        both(groups, other.groups),
        both(sections, other.sections),
        Map.copyOf(all));
  }

  private FindingBounds or(FindingBounds other) {
    Map<FactField, Boolean> common = new HashMap<>(flags);
    common.entrySet().retainAll(other.flags.entrySet());
    return new FindingBounds(
        either(concepts, other.concepts),
        either(groups, other.groups),
        either(sections, other.sections),
        Map.copyOf(common));
  }

  private static Optional<Set<String>> both(Optional<Set<String>> a, Optional<Set<String>> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isPresent() ? a : b;
    }
    Set<String> common = new HashSet<>(a.get());
    common.retainAll(b.get());
    return Optional.of(common);
  }

  private static Optional<Set<String>> either(Optional<Set<String>> a, Optional<Set<String>> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    Set<String> all = new HashSet<>(a.get());
    all.addAll(b.get());
    return Optional.of(all);
  }
}
