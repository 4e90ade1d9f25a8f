package org.overread.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads one protocol from its YAML document; what is wrong goes to the source text. */
final class ProtocolReader {
  private static final List<String> KEYS =
      List.of(
          "protocol",
          "modality",
          "body-parts",
          "max-slice-thickness",
          "max-gap",
          "required",
          "recommended",
          "source");
  private static final List<String> REQUIREMENT_KEYS =
      List.of(
          "name",
          "weighting",
          "plane",
          "in-planes",
          "fat-suppressed",
          "post-contrast",
          "min-b-value");
  static final List<String> WEIGHTINGS = List.of("T1", "T2", "T2*", "PD", "STIR", "FLAIR", "DWI");
  static final List<String> PLANES = List.of("axial", "sagittal", "coronal", "oblique");

  private final SourceText source;

  ProtocolReader(SourceText source) {
    this.source = source;
  }

  Optional<Protocol> protocol(Node node, Set<String> names) {
    YamlFields fields = YamlFields.of(source, node, KEYS);
    Optional<String> name = fields.required("protocol").map(ScalarNode::getValue);
    if (name.isPresent() && !names.add("protocol " + name.get())) {
      source.issue(fields.node("protocol"), "a protocol \"" + name.get() + "\" is already defined");
    }
    Optional<String> modality = fields.required("modality").map(ScalarNode::getValue);
    List<String> terms = BodyParts.TABLE.terms().stream().sorted().toList();
    Set<String> bodyParts = Set.copyOf(fields.texts("body-parts", terms));
    if (!fields.has("body-parts")) {
      source.issue(node, "\"body-parts\" is missing");
    }
    List<Protocol.Requirement> required = requirements(fields, "required");
    List<Protocol.Requirement> recommended = requirements(fields, "recommended");
    return name.isEmpty() || modality.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Protocol(
                name.get(),
                modality.get(),
                bodyParts,
                fields.number("max-slice-thickness"),
                fields.number("max-gap"),
                required,
                recommended));
  }

  private List<Protocol.Requirement> requirements(YamlFields protocol, String key) {
    List<Protocol.Requirement> requirements = new ArrayList<>();
    for (Node item : protocol.items(key)) {
      YamlFields fields = YamlFields.of(source, item, REQUIREMENT_KEYS);
      Optional<String> name = fields.required("name").map(ScalarNode::getValue);
      requirements.add(
          new Protocol.Requirement(
              name.orElse(""),
              Set.copyOf(fields.texts("weighting", WEIGHTINGS)),
              Set.copyOf(fields.texts("plane", PLANES)),
              fields.flag("fat-suppressed"),
              fields.flag("post-contrast"),
              fields.number("min-b-value"),
              fields.has("in-planes") ? fields.whole("in-planes", 1, 3).orElse(1) : 1));
    }
    return requirements;
  }
}
