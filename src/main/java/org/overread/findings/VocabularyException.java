package org.overread.findings;

import java.util.List;
import java.util.stream.Collectors;

/** The vocabulary files have mistakes; it carries all of them. A vocabulary in use stays in use. */
public final class VocabularyException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<VocabularyIssue> issues;

  public VocabularyException(List<VocabularyIssue> issues) {
    super(issues.stream().map(VocabularyIssue::toString).collect(Collectors.joining("\n")));
    this.issues = List.copyOf(issues);
  }

  /** In the order of files and lines. */
  public List<VocabularyIssue> issues() {
    return issues;
  }
}
