package org.overread.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.report.SectionKind;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads the documents that are one for the whole folder, {@code policy:} and {@code weights:}; what
 * is wrong goes to the source texts.
 */
final class PolicyReader {
  private static final List<String> POLICY_KEYS =
      List.of("off", "least-urgent-level", "same-episode", "deadline-hours");
  private static final int MOST_HOURS = 24 * 90;

  private Optional<Policy> policy = Optional.empty();
  private Optional<SectionWeights> weights = Optional.empty();

  void read(SourceText source, Node node, YamlFields document) {
    if (document.has("policy")) {
      YamlFields.of(source, node, List.of("policy"));
      repeated(source, node, "policy", policy);
      policy = Optional.of(policy(source, document.node("policy")));
    } else if (document.has("weights")) {
      YamlFields.of(source, node, List.of("weights"));
      repeated(source, node, "weights", weights);
      weights = Optional.of(weights(source, document.node("weights")));
    }
  }

  Policy policy() {
    return policy.orElse(Policy.STANDARD);
  }

  SectionWeights weights() {
    return weights.orElse(SectionWeights.STANDARD);
  }

  private static void repeated(SourceText source, Node node, String kind, Optional<?> before) {
    if (before.isPresent()) {
      source.issue(node, "\"" + kind + "\" is given twice; there is one for the whole folder");
    }
  }

  private static Policy policy(SourceText source, Node node) {
    YamlFields fields = YamlFields.of(source, node, POLICY_KEYS);
    List<String> off = fields.texts("off", RuleReader.CRITERIA);
    int leastUrgent =
        fields.has("least-urgent-level")
            ? fields.whole("least-urgent-level", 1, Policy.LEVELS).orElse(Policy.LEVELS)
            : Policy.LEVELS;
    Optional<String> same =
        fields
            .scalar("same-episode")
            .flatMap(s -> fields.choice("same-episode", s, List.of("flag", "withhold")));
    return new Policy(
        Set.copyOf(off),
        leastUrgent,
        same.filter("flag"::equals).isPresent(),
        fields.has("deadline-hours") ? deadlines(source, fields) : Policy.STANDARD.deadlines());
  }

  private static List<Duration> deadlines(SourceText source, YamlFields fields) {
    List<Duration> deadlines = new ArrayList<>();
    for (Node item : fields.items("deadline-hours")) {
      String value = item instanceof ScalarNode scalar ? scalar.getValue() : "";
      int hours = value.matches("\\d{1,4}") ? Integer.parseInt(value) : 0;
      if (hours < 1 || hours > MOST_HOURS) {
        source.issue(item, "a deadline must be a whole number of hours, 1 to " + MOST_HOURS);
      }
      deadlines.add(Duration.ofHours(hours));
    }
    if (deadlines.size() != Policy.LEVELS) {
      source.issue(
          fields.node("deadline-hours"),
          "\"deadline-hours\" must have " + Policy.LEVELS + " numbers, for level 1 to 5");
      return Policy.STANDARD.deadlines();
    }
    return deadlines;
  }

  private static SectionWeights weights(SourceText source, Node node) {
    Map<String, Map<SectionKind, Double>> weights = new HashMap<>();
    YamlFields criteria = YamlFields.of(source, node, RuleReader.CRITERIA);
    List<String> sections = SectionWeights.SECTIONS.stream().sorted().toList();
    for (String criterion : criteria.keys()) {
      YamlFields values = YamlFields.of(source, criteria.node(criterion), sections);
      Map<SectionKind, Double> changed = new EnumMap<>(SectionKind.class);
      for (String section : values.keys()) {
        double weight = values.number(section).orElse(0);
        if (weight > 1) {
          source.issue(values.node(section), "a weight is a number from 0 to 1");
        }
        changed.put(SectionKind.valueOf(section.toUpperCase(java.util.Locale.ROOT)), weight);
      }
      weights.put(criterion, changed);
    }
    return new SectionWeights(weights);
  }
}
