package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelOptions;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.overread.dicom.Attributes;
import org.overread.report.ReportStatus;
import org.overread.testing.MarkedReport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The index and the rewriting change no answer: random conditions over random findings are answered
 * as by the language alone, over plain maps.
 */
class FindingSemanticsTest {
  private static final List<String> CONCEPTS = List.of("a", "b", "c");
  private static final List<String> SECTIONS = List.of("order", "findings", "impression");
  private static final Map<String, List<String>> LISTS = Map.of("few", List.of("a", "c"));
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addVar("findings", ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN)))
          .addVar("few", ListType.create(SimpleType.STRING))
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(CelOptions.current().enableHeterogeneousNumericComparisons(true).build())
          .build();

  private static final Conditions CONDITIONS =
      new Conditions(LISTS, new ConceptNames(Set.copyOf(CONCEPTS), Set.of()));

  private final Random random = new Random(20261124);

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String condition(int depth) {
    String inner = depth == 0 ? look("f", 1) : condition(depth - 1);
    return switch (random.nextInt(6)) {
      case 0 -> "!(" + inner + ")";
      case 1 -> "(" + inner + " && " + look("f", 1) + ")";
      case 2 -> "(" + inner + " || " + look("g", 1) + ")";
      case 3 -> "(" + look("f", 1) + " ? " + inner + " : " + look("g", 0) + ")";
      default -> inner;
    };
  }

  private String look(String variable, int depth) {
    String p = predicate(variable, 2, depth);
    return switch (random.nextInt(7)) {
      case 0 -> "findings.all(" + variable + ", " + p + ")";
      case 1 -> "findings.exists_one(" + variable + ", " + p + ")";
      case 2 -> "findings.filter(" + variable + ", " + p + ").size() >= 2";
      default -> "findings.exists(" + variable + ", " + p + ")";
    };
  }

  private String predicate(String f, int depth, int looks) {
    if (depth > 0) {
      String left = predicate(f, depth - 1, looks);
      String right = predicate(f, depth - 1, 0);
      return switch (random.nextInt(5)) {
        case 0 -> left;
        case 1 -> "(" + left + " || " + right + ")";
        default -> "(" + left + " && " + right + ")";
      };
    }
    return switch (random.nextInt(looks > 0 ? 10 : 9)) {
      case 0 -> f + ".concept == '" + one(CONCEPTS) + "'";
      case 1 -> "'" + one(CONCEPTS) + "' == " + f + ".concept";
      case 2 -> f + ".concept in few";
      case 3 -> f + ".section in ['" + one(SECTIONS) + "', '" + one(SECTIONS) + "']";
      case 4 -> "!" + f + ".negated";
      case 5 -> f + ".present";
      case 6 -> f + ".concept != '" + one(CONCEPTS) + "'";
      case 7 -> f + ".sizeMm > 4.5";
      case 8 -> "!(" + f + ".historical || " + f + ".section == '" + one(SECTIONS) + "')";
      default ->
          "findings.exists(h, h.sentence == " + f + ".sentence && " + predicate("h", 1, 0) + ")";
    };
  }

  private String report() {
    StringBuilder text = new StringBuilder("status final\n");
    for (String section : SECTIONS) {
      text.append("# ").append(section).append('\n');
      for (int i = random.nextInt(3); i > 0; i--) {
        for (int j = random.nextInt(3); j >= 0; j--) {
          text.append('{').append(one(CONCEPTS)).append("|words|");
          text.append(one(List.of("negated", "possible", "present", "present historical")));
          text.append(random.nextBoolean() ? " size=" + random.nextInt(9) : "").append("} ");
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static List<Map<String, Object>> plain(MarkedReport report) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (var mention : report.mentions()) {
      Map<String, Object> map = new HashMap<>();
      map.put("concept", mention.concept());
      map.put("section", mention.section().term());
      map.put("sentence", (long) mention.sentence());
      map.put("present", mention.assertion().isAsserted());
      map.put("negated", mention.assertion().certainty().ordinal() == 0);
      map.put("historical", mention.assertion().historical());
      mention.sizeMm().ifPresent(size -> map.put("sizeMm", size));
      all.add(map);
    }
    return all;
  }

  private static Answer byTheLanguageAlone(String condition, MarkedReport report) throws Exception {
    try {
      Object value =
          RUNTIME
              .createProgram(COMPILER.compile(condition).getAst())
              .eval(Map.of("findings", plain(report), "few", LISTS.get("few")));
      return (Boolean) value ? Answer.YES : Answer.NO;
    } catch (CelEvaluationException e) {
      return Answer.NOT_KNOWN;
    }
  }

  private static Answer answer(Condition condition, MarkedReport report, ReportStatus status) {
    CaseFacts facts =
        new CaseFacts.Builder()
            .add(new Attributes())
            .report(report.text(), report.mentions(), status)
            .build();
    PreparedCase theCase =
        new PreparedCase(
            facts,
            FactSet.NONE,
            FactSet.NONE,
            FindingIndex.of(facts.text(), false),
            FindingIndex.of(facts.text(), true));
    RuleScope scope = new RuleScope(false, SectionWeights.STANDARD.of("complex_unusual"));
    return condition.evaluate(theCase, scope).answer();
  }

  /** A condition that can never be true is compiled all the same; its answers are compared too. */
  private static Condition compiled(String condition) {
    String file = "|\n  " + condition;
    ScalarNode node = (ScalarNode) new Yaml(new LoaderOptions()).compose(new StringReader(file));
    return CONDITIONS.compile(new SourceText("a", file), node).orElseThrow();
  }

  @Test
  void whatIsSaidWithoutTheReportHoldsWhateverTheReportSays() {
    Map<Answer, Integer> early = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      String condition = condition(1);
      Condition compiled = compiled(condition);
      for (int j = 0; j < 5; j++) {
        MarkedReport report = MarkedReport.of(report());
        // A preliminary report is not seen by these rules; the order's mentions are.
        Answer before = answer(compiled, report, ReportStatus.PRELIMINARY);
        Answer after = answer(compiled, report, ReportStatus.FINAL);
        early.merge(before, 1, Integer::sum);
        if (before != Answer.NOT_KNOWN && after != Answer.NOT_KNOWN) {
          assertThat(before).as("%s over %s", condition, report.mentions()).isEqualTo(after);
        }
      }
    }
    assertThat(early.entrySet().stream().filter(e -> e.getValue() > 20).map(Map.Entry::getKey))
        .as(early.toString())
        .containsAll(Set.of(Answer.values()));
  }

  @Test
  void aPredicateThatDoesNotAskWhatTheFindingIsSaysNothingWithoutTheReport() {
    MarkedReport report = MarkedReport.of("status preliminary\n# impression\n{a|words}\n");
    for (String look :
        List.of("findings.exists(f, size(few) == 2)", "findings.all(f, size(few) == 1)")) {
      assertThat(answer(compiled(look), report, ReportStatus.PRELIMINARY))
          .as(look)
          .isEqualTo(Answer.NOT_KNOWN);
    }
  }

  @Test
  void theIndexChangesNoAnswer() throws Exception {
    Map<Answer, Integer> answers = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      String condition = condition(1);
      Condition compiled = compiled(condition);
      for (int j = 0; j < 5; j++) {
        MarkedReport report = MarkedReport.of(report());
        Answer answer = answer(compiled, report, ReportStatus.FINAL);
        assertThat(answer)
            .as("%s over %s", condition, report.mentions())
            .isEqualTo(byTheLanguageAlone(condition, report));
        answers.merge(answer, 1, Integer::sum);
      }
    }
    // Each kind of answer is compared often enough to mean something.
    assertThat(answers.entrySet().stream().filter(e -> e.getValue() > 50).map(Map.Entry::getKey))
        .as(answers.toString())
        .containsAll(Set.of(Answer.values()));
  }
}
