package org.overread.config;

/** How the text of a setting becomes a value. */
interface ValueType<T> {

  /** Reads trimmed text. */
  T parse(String text) throws BadValueException;

  /** What may be written, for the reference: "30s, 10m, 24h, 30d; 1s to 7d". */
  String form();

  /** The text is not a value of the type. */
  final class BadValueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String right;

    BadValueException(String wrong, String right) {
      super(wrong, null, false, false); // a value for the issue list: no stack needed
      this.right = right;
    }

    String right() {
      return right;
    }
  }
}
