package org.overread.admin;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.overread.config.AdminSettings;
import org.overread.config.Configuration;
import org.overread.config.ConfigurationException;
import org.overread.config.ConfigurationReader;
import org.overread.config.RuleFolders;
import org.overread.rules.RuleFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 good, 1 failed, 2 wrong settings or usage. */
@Command(
    name = "overread",
    mixinStandardHelpOptions = true,
    version = "Overread",
    description = "A DICOM node that sends the right studies to a second reader.",
    synopsisSubcommandLabel = "COMMAND",
    scope = CommandLine.ScopeType.INHERIT)
public final class OverreadCommand implements Runnable {
  static final int GOOD = 0;
  static final int FAILED = 1;
  static final int WRONG_SETTINGS = CommandLine.ExitCode.USAGE;

  private final NodeStarter starter;
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--conf",
      scope = CommandLine.ScopeType.INHERIT,
      paramLabel = "DIR",
      defaultValue = "${env:OVERREAD_CONF:-conf}",
      description = "folder of overread.properties (default: ${DEFAULT-VALUE})")
  private Path conf;

  @Option(
      names = "--data",
      scope = CommandLine.ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "data folder, instead of data.directory of the settings")
  private Optional<Path> data;

  @Option(
      names = "--json",
      scope = CommandLine.ScopeType.INHERIT,
      description = "print what the node answers, as JSON")
  private boolean json;

  private OverreadCommand(NodeStarter starter, Map<String, String> environment) {
    this.starter = starter;
    this.environment = environment;
  }

  /** The command line with all its commands. */
  public static CommandLine commandLine(NodeStarter starter, Map<String, String> environment) {
    CommandLine line = new CommandLine(new OverreadCommand(starter, environment));
    line.addSubcommand(new StartCommand())
        .addSubcommand(new CheckConfigCommand())
        .addSubcommand(RuleCommands.line())
        .addSubcommand(FindingsCommands.line())
        .addSubcommand(new CommandLine.HelpCommand());
    ClientCommands.addTo(line);
    line.setExecutionExceptionHandler(OverreadCommand::failed);
    return line;
  }

  /** No command was given. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int failed(Exception e, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    PrintWriter err = line.getErr();
    if (e instanceof ConfigurationException wrong) {
      wrong.issues().forEach(err::println);
      err.println(count(wrong.issues().size()) + " in the settings; nothing was started");
      return WRONG_SETTINGS;
    }
    if (e instanceof RuleFileException wrong) {
      wrong.issues().forEach(err::println);
      err.println(count(wrong.issues().size()) + " in the rules; nothing was started");
      return WRONG_SETTINGS;
    }
    if (e instanceof NodeProblemException problem) {
      err.println(problem.getMessage() + (problem.next().isEmpty() ? "" : "; " + problem.next()));
      return FAILED;
    }
    err.println(e.getMessage() == null ? e.toString() : e.getMessage());
    return FAILED;
  }

  static String count(int mistakes) {
    return mistakes == 1 ? "1 mistake" : mistakes + " mistakes";
  }

  Configuration configuration() throws ConfigurationException {
    return new ConfigurationReader(environment).read(conf, data);
  }

  AdminSettings adminSettings() throws ConfigurationException {
    return new ConfigurationReader(environment).readAdmin(conf, data);
  }

  RuleFolders ruleFolders() throws ConfigurationException {
    return new ConfigurationReader(environment).readRuleFolders(conf);
  }

  NodeStarter starter() {
    return starter;
  }

  Path conf() {
    return conf;
  }

  boolean json() {
    return json;
  }
}
