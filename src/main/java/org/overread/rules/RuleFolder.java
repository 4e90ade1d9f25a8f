package org.overread.rules;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.overread.rules.FactField.Subject;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a folder of rule files: first the named lists of all files, then protocols and rules, which
 * may use them.
 */
final class RuleFolder {
  private static final String LIST_NAME = "[a-z][a-zA-Z0-9_]*";
  private static final List<String> DOCUMENTS =
      List.of("rule", "lists", "protocol", "weights", "policy");

  /** A folder beyond this is not a rule folder; it bounds the time of a decision. */
  private static final int MOST_RULES = 500;

  private final Path folder;
  private final ConceptNames vocabulary;
  private final List<RuleIssue> issues = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private final List<SourceText> sources = new ArrayList<>();
  private final Map<String, List<String>> lists = new TreeMap<>();
  private final ByteArrayOutputStream contents = new ByteArrayOutputStream();

  private record Document(SourceText source, Node node, YamlFields fields) {}

  RuleFolder(Path folder, ConceptNames names) {
    this.folder = folder;
    this.vocabulary = names;
  }

  RuleSet read() throws RuleFileException {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".yaml")).sorted().forEach(this::readFile);
    } catch (IOException e) {
      issues.add(new RuleIssue(folder.toString(), 0, 0, "the folder of rules cannot be read", ""));
    }
    documents.stream().filter(document -> document.fields.has("lists")).forEach(this::readLists);
    List<Protocol> protocols = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Conditions conditions = new Conditions(lists, vocabulary);
    PolicyReader policies = new PolicyReader();
    documents.forEach(document -> policies.read(document.source, document.node, document.fields));
    for (Document document : documents) {
      RuleReader reader = new RuleReader(document.source, conditions, policies.weights(), rules);
      if (document.fields.has("rule")) {
        reader.rule(document.node, names).ifPresent(rules::add);
      } else if (document.fields.has("protocol")) {
        new ProtocolReader(document.source)
            .protocol(document.node, names)
            .ifPresent(protocols::add);
      }
    }
    sources.forEach(source -> issues.addAll(source.issues()));
    if (issues.isEmpty() && (rules.isEmpty() || rules.size() > MOST_RULES)) {
      String message =
          rules.isEmpty() ? "no rule in any file *.yaml" : "more than " + MOST_RULES + " rules";
      issues.add(new RuleIssue(folder.toString(), 0, 0, message, ""));
    }
    if (!issues.isEmpty()) {
      throw new RuleFileException(issues);
    }
    Phrases secondOpinion =
        new Phrases(lists.getOrDefault(SecondOpinion.LIST, SecondOpinion.PHRASES));
    String version = Fingerprint.sha256(contents.toByteArray());
    return new RuleSet(rules, protocols, policies.policy(), secondOpinion, version);
  }

  private void readFile(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      contents.writeBytes(
          (file.getFileName() + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
      contents.writeBytes(bytes);
      parse(file, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      issues.add(new RuleIssue(file.toString(), 0, 0, "the file is not UTF-8 text", ""));
    } catch (IOException e) {
      issues.add(new RuleIssue(file.toString(), 0, 0, "the file cannot be read", ""));
    }
  }

  private void parse(Path file, String text) {
    SourceText source = new SourceText(file.toString(), text);
    sources.add(source);
    try {
      for (Node node : new Yaml(new LoaderOptions()).composeAll(new StringReader(text))) {
        kind(source, node).ifPresent(documents::add);
      }
    } catch (MarkedYAMLException e) {
      source.issue(e.getProblemMark(), "not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      source.issueAt(0, 0, "not YAML: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static Optional<Document> kind(SourceText source, Node node) {
    YamlFields fields =
        YamlFields.of(
            new SourceText("", ""), node, List.of()); // keys are checked by who reads the document
    if (fields.keys().stream().noneMatch(DOCUMENTS::contains)) {
      if (!(node instanceof ScalarNode scalar
          && scalar.getValue().isEmpty())) { // only comments between two "---"
        source.issue(
            node,
            "a document must begin with \"rule:\", \"lists:\", \"protocol:\", \"weights:\" or"
                + " \"policy:\"");
      }
      return Optional.empty();
    }
    return Optional.of(new Document(source, node, fields));
  }

  private void readLists(Document document) {
    YamlFields.of(document.source, document.node, List.of("lists"));
    YamlFields entries = YamlFields.of(document.source, document.fields.node("lists"), List.of());
    for (String name : entries.keys()) {
      boolean taken = Subject.of(name).isPresent();
      if (!name.matches(LIST_NAME) || taken) {
        document.source.issue(
            entries.node(name), "\"" + name + "\" cannot name a list; use letters, digits and _");
      } else if (lists.put(name, List.copyOf(entries.texts(name, List.of()))) != null) {
        document.source.issue(entries.node(name), "list \"" + name + "\" is given twice");
      }
    }
  }
}
