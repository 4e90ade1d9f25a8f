package org.overread.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overread.rules.FactField.Subject;

/**
 * Rewrites the looks through {@code findings} in a parsed condition so that only findings that can
 * meet the predicate are looked at, and each one's answer is noted:
 *
 * <pre>findings.exists(f, P)  becomes  @among(n, findings).exists(f, @tested(n, f, outer, P))</pre>
 *
 * The value is the same; P is false for all that is left out. Used by one thread for one condition.
 */
final class FindingQueries {
  /** (int, findings) to findings: those within the bounds of query n. */
  static final String AMONG = "@among";

  /** (int, finding, outer finding, bool) to bool: notes the answer and gives it back. */
  static final String TESTED = "@tested";

  /** (findings) to findings: all of them, an error when they are not all known. */
  static final String ALL = "@all";

  /** Identifiers of new nodes begin here; a condition has far fewer nodes. */
  private static final long FIRST_ID = 1 << 20;

  private static final Shape OPAQUE = new Shape.Opaque();
  private static final Shape TESTED_SHAPE = new Shape.Tested();

  private final Map<String, List<String>> lists;
  private final List<FindingQuery> queries = new ArrayList<>();
  private long nextId = FIRST_ID;
  private Shape shape = OPAQUE;

  FindingQueries(Map<String, List<String>> lists) {
    this.lists = lists;
  }

  /** What is around a part of the condition. */
  private record Around(boolean speaksFor, boolean speaksAgainst, Optional<String> finding) {
    Around negated() {
      return new Around(speaksAgainst, speaksFor, finding);
    }

    Around both() {
      return new Around(true, true, finding);
    }

    Around inside(String variable) {
      return new Around(speaksFor, speaksAgainst, Optional.of(variable));
    }
  }

  /** Gives the condition rewritten and unchecked; the rest of what is known of it is set then. */
  CelAbstractSyntaxTree rewrite(CelAbstractSyntaxTree ast) {
    CelMutableAst mutable = CelMutableAst.fromCelAst(ast);
    shape = visit(mutable.expr(), new Around(true, false, Optional.empty()));
    return mutable.toParsedAst();
  }

  Shape shape() {
    return shape;
  }

  List<FindingQuery> queries() {
    return List.copyOf(queries);
  }

  private Shape visit(CelMutableExpr expr, Around around) {
    switch (expr.getKind()) {
      case CALL -> {
        return call(expr.call(), around);
      }
      case SELECT -> {
        visit(expr.select().operand(), around.both());
        return readsFinding(expr) ? TESTED_SHAPE : OPAQUE;
      }
      case LIST -> expr.list().elements().forEach(element -> visit(element, around.both()));
      case COMPREHENSION -> {
        return comprehension(expr.comprehension(), around);
      }
      case IDENT -> {
        if (isFindings(expr)) {
          expr.setCall(CelMutableCall.create(ALL, findings()));
        }
      }
      default -> {
        // constants; maps and messages cannot be part of a condition over these types
      }
    }
    return OPAQUE;
  }

  private Shape call(CelMutableCall call, Around around) {
    boolean and = call.function().equals("_&&_");
    if (and || call.function().equals("_||_")) {
      Shape left = visit(call.args().get(0), around);
      Shape right = visit(call.args().get(1), around);
      return new Shape.Joined(left, right, and ? Answer.NO : Answer.YES);
    }
    if (call.function().equals("!_")) {
      return new Shape.Not(visit(call.args().get(0), around.negated()));
    }
    // Every other function but the choice fails when one of its arguments is not known.
    boolean strict = !call.function().equals("_?_:_");
    boolean tested =
        call.target().map(target -> isTest(visit(target, around.both()))).orElse(false);
    for (CelMutableExpr argument : call.args()) {
      tested |= isTest(visit(argument, around.both()));
    }
    return strict && tested ? TESTED_SHAPE : OPAQUE;
  }

  private Shape comprehension(CelMutableComprehension loop, Around around) {
    Optional<CelMutableExpr> predicate = predicate(loop);
    if (!isFindings(loop.iterRange()) || predicate.isEmpty()) {
      visit(loop.iterRange(), around.both());
      visit(predicate.orElse(loop.loopStep()), predicate.isPresent() ? around : around.both());
      return OPAQUE;
    }
    boolean all = isCall(loop.loopStep(), "_&&_");
    boolean any = isCall(loop.loopStep(), "_||_");
    String variable = loop.iterVar();
    FindingBounds bounds =
        all ? FindingBounds.NONE : FindingBounds.of(predicate.get(), variable, lists);
    Around now = any ? around : all ? around.negated() : around.both();
    int number = queries.size();
    queries.add(new FindingQuery(bounds, !all, now.speaksFor(), now.speaksAgainst()));
    Shape tested = visit(predicate.get(), (any || all ? around : around.both()).inside(variable));
    loop.setIterRange(newCall(AMONG, number(number), findings()));
    note(predicate.get(), number, variable, around.finding().orElse(variable));
    return any ? new Shape.Exists(number, tested) : OPAQUE;
  }

  /** Puts the predicate into a call that notes its answer. */
  private void note(CelMutableExpr predicate, int query, String variable, String outer) {
    CelMutableExpr test = CelMutableExpr.newInstance(predicate);
    predicate.setCall(
        CelMutableCall.create(TESTED, number(query), ident(variable), ident(outer), test));
    predicate.setId(nextId++);
  }

  /**
   * The predicate of a macro's loop: exists and all join it to the result so far, the others choose
   * by it; {@code map} without a filter has none.
   */
  private static Optional<CelMutableExpr> predicate(CelMutableComprehension loop) {
    CelMutableExpr step = loop.loopStep();
    if (isCall(step, "_||_") || isCall(step, "_&&_")) {
      return Optional.of(step.call().args().get(1));
    }
    return isCall(step, "_?_:_") ? Optional.of(step.call().args().get(0)) : Optional.empty();
  }

  private static boolean isCall(CelMutableExpr expr, String function) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals(function);
  }

  private static boolean isTest(Shape shape) {
    return shape instanceof Shape.Tested;
  }

  /**
   * True for {@code f.field} where f stands for a finding: what is no subject and no list is the
   * variable of a loop, and loops through anything else are not looked into.
   */
  private boolean readsFinding(CelMutableExpr expr) {
    if (expr.select().testOnly() || expr.select().operand().getKind() != Kind.IDENT) {
      return false;
    }
    String name = expr.select().operand().ident().name();
    return Subject.of(name).isEmpty() && !lists.containsKey(name);
  }

  private static boolean isFindings(CelMutableExpr expr) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(Subject.FINDING.variable());
  }

  private CelMutableExpr findings() {
    return ident(Subject.FINDING.variable());
  }

  private CelMutableExpr ident(String name) {
    return CelMutableExpr.ofIdent(nextId++, name);
  }

  private CelMutableExpr number(int value) {
    return CelMutableExpr.ofConstant(nextId++, CelConstant.ofValue((long) value));
  }

  private CelMutableExpr newCall(String function, CelMutableExpr... arguments) {
    return CelMutableExpr.ofCall(nextId++, CelMutableCall.create(function, arguments));
  }
}
