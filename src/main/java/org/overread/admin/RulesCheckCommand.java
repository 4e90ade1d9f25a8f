package org.overread.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overread.config.ConfigurationException;
import org.overread.config.RuleFolders;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleFileException;
import org.overread.rules.RuleIssue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** All mistakes of rules and vocabulary, without taking them into use. */
@Command(
    name = "check",
    description =
        "Every mistake of the rules and the vocabulary, with its place; exit code 2 when there is"
            + " one. Rules are checked when the vocabulary they speak of is right.")
final class RulesCheckCommand extends TrialCommand {
  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description =
          "folder of rules, or folder with rules/ and vocabulary/ in it; without, the folders of"
              + " the settings")
  private Optional<Path> folder = Optional.empty();

  /** A mistake, for scripts. */
  record Mistake(String file, int line, int column, String message, String sourceLine) {}

  @Override
  public Integer call() throws Exception {
    RuleFolders folders = folders(folder);
    try {
      RuleBook book = RuleBook.load(folders.rules(), folders.vocabulary());
      print(
          List.of(),
          book.rules().names().size()
              + " rules and "
              + book.vocabulary().concepts().size()
              + " concepts are good, version "
              + StatusText.version(book.version())
              + System.lineSeparator());
      return OverreadCommand.GOOD;
    } catch (RuleFileException e) {
      List<RuleIssue> issues = e.issues();
      if (overread().json()) {
        print(issues.stream().map(RulesCheckCommand::mistake).toList(), "");
      } else {
        issues.forEach(err()::println);
        err().println(OverreadCommand.count(issues.size()));
      }
      return OverreadCommand.WRONG_SETTINGS;
    }
  }

  private static Mistake mistake(RuleIssue issue) {
    return new Mistake(
        issue.file(), issue.line(), issue.column(), issue.message(), issue.sourceLine());
  }

  private RuleFolders folders(Optional<Path> given) throws ConfigurationException {
    if (given.isEmpty()) {
      return folders();
    }
    return within(given.get());
  }
}
