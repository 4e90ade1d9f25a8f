package org.overread.admin;

/**
 * What came of a request.
 *
 * @param outcome decides the HTTP status and the exit code
 * @param text what happened, or why not
 * @param next what to do now; empty when nothing
 */
public record ActionResult(Outcome outcome, String text, String next) {
  /** Kinds of results. */
  public enum Outcome {
    DONE,
    /** It does not fit the state the thing is in. */
    REFUSED,
    UNKNOWN
  }

  public static ActionResult done(String text) {
    return new ActionResult(Outcome.DONE, text, "");
  }

  public static ActionResult refused(String text, String next) {
    return new ActionResult(Outcome.REFUSED, text, next);
  }

  public static ActionResult unknownStudy() {
    return new ActionResult(
        Outcome.UNKNOWN, "there is no such study", "overread studies lists the newest");
  }
}
