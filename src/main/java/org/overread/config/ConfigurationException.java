package org.overread.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. Carries every mistake found, in the order of the file. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ConfigurationIssue> issues;

  public ConfigurationException(List<ConfigurationIssue> issues) {
    super(
        issues.stream()
            .map(ConfigurationIssue::toString)
            .collect(Collectors.joining(System.lineSeparator())));
    this.issues = List.copyOf(issues);
  }

  /** At least one. */
  public List<ConfigurationIssue> issues() {
    return issues;
  }
}
