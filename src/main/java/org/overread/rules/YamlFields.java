package org.overread.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping whose keys are known: reads values by key and reports what is unknown, repeated,
 * absent or malformed.
 */
final class YamlFields {
  private final SourceText source;
  private final Node start;
  private final Map<String, Node> values = new LinkedHashMap<>();

  private YamlFields(SourceText source, Node start) {
    this.source = source;
    this.start = start;
  }

  /**
   * Reports and gives an empty reading when the node is not a mapping. An empty set of known keys
   * allows any.
   */
  static YamlFields of(SourceText source, Node node, List<String> known) {
    YamlFields fields = new YamlFields(source, node);
    if (!(node instanceof MappingNode mapping)) {
      source.issue(node, "expected \"key: value\" lines");
      return fields;
    }
    for (NodeTuple tuple : mapping.getValue()) {
      String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (!known.isEmpty() && !known.contains(key)) {
        source.issue(
            tuple.getKeyNode(), "unknown key \"" + key + "\"" + DidYouMean.hint(key, known));
      } else if (fields.values.putIfAbsent(key, tuple.getValueNode()) != null) {
        source.issue(tuple.getKeyNode(), "key \"" + key + "\" is given twice");
      }
    }
    return fields;
  }

  Set<String> keys() {
    return values.keySet();
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Node node(String key) {
    return values.getOrDefault(key, start);
  }

  /** The value, or empty when absent or reported. */
  Optional<ScalarNode> scalar(String key) {
    Node node = values.get(key);
    if (node == null) {
      return Optional.empty();
    }
    if (node.getTag().getValue().startsWith("!")) {
      source.issue(
          node, "a value that begins with \"!\" must be in quotes: YAML takes it for a tag");
      return Optional.empty();
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return Optional.of(scalar);
    }
    source.issue(node, "\"" + key + "\" must be a single value");
    return Optional.empty();
  }

  Optional<ScalarNode> required(String key) {
    if (!has(key)) {
      source.issue(start, "\"" + key + "\" is missing");
    }
    return scalar(key);
  }

  OptionalInt whole(String key, int lowest, int highest) {
    Optional<ScalarNode> scalar = scalar(key);
    if (scalar.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int value = Integer.parseInt(scalar.get().getValue());
      if (value >= lowest && value <= highest) {
        return OptionalInt.of(value);
      }
    } catch (NumberFormatException e) {
      // reported below, with the range
    }
    source.issue(
        scalar.get(), "\"" + key + "\" must be a whole number from " + lowest + " to " + highest);
    return OptionalInt.empty();
  }

  OptionalDouble number(String key) {
    Optional<ScalarNode> scalar = scalar(key);
    if (scalar.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(scalar.get().getValue());
      if (value >= 0 && Double.isFinite(value)) {
        return OptionalDouble.of(value);
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    source.issue(scalar.get(), "\"" + key + "\" must be a number, zero or more");
    return OptionalDouble.empty();
  }

  Optional<Boolean> flag(String key) {
    Optional<ScalarNode> scalar = scalar(key);
    return scalar
        .flatMap(node -> choice(key, node, List.of("true", "false")))
        .map(Boolean::valueOf);
  }

  /** The value when it is one of the choices; else reported. */
  Optional<String> choice(String key, ScalarNode scalar, List<String> choices) {
    if (choices.contains(scalar.getValue())) {
      return Optional.of(scalar.getValue());
    }
    String name = scalar.getValue();
    source.issue(scalar, "unknown " + key + " \"" + name + "\"" + DidYouMean.hint(name, choices));
    return Optional.empty();
  }

  /** Items of a list; a single value is a list of one. */
  List<Node> items(String key) {
    Node node = values.get(key);
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    return node == null ? List.of() : List.of(node);
  }

  /** A list of texts; where choices are given, of these only. */
  List<String> texts(String key, List<String> choices) {
    List<String> texts = new ArrayList<>();
    for (Node item : items(key)) {
      if (!(item instanceof ScalarNode scalar)) {
        source.issue(item, "\"" + key + "\" must be a list of texts");
      } else if (choices.isEmpty()) {
        texts.add(scalar.getValue());
      } else {
        choice(key, scalar, choices).ifPresent(texts::add);
      }
    }
    return texts;
  }
}
