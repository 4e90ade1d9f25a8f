package org.overread.network.dimse;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Command Field (0000,0100): what a DIMSE message is (PS3.7 E.1). */
public enum CommandField {
  C_STORE_RQ(0x0001),
  C_STORE_RSP(0x8001),
  C_GET_RQ(0x0010),
  C_GET_RSP(0x8010),
  C_FIND_RQ(0x0020),
  C_FIND_RSP(0x8020),
  C_MOVE_RQ(0x0021),
  C_MOVE_RSP(0x8021),
  C_ECHO_RQ(0x0030),
  C_ECHO_RSP(0x8030),
  C_CANCEL_RQ(0x0FFF),
  N_EVENT_REPORT_RQ(0x0100),
  N_EVENT_REPORT_RSP(0x8100),
  N_GET_RQ(0x0110),
  N_GET_RSP(0x8110),
  N_SET_RQ(0x0120),
  N_SET_RSP(0x8120),
  N_ACTION_RQ(0x0130),
  N_ACTION_RSP(0x8130),
  N_CREATE_RQ(0x0140),
  N_CREATE_RSP(0x8140),
  N_DELETE_RQ(0x0150),
  N_DELETE_RSP(0x8150);

  private static final int RESPONSE_BIT = 0x8000;
  private static final Map<Integer, CommandField> BY_CODE =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(CommandField::code, Function.identity()));

  private final int code;

  CommandField(int code) {
    this.code = code;
  }

  public static Optional<CommandField> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  public int code() {
    return code;
  }

  /** Not a response. C-CANCEL-RQ is a request too, though it gets no response of its own. */
  public boolean isRequest() {
    return (code & RESPONSE_BIT) == 0;
  }

  /**
   * The response to this request.
   *
   * @throws IllegalStateException for responses and for C-CANCEL-RQ, which have none
   */
  public CommandField responseField() {
    if (!isRequest() || this == C_CANCEL_RQ) {
      throw new IllegalStateException(this + " has no response");
    }
    return BY_CODE.get(code | RESPONSE_BIT);
  }

  /** One of the normalized services (PS3.7 section 10). */
  boolean isNormalized() {
    return (code & ~RESPONSE_BIT) >= N_EVENT_REPORT_RQ.code && this != C_CANCEL_RQ;
  }

  /**
   * The SOP class and instance of the request are Requested..., not Affected... (PS3.7 10.3.2 to
   * 10.3.6).
   */
  boolean namesRequestedSop() {
    return switch (this) {
      case N_GET_RQ, N_SET_RQ, N_ACTION_RQ, N_DELETE_RQ -> true;
      default -> false;
    };
  }
}
