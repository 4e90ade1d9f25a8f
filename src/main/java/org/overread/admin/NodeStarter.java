package org.overread.admin;

import java.io.IOException;
import java.util.List;
import org.overread.config.Configuration;
import org.overread.rules.RuleFileException;

/** Runs a node until the process is asked to end. */
public interface NodeStarter {
  /**
   * Returns when the node has closed.
   *
   * @throws IOException when the node cannot be opened; nothing runs then
   * @throws RuleFileException with every mistake of the rules; nothing was opened
   */
  void run(Configuration configuration) throws IOException, RuleFileException;

  /**
   * Checks what is read beside the settings: the rule files.
   *
   * @return every mistake, as the administrator should read it
   */
  List<String> check(Configuration configuration);
}
