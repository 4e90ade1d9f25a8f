package org.overread.admin;

import java.io.PrintWriter;
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

  final RuleFolders folders() throws ConfigurationException {
    return overread().ruleFolders();
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
