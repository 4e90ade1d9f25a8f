package org.overread.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one rule from its YAML document; what is wrong goes to the source text. */
final class RuleReader {
  private static final List<String> KEYS =
      List.of(
          "rule",
          "criterion",
          "mode",
          "level",
          "preliminary",
          "when",
          "points",
          "flag-at",
          "because");
  private static final List<String> POINT_KEYS = List.of("add", "when", "because");
  private static final List<String> MODES =
      Stream.of(RuleMode.values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();

  /** The reasons for a second reading that the product knows. */
  static final List<String> CRITERIA =
      List.of(
          "surgery_recommended",
          "serious_diagnosis",
          "mismatch_findings_exceed_symptoms",
          "mismatch_symptoms_exceed_findings",
          "complex_unusual",
          "treatment_failure",
          "poor_quality",
          "context");

  /** What is not signed may change; it may only cause a notice that cannot wait. */
  private static final int LEVEL_OF_PRELIMINARY = 1;

  private static final int MOST_POINTS = 100;

  private final SourceText source;
  private final Conditions conditions;
  private final SectionWeights weights;
  private final List<Rule> earlier;

  /**
   * @param earlier rules read before, of all files
   */
  RuleReader(SourceText source, Conditions conditions, SectionWeights weights, List<Rule> earlier) {
    this.source = source;
    this.earlier = earlier;
    this.conditions = conditions;
    this.weights = weights;
  }

  Optional<Rule> rule(Node node, Set<String> names) {
    YamlFields fields = YamlFields.of(source, node, KEYS);
    Optional<String> name = fields.required("rule").map(ScalarNode::getValue);
    if (name.isPresent() && !names.add("rule " + name.get())) {
      source.issue(fields.node("rule"), "a rule \"" + name.get() + "\" is already defined");
    }
    Optional<String> criterion =
        fields.required("criterion").flatMap(s -> fields.choice("criterion", s, CRITERIA));
    Optional<String> mode = fields.required("mode").flatMap(s -> fields.choice("mode", s, MODES));
    fields.required("level");
    OptionalInt level = fields.has("level") ? fields.whole("level", 1, 5) : OptionalInt.empty();
    boolean unsigned = fields.flag("preliminary").orElse(false);
    if (unsigned && level.isPresent() && level.getAsInt() > LEVEL_OF_PRELIMINARY) {
      source.issue(
          fields.node("preliminary"), "only a rule of level 1 may act on a preliminary report");
    }
    Optional<String> because = fields.required("because").map(ScalarNode::getValue);
    Optional<Condition> when =
        fields.scalar("when").flatMap(scalar -> conditions.compile(source, scalar));
    List<Rule.Point> points = points(fields);
    OptionalInt flagAt = flagAt(fields, points);
    boolean decides = when.isPresent() || !points.isEmpty();
    if (!fields.has("when") && !fields.has("points")) {
      source.issue(node, "a rule needs \"when\" or \"points\"");
    }
    if (name.isEmpty()
        || criterion.isEmpty()
        || mode.isEmpty()
        || level.isEmpty()
        || because.isEmpty()
        || !decides) {
      return Optional.empty(); // reported
    }
    Rule rule =
        new Rule(
            name.get(),
            criterion.get(),
            RuleMode.valueOf(mode.get().toUpperCase(Locale.ROOT)),
            level.getAsInt(),
            new RuleScope(unsigned, weights.of(criterion.get())),
            when,
            points,
            flagAt.orElse(0),
            because.get().strip());
    earlier.stream()
        .filter(before -> before.covers(rule))
        .findFirst()
        .ifPresent(
            before ->
                source.issue(
                    fields.node("when"),
                    "this rule adds nothing: rule \""
                        + before.name()
                        + "\", of the same criterion and level, covers its condition"));
    return Optional.of(rule);
  }

  private OptionalInt flagAt(YamlFields fields, List<Rule.Point> points) {
    if (!fields.has("points")) {
      if (fields.has("flag-at")) {
        source.issue(fields.node("flag-at"), "\"flag-at\" is for rules with \"points\"");
      }
      return OptionalInt.empty();
    }
    fields.required("flag-at");
    OptionalInt flagAt =
        fields.has("flag-at") ? fields.whole("flag-at", 1, MOST_POINTS) : OptionalInt.empty();
    int sum = points.stream().mapToInt(Rule.Point::add).sum();
    boolean allRead = points.size() == fields.items("points").size();
    if (allRead && flagAt.isPresent() && sum < flagAt.getAsInt()) {
      source.issue(
          fields.node("flag-at"),
          "this can never be true: all points together are "
              + sum
              + ", less than "
              + flagAt.getAsInt());
    }
    return flagAt;
  }

  private List<Rule.Point> points(YamlFields rule) {
    List<Rule.Point> points = new ArrayList<>();
    for (Node item : rule.items("points")) {
      YamlFields fields = YamlFields.of(source, item, POINT_KEYS);
      fields.required("add");
      OptionalInt add =
          fields.has("add") ? fields.whole("add", 1, MOST_POINTS) : OptionalInt.empty();
      Optional<Condition> when =
          fields.required("when").flatMap(scalar -> conditions.compile(source, scalar));
      Optional<String> because = fields.required("because").map(ScalarNode::getValue);
      if (add.isPresent() && when.isPresent() && because.isPresent()) {
        points.add(new Rule.Point(add.getAsInt(), when.get(), because.get().strip()));
      }
    }
    return List.copyOf(points);
  }
}
