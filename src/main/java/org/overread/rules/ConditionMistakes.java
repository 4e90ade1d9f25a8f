package org.overread.rules;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import java.util.List;
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

  private ConditionMistakes() {}

  static void report(
      CelValidationResult result, SourceText source, ScalarNode scalar, List<String> names) {
    for (CelIssue issue : result.getErrors()) {
      int line = issue.getSourceLocation().getLine();
      int column = issue.getSourceLocation().getColumn();
      Matcher field = FIELD.matcher(issue.getMessage());
      if (field.matches()) {
        // The compiler points at the dot.
        source.issueInside(
            scalar,
            line,
            column + 1,
            unknownField(field.group(1), scalar.getValue(), line, column));
      } else {
        source.issueInside(scalar, line, column, sentence(issue.getMessage(), names));
      }
    }
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

  private static String sentence(String message, List<String> names) {
    Matcher name = NAME.matcher(message);
    if (name.matches()) {
      return "unknown name \"" + name.group(1) + "\"" + DidYouMean.hint(name.group(1), names);
    }
    Matcher overload = OVERLOAD.matcher(message);
    if (overload.matches()) {
      return "\"" + overload.group(1) + "\" cannot be applied to " + overload.group(2);
    }
    Matcher result = RESULT.matcher(message);
    if (message.startsWith("mismatched input '<EOF>'")) {
      return "the condition ends too early";
    }
    return result.matches()
        ? "a condition must be true or false, this is " + result.group(1)
        : message;
  }
}
