package org.overread.admin;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.overread.config.Configuration;
import picocli.CommandLine;

/** Runs client commands with their output in hand. */
public final class AdminCommandLines {
  private static final NodeStarter NONE =
      new NodeStarter() {
        @Override
        public void run(Configuration configuration) {
          throw new UnsupportedOperationException("client commands only");
        }

        @Override
        public List<String> check(Configuration configuration) {
          return List.of();
        }
      };

  private AdminCommandLines() {}

  /** Standard output and error both go to the writer; gives the exit code. */
  public static int run(PrintWriter out, List<String> arguments) {
    CommandLine line = OverreadCommand.commandLine(NONE, Map.of());
    return line.setOut(out).setErr(out).execute(arguments.toArray(String[]::new));
  }
}
