package org.overread.network.pdu;

/**
 * The answer to a proposed presentation context, item 21 (PS3.8 9.3.3.2).
 *
 * @param result 0 to 4, see {@link Result}; other values from a peer are a rejection
 * @param transferSyntax the accepted one; without meaning when rejected
 */
public record PresentationContextAc(int id, int result, String transferSyntax) {

  /** Results of PS3.8 Table 9-18. */
  public static final class Result {
    public static final int ACCEPTANCE = 0;
    public static final int USER_REJECTION = 1;
    public static final int NO_REASON = 2;
    public static final int ABSTRACT_SYNTAX_NOT_SUPPORTED = 3;
    public static final int TRANSFER_SYNTAXES_NOT_SUPPORTED = 4;

    private Result() {}
  }

  public boolean isAccepted() {
    return result == Result.ACCEPTANCE;
  }
}
