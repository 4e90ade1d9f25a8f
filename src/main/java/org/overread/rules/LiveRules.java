package org.overread.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The rules and vocabulary in use, which can be exchanged while the node runs. Whoever decides a
 * case asks once for {@link #current} and keeps the answer until the case is decided.
 */
public final class LiveRules {
  private final AtomicReference<RuleBook> current;

  public LiveRules(RuleBook first) {
    current = new AtomicReference<>(first);
  }

  public RuleBook current() {
    return current.get();
  }

  /**
   * Reads both folders and takes them into use, if there is no mistake in them; else all stays as
   * it was.
   *
   * @return the mistakes; empty when the new rules are in use
   */
  public List<RuleIssue> reload(Path rules, Path vocabulary) {
    try {
      current.set(RuleBook.load(rules, vocabulary));
      return List.of();
    } catch (RuleFileException e) {
      return e.issues();
    }
  }
}
