package org.overread.admin;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.overread.config.Configuration;
import org.overread.config.ConfigurationReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Finds all mistakes without starting anything. */
@Command(name = "check-config", description = "Check settings and rules; start nothing.")
final class CheckConfigCommand implements Callable<Integer> {
  @ParentCommand private OverreadCommand overread;
  @Spec private CommandSpec spec;

  @Option(names = "--reference", description = "print every key with meaning, form and default")
  private boolean reference;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    if (reference) {
      out.print(ConfigurationReader.reference());
      out.flush();
      return OverreadCommand.GOOD;
    }
    Configuration configuration = overread.configuration();
    List<String> mistakes = overread.starter().check(configuration);
    if (mistakes.isEmpty()) {
      out.println("Settings and rules are good.");
      return OverreadCommand.GOOD;
    }
    PrintWriter err = spec.commandLine().getErr();
    mistakes.forEach(err::println);
    err.println(OverreadCommand.count(mistakes.size()) + " in the rules");
    return OverreadCommand.WRONG_SETTINGS;
  }
}
