package org.overread.rules;

import java.util.List;
import java.util.stream.Collectors;

/** The rule files have mistakes; it carries all of them. Rules in use stay in use. */
public final class RuleFileException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<RuleIssue> issues;

  public RuleFileException(List<RuleIssue> issues) {
    super(issues.stream().map(RuleIssue::toString).collect(Collectors.joining("\n")));
    this.issues = List.copyOf(issues);
  }

  /** In the order of files and lines. */
  public List<RuleIssue> issues() {
    return issues;
  }
}
