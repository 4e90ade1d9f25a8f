package org.overread.admin;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code rules ...}: commands about rules that need no running node. */
@Command(
    name = "rules",
    description = "Check rules, try them on reports, and score them; needs no running node.",
    synopsisSubcommandLabel = "COMMAND")
final class RuleCommands extends CommandGroup {
  private RuleCommands() {}

  static CommandLine line() {
    return new CommandLine(new RuleCommands())
        .addSubcommand(new RulesCheckCommand())
        .addSubcommand(new RulesTryCommand())
        .addSubcommand(new RulesBacktestCommand())
        .addSubcommand(new RulesScoreCommand());
  }
}
