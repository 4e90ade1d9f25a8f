package org.overread.rules;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overread.rules.FactField.Subject;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Turns the compiler's messages into sentences for the author of a rule. */
final class ConditionMistakes {
  private static final Pattern FIELD = Pattern.compile("undefined field '(.*)'");
  private static final Pattern NAME =
      Pattern.compile("undeclared reference to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern OVERLOAD =
      Pattern.compile(
          "found no matching overload for '_?([^']*?)_?' applied to '([^']*)'.*", Pattern.DOTALL);
  private static final Pattern RESULT = Pattern.compile("expected type 'bool' but found '(.*)'");

  /** What the parser says, and of which token. */
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(mismatched input|extraneous input|missing|token recognition error at:|no viable"
              + " alternative at input) '(.*?)'(?= at | expecting |$)",
          Pattern.DOTALL);

  private static final List<String> MACROS =
      List.of("exists", "exists_one", "all", "filter", "map", "has");
  private static final List<String> FUNCTIONS =
      List.of(
          "exists",
          "exists_one",
          "all",
          "filter",
          "map",
          "has",
          "size",
          "contains",
          "startsWith",
          "endsWith",
          "matches",
          "mentions");

  private ConditionMistakes() {}

  /**
   * @param names of variables and lists
   * @param quoted names that are texts, e.g. concepts
   */
  static void report(
      CelValidationResult result,
      SourceText source,
      ScalarNode scalar,
      List<String> names,
      Set<String> quoted) {
    String text = scalar.getValue();
    for (CelIssue issue : result.getErrors()) {
      int line = issue.getSourceLocation().getLine();
      int column = issue.getSourceLocation().getColumn();
      Matcher field = FIELD.matcher(issue.getMessage());
      Matcher name = NAME.matcher(issue.getMessage());
      if (field.matches()) {
        // The compiler points at the dot.
        source.issueInside(
            scalar, line, column + 1, unknownField(field.group(1), text, line, column));
      } else if (name.matches() && at(text, line, column) == '(') {
        source.issueInside(scalar, line, column - name.group(1).length(), function(name.group(1)));
        return; // its arguments are read as other than they are meant
      } else {
        source.issueInside(scalar, line, column, sentence(issue.getMessage(), names, quoted));
        if (SYNTAX.matcher(issue.getMessage()).lookingAt()) {
          return; // what follows from it is not a mistake of its own
        }
      }
    }
  }

  private static char at(String text, int line, int column) {
    String row = text.lines().skip(line - 1L).findFirst().orElse("");
    return column < row.length() ? row.charAt(column) : ' ';
  }

  private static String function(String name) {
    return MACROS.contains(name)
        ? "\"" + name + "\" needs a variable and a condition, e.g. " + name + "(f, f.present)"
        : "unknown function \"" + name + "\"" + DidYouMean.hint(name, FUNCTIONS);
  }

  private static String unknownField(String field, String text, int line, int dot) {
    String row = text.lines().skip(line - 1L).findFirst().orElse("");
    int start = dot;
    while (start > 0 && Character.isJavaIdentifierPart(row.charAt(start - 1))) {
      start--;
    }
    String owner = row.substring(start, dot);
    // Any other name stands for an element of a list; the message does not say of which.
    Subject subject = Subject.of(owner).orElse(elementOf(text, owner));
    return "unknown field \""
        + field
        + "\" of "
        + subject.one()
        + DidYouMean.hint(field, FactField.terms(subject));
  }

  /** The list that a variable runs through: "findings.exists(f, ..." with any macro. */
  private static Subject elementOf(String text, String variable) {
    Pattern loop =
        Pattern.compile(
            "\\bfindings\\s*\\.\\s*\\w+\\s*\\(\\s*" + Pattern.quote(variable) + "\\s*,");
    return loop.matcher(text).find() ? Subject.FINDING : Subject.SERIES;
  }

  private static String sentence(String message, List<String> names, Set<String> quoted) {
    Matcher name = NAME.matcher(message);
    if (name.matches() && quoted.contains(name.group(1))) {
      return "a text is written in quotes: \"" + name.group(1) + "\"";
    }
    if (name.matches()) {
      return "unknown name \"" + name.group(1) + "\"" + DidYouMean.hint(name.group(1), names);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches() && overload.group(2).startsWith("(bool, ")) {
      String given = overload.group(2).substring("(bool, ".length()).replace(")", "");
      if (!given.equals("bool") && !overload.group(1).equals("==")) {
        return "both sides of &&, || and what a look asks for must be true or false, this is "
            + given;
      }
    }
    if (overload.matches()) {
      return "\"" + overload.group(1) + "\" cannot be applied to " + overload.group(2);
    }
    Matcher result = RESULT.matcher(message);
    Matcher syntax = SYNTAX.matcher(message);
    if (syntax.lookingAt()) {
      return syntax(syntax.group(1), syntax.group(2));
    }
    return result.matches()
        ? "a condition must be true or false, this is " + result.group(1)
        : message;
  }

  private static String syntax(String kind, String what) {
    String token = what.strip();
    if (token.equals("<EOF>")) {
      return "the condition ends too early";
    }
    if (kind.startsWith("missing")) {
      return "\"" + token + "\" is missing";
    }
    return token.equals("=") ? "\"=\" is no operator; write \"==\"" : "unexpected " + token;
  }
}
