package org.overread.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.overread.admin.NodeStarter;
import org.overread.admin.OverreadCommand;
import org.overread.config.Configuration;
import picocli.CommandLine;

/** A command of the command line that needs no node, and what it printed. */
public record CommandRun(int code, String out, String err) {
  private static final NodeStarter NO_NODE =
      new NodeStarter() {
        @Override
        public void run(Configuration configuration) {
          throw new IllegalStateException("this command starts no node");
        }

        @Override
        public List<String> check(Configuration configuration) {
          throw new IllegalStateException("this command checks no settings");
        }
      };

  public static CommandRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = OverreadCommand.commandLine(NO_NODE, Map.of());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    int code = line.execute(arguments);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
