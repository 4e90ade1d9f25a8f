package org.overread.admin;

import java.io.IOException;
import java.util.List;
import org.overread.config.Configuration;

/** Runs a node until the process is asked to end. */
public interface NodeStarter {
  void run(Configuration configuration) throws IOException;

  /**
   * Checks what only starting would find beside the settings, e.g. the rule files.
   *
   * @return every mistake, as the administrator should read it
   */
  List<String> check(Configuration configuration);
}
