package org.overread.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.rules.FactField.Subject;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Finds conditions, or parts of them, that no study can meet: constants, limits of one field that
 * exclude each other, and values that a field never has. It finds the mistakes that authors make,
 * not every contradiction there is.
 */
final class DeadConditions {
  private static final String AND = "_&&_";
  private static final String EQUALS = "_==_";
  private static final String IN = "@in";

  private final CelAbstractSyntaxTree ast;
  private final Map<String, List<String>> lists;
  private final ConceptNames names;
  private final SourceText source;
  private final ScalarNode scalar;

  /** What the parts joined by && ask of one field. */
  private static final class Range {
    private double low = Double.NEGATIVE_INFINITY;
    private double high = Double.POSITIVE_INFINITY;
    private boolean open;
    private Optional<Object> equal = Optional.empty();
    private boolean contradiction;

    void ask(String function, Object value) {
      if (function.equals(EQUALS)) {
        contradiction |= equal.isPresent() && !equal.get().equals(value);
        equal = Optional.of(value);
      }
      if (!(value instanceof Number number)) {
        return;
      }
      double limit = number.doubleValue();
      boolean below = function.startsWith("_<");
      boolean above = function.startsWith("_>");
      boolean strict = function.equals("_<_") || function.equals("_>_");
      if (below || function.equals(EQUALS)) {
        open |= strict && limit <= high;
        high = Math.min(high, limit);
      }
      if (above || function.equals(EQUALS)) {
        open |= strict && limit >= low;
        low = Math.max(low, limit);
      }
      contradiction |= low > high || low == high && open;
    }
  }

  DeadConditions(
      CelAbstractSyntaxTree ast,
      Map<String, List<String>> lists,
      ConceptNames names,
      SourceText source,
      ScalarNode scalar) {
    this.ast = ast;
    this.lists = lists;
    this.names = names;
    this.source = source;
    this.scalar = scalar;
  }

  void report(Condition condition) {
    if (condition.evaluateKnowingNothing() == Answer.NO) {
      issue(ast.getExpr(), "this can never be true");
      return;
    }
    CelNavigableAst.fromAst(ast).getRoot().allNodes().forEach(node -> reportNode(node.expr()));
  }

  private void reportNode(CelExpr expr) {
    if (expr.getKind() != Kind.CALL) {
      return;
    }
    if (expr.call().function().equals(IN) && isEmptyList(expr.call().args().get(1))) {
      issue(expr.call().args().get(1), "this can never be true: the list is empty");
    } else if (expr.call().function().equals(AND)) {
      contradictions(expr);
    } else if (expr.call().function().equals(EQUALS) || expr.call().function().equals(IN)) {
      vocabulary(expr.call().args().get(0), expr.call().args().get(1));
      vocabulary(expr.call().args().get(1), expr.call().args().get(0));
    }
  }

  private void contradictions(CelExpr and) {
    Map<String, Range> ranges = new HashMap<>();
    for (CelExpr part : parts(and).toList()) {
      if (part.getKind() != Kind.CALL || part.call().args().size() != 2) {
        continue;
      }
      Optional<String> path = path(part.call().args().get(0));
      Optional<Object> value = constant(part.call().args().get(1));
      if (path.isPresent() && value.isPresent()) {
        Range range = ranges.computeIfAbsent(path.get(), p -> new Range());
        boolean before = range.contradiction;
        range.ask(part.call().function(), value.get());
        if (range.contradiction && !before) {
          issue(
              part, "this can never be true: it contradicts an earlier condition on " + path.get());
        }
      }
    }
  }

  private boolean isEmptyList(CelExpr expr) {
    return expr.getKind() == Kind.LIST && expr.list().elements().isEmpty()
        || expr.getKind() == Kind.IDENT
            && lists.getOrDefault(expr.ident().name(), List.of("?")).isEmpty();
  }

  private static Stream<CelExpr> parts(CelExpr expr) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals(AND)
        ? expr.call().args().stream().flatMap(DeadConditions::parts)
        : Stream.of(expr);
  }

  private static Optional<String> path(CelExpr expr) {
    return expr.getKind() == Kind.SELECT && expr.select().operand().getKind() == Kind.IDENT
        ? Optional.of(expr.select().operand().ident().name() + "." + expr.select().field())
        : Optional.empty();
  }

  private static Optional<Object> constant(CelExpr expr) {
    if (expr.getKind() != Kind.CONSTANT) {
      return Optional.empty();
    }
    CelConstant constant = expr.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(constant.stringValue());
      case INT64_VALUE -> Optional.of((double) constant.int64Value());
      case DOUBLE_VALUE -> Optional.of(constant.doubleValue());
      case BOOLEAN_VALUE -> Optional.of(constant.booleanValue());
      default -> Optional.empty();
    };
  }

  /** Reports values that a field with a closed vocabulary is compared with but never has. */
  private void vocabulary(CelExpr expr, CelExpr values) {
    Optional<FactField> field = field(expr);
    if (field.isEmpty()) {
      return;
    }
    boolean concept = field.get() == FactField.FINDING_CONCEPT;
    boolean group = field.get() == FactField.FINDING_GROUP;
    Set<String> choices =
        concept ? names.concepts() : group ? names.groups() : field.get().choices();
    if (choices.isEmpty() && !concept && !group) {
      return;
    }
    for (String value : texts(values)) {
      if (!choices.contains(value)) {
        String hint = DidYouMean.hint(value, choices.stream().sorted().toList());
        issue(
            values,
            concept || group
                ? "the vocabulary has no " + field.get().term() + " \"" + value + "\"" + hint
                : path(expr).orElseThrow() + " is never \"" + value + "\"" + hint);
      }
    }
  }

  /** The field that an expression reads, by the type of what stands before the point. */
  private Optional<FactField> field(CelExpr expr) {
    if (path(expr).isEmpty()) {
      return Optional.empty();
    }
    return ast.getType(expr.select().operand().id())
        .flatMap(type -> Subject.of(type.name()))
        .flatMap(subject -> FactField.of(subject, expr.select().field()));
  }

  private List<String> texts(CelExpr expr) {
    List<String> texts = new ArrayList<>();
    if (expr.getKind() == Kind.LIST) {
      expr.list().elements().forEach(element -> texts.addAll(texts(element)));
    } else if (expr.getKind() == Kind.IDENT) {
      texts.addAll(lists.getOrDefault(expr.ident().name(), List.of()));
    } else {
      constant(expr).filter(String.class::isInstance).ifPresent(text -> texts.add((String) text));
    }
    return texts;
  }

  private void issue(CelExpr at, String message) {
    Optional<Integer> offset = Optional.ofNullable(ast.getSource().getPositionsMap().get(at.id()));
    int[] points = scalar.getValue().codePoints().limit(offset.orElse(0)).toArray();
    String before = new String(points, 0, points.length);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    source.issueInside(scalar, line, before.length() - before.lastIndexOf('\n') - 1, message);
  }
}
