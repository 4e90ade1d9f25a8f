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
    // before the first logger: Logback reads both once
    System.setProperty(
        "overread.log", configuration.node().dataDirectory().resolve("log").toString());
    System.setProperty("logback.configurationFile", logging(overread.conf()));
    overread.starter().run(configuration);
    return OverreadCommand.GOOD;
  }

  /**
   * What the node logs and where to: logback.xml of the settings, or the same as shipped. A node is
   * never silent.
   */
  static String logging(Path conf) {
    Path own = conf.resolve("logback.xml");
    return Files.exists(own)
        ? own.toUri().toString()
        : StartCommand.class.getResource("node-logback.xml").toString();
  }
}
