package org.overread.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A rule file's text and the mistakes found in it. Used by one thread while the file is read. */
final class SourceText {
  private final String file;
  private final int[] text; // code points, as the marks of the YAML reader count
  private final String[] lines;
  private final List<RuleIssue> issues = new ArrayList<>();

  SourceText(String file, String text) {
    this.file = file;
    this.text = text.codePoints().toArray();
    this.lines = text.split("\n", -1);
  }

  /** In the order of their places. */
  List<RuleIssue> issues() {
    issues.sort(Comparator.comparingInt(RuleIssue::line).thenComparingInt(RuleIssue::column));
    return issues;
  }

  void issue(Node node, String message) {
    issue(node.getStartMark(), message);
  }

  void issue(Mark mark, String message) {
    issueAt(mark.getLine(), mark.getColumn(), message);
  }

  /**
   * A mistake inside a scalar's value, e.g. in a condition; line from 1 and column from 0, of the
   * value.
   */
  void issueInside(ScalarNode scalar, int line, int column, String message) {
    int index = 0;
    String value = scalar.getValue();
    for (int passed = 1; passed < line && value.indexOf('\n', index) >= 0; passed++) {
      index = value.indexOf('\n', index) + 1;
    }
    int place = place(scalar, Math.min(value.length(), index + column));
    int row = 0;
    int start = 0;
    for (int i = 0; i < place; i++) {
      if (text[i] == '\n') {
        row++;
        start = i + 1;
      }
    }
    issueAt(row, place - start, message);
  }

  void issueAt(int line, int column, String message) {
    String source = line < lines.length ? lines[line].replace("\r", "") : "";
    issues.add(new RuleIssue(file, line + 1, column + 1, message, source));
  }

  /**
   * Where a character of a scalar's value stands in the file. The two are walked side by side:
   * white space in the value stands for any white space in the file (folding), and what is only in
   * the file (indentation, quotes, escapes) is passed.
   */
  private int place(ScalarNode scalar, int index) {
    int raw = scalar.getStartMark().getIndex();
    if (scalar.getScalarStyle() == ScalarStyle.LITERAL
        || scalar.getScalarStyle() == ScalarStyle.FOLDED) {
      raw = skipLine(raw); // the header, e.g. "|-", is not part of the value
    } else if (scalar.getScalarStyle() != ScalarStyle.PLAIN) {
      raw++; // the quote
    }
    int[] value = scalar.getValue().codePoints().toArray();
    for (int i = 0; i < value.length; i++) {
      if (!Character.isWhitespace(value[i])) {
        while (raw < text.length - 1 && text[raw] != value[i]) {
          raw++;
        }
      }
      if (i == index) {
        return raw;
      }
      if (!Character.isWhitespace(value[i])) {
        raw++;
      } else if (raw < text.length && Character.isWhitespace(text[raw])) {
        raw++;
      }
    }
    return Math.min(raw, text.length);
  }

  private int skipLine(int from) {
    int index = from;
    while (index < text.length && text[index] != '\n') {
      index++;
    }
    return Math.min(index + 1, text.length);
  }
}
