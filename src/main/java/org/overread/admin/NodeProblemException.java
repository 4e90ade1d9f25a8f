package org.overread.admin;

/** The node cannot be reached, or refused; the command ends with exit code 1. */
final class NodeProblemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String next;

  NodeProblemException(String problem, String next) {
    super(problem);
    this.next = next;
  }

  /** What to do about it. */
  String next() {
    return next;
  }
}
