package org.overread.findings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of a vocabulary file: {@code kind: name}, then its settings (one line each) and its
 * lists (indented lines under a key).
 */
record Block(
    String kind,
    SourceLine name,
    Map<String, SourceLine> settings,
    Map<String, List<SourceLine>> lists) {

  Block(String kind, SourceLine name) {
    this(kind, name, new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  List<SourceLine> list(String key) {
    return lists.getOrDefault(key, List.of());
  }

  /** A setting's words; the default where it is not given. */
  String setting(String key, String otherwise) {
    SourceLine line = settings.get(key);
    return line == null ? otherwise : line.text();
  }

  boolean isTold(String key) {
    return settings.containsKey(key);
  }
}
