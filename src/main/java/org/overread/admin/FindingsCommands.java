package org.overread.admin;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code findings ...}: commands about what a text says that need no running node. */
@Command(
    name = "findings",
    description = "Score how texts are understood; needs no running node.",
    synopsisSubcommandLabel = "COMMAND")
final class FindingsCommands extends CommandGroup {
  private FindingsCommands() {}

  static CommandLine line() {
    return new CommandLine(new FindingsCommands()).addSubcommand(new FindingsScoreCommand());
  }
}
