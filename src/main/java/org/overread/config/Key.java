package org.overread.config;

import java.util.Optional;

/**
 * A key that may be written.
 *
 * @param pattern the key; {@code *} stands for the name of a peer or reading group
 * @param standard text of the default; empty when there is none
 * @param help one line for the reference
 */
record Key<T>(String pattern, ValueType<T> type, Optional<String> standard, String help) {
  private static final String NAME = "*";

  /** The key of the peer or reading group of this name. */
  String of(String name) {
    return pattern.replace(NAME, name);
  }

  boolean named() {
    return pattern.contains(NAME);
  }

  /** "peer" of {@code peer.*.host}. */
  String family() {
    return pattern.substring(0, pattern.indexOf('.'));
  }

  boolean matches(String key) {
    if (!named()) {
      return key.equals(pattern);
    }
    String start = family() + ".";
    String end = pattern.substring(pattern.indexOf(NAME) + 1);
    return key.startsWith(start)
        && key.endsWith(end)
        && key.length() > start.length() + end.length()
        && key.indexOf('.', start.length()) == key.length() - end.length();
  }
}
