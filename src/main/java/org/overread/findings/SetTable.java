package org.overread.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sets of a vocabulary, each spelt out; a set may use others, in any order and file. */
final class SetTable {
  private final Map<String, Block> blocks = new LinkedHashMap<>();
  private final Map<String, List<List<PhraseParser.Step>>> spelt = new HashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private final List<VocabularyIssue> issues;

  SetTable(List<Block> all, List<VocabularyIssue> issues) {
    this.issues = issues;
    for (Block block : all) {
      if (block.kind().equals("set")) {
        String name = block.name().text().toLowerCase(Locale.ROOT);
        if (blocks.putIfAbsent(name, block) != null) {
          issues.add(block.name().issue("there are two sets \"" + name + "\""));
        } else if (block.list(BlockReader.PHRASES).isEmpty()) {
          issues.add(block.name().issue("the set has no words"));
        }
      }
    }
    blocks.keySet().forEach(this::spell);
  }

  Set<String> names() {
    return blocks.keySet();
  }

  int number(String name) {
    return numbers.computeIfAbsent(name, n -> numbers.size());
  }

  List<List<PhraseParser.Step>> paths(String name) {
    return spelt.getOrDefault(name, List.of());
  }

  private Optional<List<List<PhraseParser.Step>>> spell(String name) {
    Block block = blocks.get(name);
    if (block == null) {
      return Optional.empty();
    }
    if (!spelt.containsKey(name)) {
      if (!open.add(name)) {
        issues.add(block.name().issue("the set \"" + name + "\" contains itself"));
        return Optional.of(List.of());
      }
      List<List<PhraseParser.Step>> paths = new ArrayList<>();
      for (SourceLine line : block.list(BlockReader.PHRASES)) {
        paths.addAll(new PhraseParser(line, this::spell, names(), issues).read());
      }
      open.remove(name);
      spelt.put(name, paths);
    }
    return Optional.of(spelt.get(name));
  }

  /** A set's name as one step of a phrase. */
  Optional<List<List<PhraseParser.Step>>> step(String name) {
    return blocks.containsKey(name)
        ? Optional.of(List.of(List.of(new PhraseParser.Step("", name, 0))))
        : Optional.empty();
  }
}
