package org.overread.findings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns the blocks of all files into what the reader of texts needs; collects all mistakes. */
final class VocabularyCompiler {
  /** The concepts that come from sizes compared; files may add phrases to them. */
  static final String GROWTH = "growth";

  static final String SHRINKAGE = "shrinkage";

  private static final String COURSE = "course";
  private static final String PHRASES = BlockReader.PHRASES;

  private final List<Block> blocks;
  private final List<VocabularyIssue> issues;
  private final WordTable words = new WordTable();

  /** The same word stands in many ways to read a phrase: its letters are walked once. */
  private final Map<String, Integer> symbols = new HashMap<>();

  private final PhraseTrie sets = new PhraseTrie();
  private final PhraseTrie phrases = new PhraseTrie();
  private final SetTable setTable;
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<Concept> concepts = new ArrayList<>();
  private final List<Boolean> sayNo = new ArrayList<>();
  private final Map<Integer, Score> scores = new LinkedHashMap<>();
  private final List<Score.Attached> attached = new ArrayList<>();

  VocabularyCompiler(List<Block> blocks, List<VocabularyIssue> issues) {
    this.blocks = blocks;
    this.issues = issues;
    this.setTable = new SetTable(blocks, issues);
  }

  Vocabulary.Compiled compile() {
    for (Block block : blocks) {
      if (block.kind().equals("concept") || block.kind().equals("score")) {
        name(block);
      }
    }
    builtIn(GROWTH);
    builtIn(SHRINKAGE);
    for (Block block : blocks) {
      if (block.kind().equals("concept")) {
        concept(block);
      } else if (block.kind().equals("score")) {
        score(block);
      }
    }
    List<DerivedConcept> derived = new DerivedCompiler(blocks, numbers, issues).compile();
    Cues cues = new CueCompiler(blocks, this::add, issues).compile();
    for (String name : setTable.names()) {
      for (List<PhraseParser.Step> path : setTable.paths(name)) {
        add(sets, path, setTable.number(name));
      }
    }
    return new Vocabulary.Compiled(
        words,
        sets,
        phrases,
        List.copyOf(concepts),
        List.copyOf(sayNo),
        derived,
        Map.copyOf(scores),
        List.copyOf(attached),
        numbers.get(GROWTH),
        numbers.get(SHRINKAGE),
        cues);
  }

  private void name(Block block) {
    String name = block.name().text();
    if (numbers.putIfAbsent(name, concepts.size()) != null) {
      issues.add(block.name().issue("there are two concepts \"" + name + "\""));
      return;
    }
    concepts.add(new Concept(name, block.setting("group", "")));
    String negation = block.setting("negation", "outside");
    if (!negation.equals("inside") && !negation.equals("outside")) {
      issues.add(block.settings().get("negation").issue("expected \"inside\" or \"outside\""));
    }
    sayNo.add(negation.equals("inside"));
  }

  private void builtIn(String name) {
    if (numbers.putIfAbsent(name, concepts.size()) == null) {
      concepts.add(new Concept(name, COURSE));
      sayNo.add(false);
    }
  }

  private void concept(Block block) {
    int number = numbers.get(block.name().text());
    if (block.list(PHRASES).isEmpty() && block.list("all of").isEmpty()) {
      issues.add(block.name().issue("the concept has neither \"phrases:\" nor \"all of:\""));
    }
    for (SourceLine line : block.list(PHRASES)) {
      add(phrases, line, 2 * number);
    }
    for (SourceLine line : block.list("look-alikes")) {
      add(phrases, line, 2 * number + 1);
    }
  }

  /** The number of a score's name is odd: it is no mention without its category. */
  private void score(Block block) {
    int number = numbers.get(block.name().text());
    Map<String, String> categories = new LinkedHashMap<>();
    for (String category : block.setting("categories", "").split("[ ,]+")) {
      int equal = category.indexOf('=');
      String written = equal < 0 ? category : category.substring(0, equal);
      String meant = equal < 0 ? category : category.substring(equal + 1);
      if (!written.isEmpty() && !meant.isEmpty()) {
        categories.put(written.toLowerCase(Locale.ROOT), meant);
      }
    }
    if (categories.isEmpty()) {
      issues.add(block.name().issue("the score has no \"categories:\""));
    }
    Score score = new Score(number, categories);
    for (String beginning : block.setting("attached", "").split("[ ,]+")) {
      if (!beginning.isEmpty()) {
        String small = beginning.toLowerCase(Locale.ROOT);
        int payload = 2 * (concepts.size() + attached.size());
        phrases.addPayload(phrases.addWord(PhraseTrie.ROOT, words.add(small + "*")), payload);
        attached.add(new Score.Attached(score, small));
      }
    }
    for (SourceLine line : block.list("written")) {
      add(phrases, line, 2 * number + 1);
    }
    scores.put(number, score);
  }

  private void add(PhraseTrie trie, SourceLine line, int payload) {
    PhraseParser parser = new PhraseParser(line, setTable::step, setTable.names(), issues);
    for (List<PhraseParser.Step> path : parser.read()) {
      add(trie, path, payload);
    }
  }

  private void add(PhraseTrie trie, List<PhraseParser.Step> path, int payload) {
    int node = PhraseTrie.ROOT;
    for (PhraseParser.Step step : path) {
      if (!step.word().isEmpty()) {
        node = trie.addWord(node, symbol(step.word()));
      } else if (!step.set().isEmpty()) {
        node = trie.addSpecial(node, setTable.number(step.set()), 0);
      } else {
        node = trie.addSpecial(node, PhraseTrie.NONE, step.gap());
      }
    }
    trie.addPayload(node, payload);
  }

  private int symbol(String word) {
    Integer known = symbols.get(word);
    if (known == null) {
      known = words.add(word);
      symbols.put(word, known);
    }
    return known;
  }
}
