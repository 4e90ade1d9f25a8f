package org.overread.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.overread.rules.FactField.Subject;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The language of conditions: CEL with the variables of {@link FactField}, the named lists of the
 * rule folder, and the function {@code order.mentions(phrases)} or {@code order.mentions(phrases,
 * cues)}, see {@link OrderWords}. Compiles conditions and reports their mistakes where they stand
 * in the file.
 */
final class Conditions {
  /** Steps of all comprehensions of one evaluation; a study of 500 series, looked at 100 times. */
  private static final int MOST_ITERATIONS = 50_000;

  private static final int LONGEST_CONDITION = 4_000;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(
              true) // "patientAge < 18" though ages have fractions
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxExpressionCodePointSize(LONGEST_CONDITION)
          .build();
  private static final Map<Subject, StructType> TYPES = types();

  private final CelCompiler compiler;

  /** Knows besides what the rewriting of looks through the findings puts in. */
  private final CelCompiler rewritten;

  private final CelRuntime runtime;
  private final Map<String, List<String>> lists;
  private final ConceptNames names;
  private final Map<List<String>, Phrases> phrasesOfLists = new HashMap<>();

  Conditions(Map<String, List<String>> lists, ConceptNames names) {
    this.lists = lists;
    this.names = names;
    lists.values().forEach(list -> phrasesOfLists.put(list, new Phrases(list)));
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .setTypeProvider(new FactTypes())
            .addFunctionDeclarations(mentions())
            .setResultType(SimpleType.BOOL);
    for (Subject subject : Subject.values()) {
      StructType type = TYPES.get(subject);
      builder.addVar(subject.variable(), subject.isList() ? ListType.create(type) : type);
    }
    lists.keySet().forEach(name -> builder.addVar(name, ListType.create(SimpleType.STRING)));
    compiler = builder.build();
    rewritten = builder.addFunctionDeclarations(FindingFunctions.DECLARATIONS).build();
    runtime =
        CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(FindingFunctions.BINDINGS)
            .addFunctionBindings(
                CelFunctionBinding.fromOverloads(
                    "mentions",
                    CelFunctionBinding.from(
                        "order_mentions",
                        Map.class,
                        List.class,
                        (order, phrases) -> mentions(order, phrases(phrases), Phrases.NONE)),
                    CelFunctionBinding.from(
                        "order_mentions_except",
                        List.<Class<?>>of(Map.class, List.class, List.class),
                        arguments ->
                            mentions(arguments[0], phrases(arguments[1]), phrases(arguments[2])))))
            .build();
  }

  private static Map<Subject, StructType> types() {
    Map<Subject, StructType> types = new EnumMap<>(Subject.class);
    for (Subject subject : Subject.values()) {
      types.put(
          subject,
          StructType.create(
              subject.variable(),
              ImmutableSet.copyOf(FactField.terms(subject)),
              term -> FactField.of(subject, term).map(field -> celType(field.type()))));
    }
    return types;
  }

  static StructType type(Subject subject) {
    return TYPES.get(subject);
  }

  private static CelType celType(FactType type) {
    return switch (type) {
      case TEXT -> SimpleType.STRING;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case COUNT -> SimpleType.INT;
      case NUMBER -> SimpleType.DOUBLE;
      case FLAG -> SimpleType.BOOL;
    };
  }

  private static CelFunctionDecl mentions() {
    StructType order = TYPES.get(Subject.ORDER);
    ListType texts = ListType.create(SimpleType.STRING);
    return CelFunctionDecl.newFunctionDeclaration(
        "mentions",
        CelOverloadDecl.newMemberOverload("order_mentions", SimpleType.BOOL, order, texts),
        CelOverloadDecl.newMemberOverload(
            "order_mentions_except", SimpleType.BOOL, order, texts, texts));
  }

  /** Named lists are prepared once; others, written in the condition, each time. */
  private Phrases phrases(Object list) {
    Phrases prepared = phrasesOfLists.get(list);
    return prepared != null ? prepared : new Phrases((List<?>) list);
  }

  private static boolean mentions(Object order, Phrases phrases, Phrases cues) {
    ReadLog.View view = (ReadLog.View) order;
    Fact text =
        view.fact(FactField.ORDER_TEXT)
            .orElseThrow(() -> new IllegalStateException("the order has no text"));
    Optional<String> quote = OrderWords.find((String) text.value(), phrases, cues);
    view.log()
        .quote(
            new Evidence(
                text.source(),
                quote.orElse(
                    "none of " + phrases.size() + " phrases is said of this patient now")));
    return quote.isPresent();
  }

  /** Compiles; on mistakes the answer is empty and the source has them. */
  Optional<Condition> compile(SourceText source, ScalarNode scalar) {
    CelValidationResult result = compiler.compile(scalar.getValue());
    if (result.hasError()) {
      ConditionMistakes.report(result, source, scalar, variables(), names.concepts());
      return Optional.empty();
    }
    try {
      CelAbstractSyntaxTree ast = result.getAst();
      FindingQueries queries = new FindingQueries(lists);
      CelAbstractSyntaxTree parsed = compiler.parse(scalar.getValue()).getAst();
      CelAbstractSyntaxTree program = rewritten.check(queries.rewrite(parsed)).getAst();
      Condition condition =
          new Condition(
              runtime.createProgram(program),
              lists,
              queries.queries(),
              queries.shape(),
              SameCondition.of(parsed.getExpr(), lists));
      new DeadConditions(ast, lists, names, source, scalar).report(condition);
      return Optional.of(condition);
    } catch (CelValidationException | CelEvaluationException e) {
      source.issue(scalar, e.getMessage());
      return Optional.empty();
    }
  }

  private List<String> variables() {
    List<String> names = new ArrayList<>(new TreeSet<>(lists.keySet()));
    for (Subject subject : Subject.values()) {
      names.add(subject.variable());
    }
    return names;
  }

  /** The types a condition may name: one for each subject. */
  private static final class FactTypes implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.copyOf(TYPES.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
      return types().stream().filter(type -> type.name().equals(name)).findFirst();
    }
  }
}
