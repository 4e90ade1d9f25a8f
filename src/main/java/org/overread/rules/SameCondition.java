package org.overread.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a condition asks, written so that two that ask the same are equal: parts joined by && and ||
 * in alphabetical order, variables by depth, and texts that a field is compared with taken out into
 * slots. Immutable.
 *
 * @param skeleton the condition without the texts
 * @param slots the texts, in the order of their places
 */
record SameCondition(String skeleton, List<Slot> slots) {
  /**
   * Texts that a field may be.
   *
   * @param widens more texts can only make more cases meet the condition
   */
  record Slot(Set<String> texts, boolean widens) {
    boolean covers(Slot other) {
      return widens ? texts.containsAll(other.texts) : texts.equals(other.texts);
    }
  }

  /** Every case that meets the other condition meets this one. */
  boolean covers(SameCondition other) {
    boolean covers = skeleton.equals(other.skeleton);
    for (int i = 0; covers && i < slots.size(); i++) {
      covers = slots.get(i).covers(other.slots.get(i));
    }
    return covers;
  }

  static SameCondition of(CelExpr expr, Map<String, List<String>> lists) {
    return new Printer(lists).print(expr, new Place(true, List.of()));
  }

  /** Where a part stands: whether more of it means more cases, and the variables around it. */
  private record Place(boolean widens, List<String> variables) {
    Place exact() {
      return new Place(false, variables);
    }

    Place inside(String variable) {
      return new Place(widens, Stream.concat(variables.stream(), Stream.of(variable)).toList());
    }

    String name(String ident) {
      int depth = variables.lastIndexOf(ident);
      return depth < 0 ? ident : "$" + depth;
    }
  }

  private record Printer(Map<String, List<String>> lists) {
    SameCondition print(CelExpr expr, Place place) {
      return switch (expr.getKind()) {
        case CONSTANT -> new SameCondition(expr.constant().toString(), List.of());
        case IDENT -> new SameCondition(place.name(expr.ident().name()), List.of());
        case SELECT -> {
          SameCondition owner = print(expr.select().operand(), place);
          String point = expr.select().testOnly() ? ".?" : ".";
          yield new SameCondition(owner.skeleton + point + expr.select().field(), owner.slots);
        }
        case CALL -> call(expr, place);
        case LIST -> join("list", expr.list().elements(), place.exact());
        case COMPREHENSION -> loop(expr.comprehension(), place);
        default -> new SameCondition(expr.toString(), List.of());
      };
    }

    private SameCondition call(CelExpr expr, Place place) {
      String function = expr.call().function();
      List<CelExpr> arguments = new ArrayList<>(expr.call().target().stream().toList());
      arguments.addAll(expr.call().args());
      if (function.equals("_&&_") || function.equals("_||_")) {
        List<SameCondition> parts = new ArrayList<>();
        collect(expr, function, place, parts);
        parts.sort(
            Comparator.comparing(SameCondition::skeleton)
                .thenComparing(part -> part.slots.toString()));
        return joined(function, parts);
      }
      if (function.equals("_==_") || function.equals("@in")) {
        Optional<Set<String>> texts = texts(arguments.get(1));
        if (arguments.get(0).getKind() == Kind.SELECT && texts.isPresent()) {
          SameCondition field = print(arguments.get(0), place.exact());
          List<Slot> slots = new ArrayList<>(field.slots);
          slots.add(new Slot(texts.get(), place.widens));
          return new SameCondition("is(" + field.skeleton + ")", slots);
        }
      }
      return join(function, arguments, place.exact());
    }

    private void collect(CelExpr expr, String function, Place place, List<SameCondition> parts) {
      if (expr.getKind() == Kind.CALL && expr.call().function().equals(function)) {
        expr.call().args().forEach(argument -> collect(argument, function, place, parts));
      } else {
        parts.add(print(expr, place));
      }
    }

    private SameCondition loop(CelComprehension loop, Place place) {
      boolean exists =
          loop.loopStep().getKind() == Kind.CALL
              && loop.loopStep().call().function().equals("_||_");
      Place step = (exists ? place : place.exact()).inside(loop.iterVar());
      return joined(
          "loop",
          List.of(
              print(loop.iterRange(), place.exact()),
              print(loop.loopStep(), step),
              print(loop.result(), place.exact())));
    }

    private SameCondition join(String name, List<CelExpr> arguments, Place place) {
      return joined(name, arguments.stream().map(argument -> print(argument, place)).toList());
    }

    private static SameCondition joined(String name, List<SameCondition> parts) {
      List<String> skeletons = parts.stream().map(SameCondition::skeleton).toList();
      List<Slot> slots = parts.stream().flatMap(part -> part.slots.stream()).toList();
      return new SameCondition(name + "(" + String.join(", ", skeletons) + ")", slots);
    }

    /** Texts written as one text, a list, or the name of a list. */
    private Optional<Set<String>> texts(CelExpr expr) {
      if (expr.getKind() == Kind.IDENT) {
        return Optional.ofNullable(lists.get(expr.ident().name())).map(Set::copyOf);
      }
      List<CelExpr> elements = expr.getKind() == Kind.LIST ? expr.list().elements() : List.of(expr);
      Set<String> texts = new HashSet<>();
      for (CelExpr element : elements) {
        if (element.getKind() != Kind.CONSTANT
            || element.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
          return Optional.empty();
        }
        texts.add(element.constant().stringValue());
      }
      return Optional.of(texts);
    }
  }
}
