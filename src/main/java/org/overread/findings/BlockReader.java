package org.overread.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Divides a vocabulary file into blocks; what a block may hold is checked, what it means is not.
 */
final class BlockReader {
  /** The list that lines directly under {@code set: name} belong to. */
  static final String PHRASES = "phrases";

  private static final Map<String, Set<String>> SETTINGS =
      Map.of(
          "set", Set.of(),
          "concept", Set.of("group", "negation", "within", "assertion"),
          "cue", Set.of("says", "reaches", "as far as", "where", "sections"),
          "stop", Set.of("for", "where"),
          "score", Set.of("group", "categories", "attached"));

  private static final Map<String, Set<String>> LISTS =
      Map.of(
          "set", Set.of(PHRASES),
          "concept", Set.of(PHRASES, "look-alikes", "all of", "unless"),
          "cue", Set.of(PHRASES),
          "stop", Set.of(PHRASES),
          "score", Set.of("written"));

  private final String file;
  private final List<VocabularyIssue> issues;
  private final List<Block> blocks = new ArrayList<>();
  private Block block;
  private List<SourceLine> list;

  BlockReader(String file, List<VocabularyIssue> issues) {
    this.file = file;
    this.issues = issues;
  }

  List<Block> read(String text) {
    int number = 0;
    for (String whole : text.split("\n", -1)) {
      number++;
      line(number, whole.replace("\r", ""));
    }
    return blocks;
  }

  private void line(int number, String whole) {
    String text = withoutComment(whole).stripTrailing();
    String bare = text.strip();
    if (bare.isEmpty()) {
      return;
    }
    int indent = text.indexOf(bare.charAt(0));
    SourceLine line = new SourceLine(file, number, indent + 1, bare, whole);
    if (indent > 0) {
      item(line);
    } else {
      key(line);
    }
  }

  private void item(SourceLine line) {
    if (list == null) {
      issues.add(line.issue("an indented line belongs under a list, e.g. \"phrases:\""));
    } else {
      list.add(line);
    }
  }

  private void key(SourceLine line) {
    int colon = line.text().indexOf(':');
    if (colon < 0) {
      issues.add(line.issue("expected \"key: value\"; a phrase is indented under its list"));
      list = null;
      return;
    }
    String key = line.text().substring(0, colon).strip().toLowerCase(Locale.ROOT);
    int from = colon + 1;
    while (from < line.text().length() && line.text().charAt(from) == ' ') {
      from++;
    }
    SourceLine value = line.part(from, line.text().length());
    if (SETTINGS.containsKey(key)) {
      start(key, value, line);
    } else if (block == null) {
      unknown(line, key, SETTINGS.keySet());
    } else if (LISTS.get(block.kind()).contains(key)) {
      list(key, value);
    } else if (SETTINGS.get(block.kind()).contains(key)) {
      setting(key, value, line);
    } else {
      List<String> known = new ArrayList<>(SETTINGS.get(block.kind()));
      known.addAll(LISTS.get(block.kind()));
      unknown(line, key, known);
    }
  }

  private void unknown(SourceLine line, String key, java.util.Collection<String> known) {
    issues.add(line.issue("unknown key \"" + key + "\"" + DidYouMean.hint(key, known)));
    list = new ArrayList<>(); // its lines are not mistakes of their own
  }

  private void start(String kind, SourceLine name, SourceLine line) {
    if (name.text().isEmpty()) {
      issues.add(line.issue("a " + kind + " needs a name"));
    }
    block = new Block(kind, name);
    blocks.add(block);
    list = null;
    if (kind.equals("set")) {
      list(PHRASES, name.part(name.text().length(), name.text().length()));
    }
  }

  /** A list may be continued, and may begin on the line of its key. */
  private void list(String key, SourceLine value) {
    list = block.lists().computeIfAbsent(key, k -> new ArrayList<>());
    if (!value.text().isEmpty()) {
      list.add(value);
    }
  }

  private void setting(String key, SourceLine value, SourceLine line) {
    list = null;
    if (value.text().isEmpty()) {
      issues.add(line.issue("\"" + key + "\" needs a value"));
    } else if (block.settings().put(key, value) != null) {
      issues.add(line.issue("\"" + key + "\" is given twice in this block"));
    }
  }

  /** A number sign begins a comment at the line's start or after a blank. */
  private static String withoutComment(String line) {
    int at = line.indexOf('#');
    while (at > 0 && !Character.isWhitespace(line.charAt(at - 1))) {
      at = line.indexOf('#', at + 1);
    }
    return at < 0 ? line : line.substring(0, at);
  }
}
