package org.overread.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the blocks with {@code all of} into derived concepts, each after those it rests on. */
final class DerivedCompiler {
  private static final String PARTS = "all of";

  private final Map<Integer, Block> blocks = new LinkedHashMap<>();
  private final Map<String, Integer> numbers;
  private final List<VocabularyIssue> issues;
  private final List<DerivedConcept> ordered = new ArrayList<>();
  private final Set<Integer> open = new HashSet<>();
  private final Map<Integer, DerivedConcept> done = new HashMap<>();

  DerivedCompiler(List<Block> all, Map<String, Integer> numbers, List<VocabularyIssue> issues) {
    this.numbers = numbers;
    this.issues = issues;
    for (Block block : all) {
      if (block.kind().equals("concept") && !block.list(PARTS).isEmpty()) {
        blocks.put(numbers.get(block.name().text()), block);
      } else if (block.kind().equals("concept")) {
        onlyDerived(block, "within");
        onlyDerived(block, "assertion");
      }
    }
  }

  private void onlyDerived(Block block, String key) {
    if (block.isTold(key)) {
      issues.add(block.settings().get(key).issue("\"" + key + "\" needs a list \"all of:\""));
    }
  }

  List<DerivedConcept> compile() {
    blocks.keySet().forEach(this::visit);
    return List.copyOf(ordered);
  }

  private void visit(int number) {
    Block block = blocks.get(number);
    if (block == null || done.containsKey(number)) {
      return;
    }
    if (!open.add(number)) {
      issues.add(block.name().issue("the concept rests on itself"));
      return;
    }
    List<Integer> parts = concepts(block.list(PARTS));
    List<Integer> unless = concepts(block.list("unless"));
    parts.forEach(this::visit);
    unless.forEach(this::visit);
    DerivedConcept derived =
        new DerivedConcept(number, parts, unless, within(block), assertedBy(block, parts));
    open.remove(number);
    if (done.put(number, derived) == null) {
      ordered.add(derived);
    }
  }

  private List<Integer> concepts(List<SourceLine> names) {
    List<Integer> found = new ArrayList<>();
    for (SourceLine name : names) {
      Integer number = numbers.get(name.text());
      if (number == null) {
        issues.add(
            name.issue(
                "there is no concept \""
                    + name.text()
                    + "\""
                    + DidYouMean.hint(name.text(), numbers.keySet())));
      } else {
        found.add(number);
      }
    }
    return found;
  }

  private int within(Block block) {
    String within = block.setting("within", "sentence");
    switch (within) {
      case "sentence":
        return 0;
      case "section":
        return DerivedConcept.SECTION;
      case "report":
        return DerivedConcept.REPORT;
      default:
        String number = within.replaceFirst(" sentences?$", "");
        if (number.length() == 1 && Character.isDigit(number.charAt(0))) {
          return number.charAt(0) - '0';
        }
        issues.add(
            block
                .settings()
                .get("within")
                .issue("expected \"sentence\", e.g. \"2 sentences\", \"section\" or \"report\""));
        return 0;
    }
  }

  private int assertedBy(Block block, List<Integer> parts) {
    String by = block.setting("assertion", "weakest");
    if (by.equals("weakest")) {
      return -1;
    }
    int at = numbers.containsKey(by) ? parts.indexOf(numbers.get(by)) : -1;
    if (at < 0) {
      issues.add(
          block
              .settings()
              .get("assertion")
              .issue("expected \"weakest\" or one of the concepts under \"all of:\""));
    }
    return at;
  }
}
