package org.overread.config;

import java.nio.file.Path;

/**
 * One mistake in the settings.
 *
 * @param file it is in
 * @param line 1-based; 0 when it concerns the file as a whole
 * @param key as written or as expected; empty when no key is concerned
 * @param wrong what is wrong
 * @param right what would be right
 */
public record ConfigurationIssue(Path file, int line, String key, String wrong, String right) {

  /** {@code file:line: key: what is wrong; what would be right}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + wrong
        + "; "
        + right;
  }
}
