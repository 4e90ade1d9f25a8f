package org.overread.admin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.overread.config.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Runs the node in the foreground. */
@Command(name = "start", description = "Run the node until SIGTERM or Ctrl-C.")
final class StartCommand implements Callable<Integer> {
  @ParentCommand private OverreadCommand overread;

  @Override
  public Integer call() throws Exception {
    Configuration configuration = overread.configuration();
    Path logback = overread.conf().resolve("logback.xml");
    // before the first logger: Logback reads both once
    System.setProperty("overread.log", configuration.node().dataDirectory().resolve("log").toString());
    if (Files.exists(logback)) {
      System.setProperty("logback.configurationFile", logback.toUri().toString());
    }
    overread.starter().run(configuration);
    return OverreadCommand.GOOD;
  }
}
