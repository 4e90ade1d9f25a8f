package org.overread.rules;

import org.overread.rules.FactField.Subject;

/**
 * The facts of a case with what follows from them and the rule folder; made once for all rules.
 *
 * @param signed findings of the order and of a signed report
 * @param any the same, of a preliminary report too
 */
record PreparedCase(
    CaseFacts facts, FactSet protocol, FactSet report, FindingIndex signed, FindingIndex any) {

  FindingIndex findings(boolean unsigned) {
    return unsigned ? any : signed;
  }

  /** The facts of a subject of which there is one. */
  FactSet of(Subject subject) {
    return switch (subject) {
      case STUDY -> facts.study();
      case ORDER -> facts.order();
      case SOURCE -> facts.source();
      case PROTOCOL -> protocol;
      case REPORT -> report;
      case READER -> facts.reader();
      case SAMPLING -> facts.sampling();
      case SERIES, FINDING -> throw new IllegalArgumentException("a list: " + subject);
    };
  }
}
