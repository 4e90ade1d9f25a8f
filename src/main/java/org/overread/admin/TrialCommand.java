package org.overread.admin;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.overread.config.ConfigurationException;
import org.overread.config.RuleFolders;
import org.overread.rules.RuleBook;
import org.overread.rules.RuleFileException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that tries rules and vocabulary here, without a running node: nothing of the node's
 * data is read or changed.
 */
abstract class TrialCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  final OverreadCommand overread() {
    return (OverreadCommand) spec.root().userObject();
  }

  final CommandSpec spec() {
    return spec;
  }

  /** The folders of the settings. */
  final RuleFolders folders() throws ConfigurationException {
    RuleFolders folders = overread().ruleFolders();
    return new RuleFolders(near(folders.rules()), near(folders.vocabulary()));
  }

  /**
   * Another folder of rules, or a folder with rules/ and maybe vocabulary/ in it; what it lacks is
   * that of the settings.
   */
  final RuleFolders within(Path folder) throws ConfigurationException {
    Path rules = folder.resolve("rules");
    Path vocabulary = folder.resolve("vocabulary");
    return new RuleFolders(
        Files.isDirectory(rules) ? rules : folder,
        Files.isDirectory(vocabulary) ? vocabulary : folders().vocabulary());
  }

  /** As a person in this folder would write it: places of mistakes are easier to read so. */
  private static Path near(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }

  final RuleBook book() throws ConfigurationException, RuleFileException {
    RuleFolders folders = folders();
    return RuleBook.load(folders.rules(), folders.vocabulary());
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** The result, as one line of JSON where that was asked for, else as text. */
  final void print(Object json, String text) {
    out().print(overread().json() ? Json.write(json) + System.lineSeparator() : text);
    out().flush();
  }
}
