package org.overread.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A rule as loaded. It has a condition, or points, or both: then the condition says to which
 * studies the points apply.
 *
 * @param flagAt points that make a YES; 0 without points
 */
record Rule(
    String name,
    String criterion,
    RuleMode mode,
    int level,
    RuleScope scope,
    Optional<Condition> when,
    List<Point> points,
    int flagAt,
    String because) {

  /** Points that a study gets when a condition is met. */
  record Point(int add, Condition when, String because) {}

  Rule inMode(RuleMode other) {
    return new Rule(name, criterion, other, level, scope, when, points, flagAt, because);
  }

  /** Whenever the other rule says YES, this one does, to the same effect or a stronger one. */
  boolean covers(Rule other) {
    return criterion.equals(other.criterion)
        && level == other.level
        && mode.compareTo(other.mode) >= 0
        && other.mode != RuleMode.OFF
        && points.isEmpty()
        && other.points.isEmpty()
        && (scope.unsigned() || !other.scope.unsigned())
        && when.orElseThrow().covers(other.when.orElseThrow());
  }

  RuleResult evaluate(PreparedCase theCase) {
    Optional<Condition.Result> condition = when.map(c -> c.evaluate(theCase, scope));
    Condition.Result result;
    if (points.isEmpty() || condition.map(c -> c.answer() == Answer.NO).orElse(false)) {
      result = condition.orElseThrow();
    } else {
      result = together(condition, points(theCase));
    }
    return new RuleResult(
        name,
        criterion,
        mode,
        level,
        result.answer(),
        result.evidence(),
        result.missing(),
        because);
  }

  /** A condition that is not NO, and points: NO of the points wins, then NOT_KNOWN of either. */
  private static Condition.Result together(
      Optional<Condition.Result> condition, Condition.Result points) {
    if (condition.isEmpty() || points.answer() == Answer.NO) {
      return points;
    }
    boolean known = condition.get().answer() == Answer.YES && points.answer() == Answer.YES;
    List<Evidence> evidence = new ArrayList<>(condition.get().evidence());
    evidence.addAll(points.evidence());
    Set<String> missing = new LinkedHashSet<>(condition.get().missing());
    missing.addAll(points.missing());
    return new Condition.Result(
        known ? Answer.YES : Answer.NOT_KNOWN, evidence, List.copyOf(missing));
  }

  /**
   * YES when the points that are known reach the limit; NOT_KNOWN when only points whose values are
   * absent could still reach it; else NO.
   */
  private Condition.Result points(PreparedCase theCase) {
    int sum = 0;
    int open = 0;
    List<Evidence> given = new ArrayList<>();
    Set<Evidence> looked = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    for (Point point : points) {
      Condition.Result result = point.when().evaluate(theCase, scope);
      switch (result.answer()) {
        case YES -> {
          sum += point.add();
          given.add(evidence(point, result));
        }
        case NO -> looked.addAll(result.evidence());
        case NOT_KNOWN -> {
          open += point.add();
          missing.addAll(result.missing());
        }
      }
    }
    String total =
        sum
            + (sum == 1 ? " point; " : " points; ")
            + flagAt
            + (flagAt == 1 ? " flags" : " flag")
            + " the study";
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(RuleResult.POINTS, total));
    evidence.addAll(given);
    if (sum >= flagAt) {
      return new Condition.Result(Answer.YES, evidence, List.of());
    }
    evidence.addAll(looked);
    boolean decided = sum + open < flagAt;
    return new Condition.Result(
        decided ? Answer.NO : Answer.NOT_KNOWN,
        evidence,
        decided ? List.of() : List.copyOf(missing));
  }

  private static Evidence evidence(Point point, Condition.Result result) {
    List<String> values =
        result.evidence().stream().map(e -> e.source() + ": " + e.value()).toList();
    String unit = point.add() == 1 ? " point: " : " points: ";
    return new Evidence(point.add() + unit + point.because(), String.join("; ", values));
  }
}
