package org.overread.admin;

import java.util.List;

/**
 * What came of loading rules and vocabulary.
 *
 * @param version of the rules and vocabulary in use now
 * @param mistakes each with file, line and column; empty when what is on the disk is in use
 */
public record ReloadReport(String version, List<String> mistakes) {
  public ReloadReport {
    mistakes = List.copyOf(mistakes);
  }
}
