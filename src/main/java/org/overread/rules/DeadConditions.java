package org.overread.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
  private static final String UNEQUAL = "_!=_";
  private static final String IN = "@in";
  private static final String NOT = "!_";

  private final CelAbstractSyntaxTree ast;
  private final Map<String, List<String>> lists;
  private final ConceptNames names;
  private final SourceText source;
  private final ScalarNode scalar;

  /** Nodes that are parts of a longer &&: what they exclude is found there. */
  private final Set<Long> joined = new HashSet<>();

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
    List<CelExpr> nodes =
        CelNavigableAst.fromAst(ast).getRoot().allNodes().map(CelNavigableExpr::expr).toList();
    nodes.stream()
        .filter(node -> isCall(node, AND))
        .forEach(node -> node.call().args().forEach(part -> joined.add(part.id())));
    nodes.forEach(this::reportNode);
  }

  private void reportNode(CelExpr expr) {
    if (!joined.contains(expr.id())) {
      contradictions(expr);
    }
    if (expr.getKind() != Kind.CALL) {
      return;
    }
    if (isCall(expr, "matches")) {
      pattern(expr.call());
    }
    if (isCall(expr, IN) && isEmptyList(expr.call().args().get(1))) {
      issue(expr.call().args().get(1), "this can never be true: the list is empty");
    } else if (isCall(expr, EQUALS) || isCall(expr, UNEQUAL) || isCall(expr, IN)) {
      vocabulary(expr.call().args().get(0), expr.call().args().get(1));
      vocabulary(expr.call().args().get(1), expr.call().args().get(0));
    }
  }

  /** Reports parts joined by && that exclude each other, or one that excludes itself. */
  private void contradictions(CelExpr all) {
    Map<String, Range> ranges = new HashMap<>();
    Map<String, FlagLogic> flags = new HashMap<>();
    for (CelExpr part : parts(all).toList()) {
      boolean negated = isCall(part, NOT);
      CelExpr flag = negated ? part.call().args().get(0) : part;
      Optional<FactField> field = field(flag).filter(f -> f.type() == FactType.FLAG);
      if (field.isPresent() && !flag.select().testOnly()) {
        String owner = flag.select().operand().ident().name();
        if (!flags.computeIfAbsent(owner, o -> new FlagLogic()).ask(field.get(), !negated)) {
          contradicts(part, owner);
        }
      } else if (part.getKind() == Kind.CALL && part.call().args().size() == 2) {
        range(part, ranges);
      }
    }
  }

  private void range(CelExpr part, Map<String, Range> ranges) {
    CelExpr left = part.call().args().get(0);
    CelExpr right = part.call().args().get(1);
    Optional<String> path = path(left);
    if (path.isEmpty() || left.select().testOnly()) {
      return;
    }
    Optional<Object> value = constant(right);
    List<String> texts = isCall(part, IN) || isCall(part, EQUALS) ? texts(right) : List.of();
    Optional<FactField> field = field(left);
    Range range = ranges.computeIfAbsent(path.get(), p -> new Range(field));
    boolean before = range.contradiction();
    boolean first = range.isNew();
    value.filter(Number.class::isInstance).ifPresent(v -> range.ask(part.call().function(), v));
    if (!texts.isEmpty()) {
      range.askOneOf(texts);
    }
    if (range.contradiction() && !before && first) {
      issue(part, "this can never be true: " + path.get() + " is " + range.possible());
    } else if (range.contradiction() && !before) {
      contradicts(part, path.get());
    }
  }

  /** A pattern written in the condition is tried: at a decision it would be too late to tell. */
  private void pattern(CelExpr.CelCall matches) {
    CelExpr pattern = matches.args().get(matches.args().size() - 1);
    constant(pattern)
        .ifPresent(
            text -> {
              try {
                Pattern.compile((String) text);
              } catch (PatternSyntaxException e) {
                issue(pattern, "not a regular expression: " + e.getDescription());
              }
            });
  }

  private void contradicts(CelExpr part, String what) {
    issue(part, "this can never be true: it contradicts an earlier condition on " + what);
  }

  private static boolean isCall(CelExpr expr, String function) {
    return expr.getKind() == Kind.CALL && expr.call().function().equals(function);
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
