package org.overread.network.dimse;

import java.nio.charset.StandardCharsets;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;

/**
 * The command set of a DIMSE message (PS3.7 6.3.1, Annex E). What was decoded holds all that its
 * command needs; what was not needed is not judged: whoever serves the request answers for values
 * such as a wrong SOP Instance UID.
 */
public final class CommandSet {

  private static final int NO_DATA_SET =
      0x0101; // PS3.7 E.1: every other value means that one follows
  private static final int DATA_SET = 0x0001;
  private static final int ATTRIBUTE_ERROR_WITHOUT_COMMENT =
      StatusCode.INVALID_ARGUMENT_VALUE.code();
  private static final int MAX_UID_LENGTH = 64; // PS3.5 9.1
  private static final int MAX_AE_TITLE_LENGTH = 16;

  private final CommandElements elements;
  private final CommandField field;

  private CommandSet(CommandElements elements, CommandField field) {
    this.elements = elements;
    this.field = field;
  }

  /**
   * Reads a whole command set, Implicit VR Little Endian whatever the presentation context's
   * transfer syntax is. Group length, order, retired and additional elements and additional values
   * do not matter.
   *
   * @throws DicomFormatException if it is cut short, leaves group 0000, or lacks Command Field,
   *     Message ID (of responses and C-CANCEL: that being responded to), Command Data Set Type, SOP
   *     class (of requests) or Status (of responses)
   */
  public static CommandSet decode(byte[] bytes) throws DicomFormatException {
    CommandElements elements = CommandElements.decode(bytes);
    int code = required(elements, Tag.CommandField, "Command Field");
    CommandField field =
        CommandField.of(code)
            .orElseThrow(
                () -> new DicomFormatException("Command Field %04X is unknown".formatted(code), 0));
    required(elements, Tag.CommandDataSetType, "Command Data Set Type");
    if (!field.isRequest()) {
      required(elements, Tag.MessageIDBeingRespondedTo, "Message ID Being Responded To");
      required(elements, Tag.Status, "Status");
    } else if (field == CommandField.C_CANCEL_RQ) {
      required(elements, Tag.MessageIDBeingRespondedTo, "Message ID Being Responded To");
    } else {
      required(elements, Tag.MessageID, "Message ID");
      int sopClass = field.namesRequestedSop() ? Tag.RequestedSOPClassUID : Tag.AffectedSOPClassUID;
      if (elements.text(sopClass).isEmpty()) {
        throw new DicomFormatException(field + " without SOP class", 0);
      }
    }
    return new CommandSet(elements, field);
  }

  private static int required(CommandElements elements, int tag, String name)
      throws DicomFormatException {
    return elements.number(tag).orElseThrow(() -> new DicomFormatException("no " + name, 0));
  }

  /** The bytes: ascending, group length first, lengths even. */
  public byte[] encode() {
    return elements.encode();
  }

  /** C-ECHO-RQ (PS3.7 9.3.5.1). */
  public static CommandSet echoRq(int messageId) {
    return request(CommandField.C_ECHO_RQ, messageId, Uid.Verification, false);
  }

  /** C-ECHO-RSP with success (PS3.7 9.3.5.2). */
  public static CommandSet echoRsp(int messageIdBeingRespondedTo) {
    return response(echoRq(messageIdBeingRespondedTo), Status.SUCCESS, false);
  }

  /** C-STORE-RQ (PS3.7 9.3.1.1); the data set follows. */
  public static CommandSet storeRq(CStoreRq rq) {
    CommandSet command = request(CommandField.C_STORE_RQ, rq.messageId(), rq.sopClassUid(), true);
    command.elements.putNumber(Tag.Priority, rq.priority());
    command.elements.putUid(Tag.AffectedSOPInstanceUID, rq.sopInstanceUid());
    if (!rq.moveOriginatorAeTitle().isEmpty()) {
      command.elements.putText(
          Tag.MoveOriginatorApplicationEntityTitle, rq.moveOriginatorAeTitle());
      command.elements.putNumber(Tag.MoveOriginatorMessageID, rq.moveOriginatorMessageId());
    }
    return command;
  }

  /** C-FIND-RQ (PS3.7 9.3.2.1); the identifier follows. */
  public static CommandSet findRq(CFindRq rq) {
    CommandSet command = request(CommandField.C_FIND_RQ, rq.messageId(), rq.sopClassUid(), true);
    command.elements.putNumber(Tag.Priority, rq.priority());
    return command;
  }

  /** C-CANCEL-RQ for a C-FIND, C-MOVE or C-GET (PS3.7 9.3.2.3). */
  public static CommandSet cancelRq(int messageIdBeingRespondedTo) {
    CommandSet command = withField(CommandField.C_CANCEL_RQ, false);
    command.elements.putNumber(Tag.MessageIDBeingRespondedTo, messageIdBeingRespondedTo);
    return command;
  }

  private static CommandSet request(
      CommandField field, int messageId, String affectedSopClassUid, boolean dataSet) {
    CommandSet command = withField(field, dataSet);
    command.elements.putNumber(Tag.MessageID, messageId);
    command.elements.putUid(Tag.AffectedSOPClassUID, affectedSopClassUid);
    return command;
  }

  private static CommandSet withField(CommandField field, boolean dataSet) {
    CommandSet command = new CommandSet(new CommandElements(), field);
    command.elements.putNumber(Tag.CommandField, field.code());
    command.elements.putNumber(Tag.CommandDataSetType, dataSet ? DATA_SET : NO_DATA_SET);
    return command;
  }

  /**
   * The response to a request. It names the request's SOP class, and of C-STORE and the N-services
   * the instance, also where the standard leaves that open; text of the request that is no UID is
   * not repeated. The status' comment goes along with warnings and failures, in ASCII, but never
   * with 0115 (PS3.7 C.5.10 has no Error Comment).
   *
   * @throws IllegalStateException if the request can have no response
   */
  public static CommandSet response(CommandSet request, Status status, boolean withDataSet) {
    CommandField field = request.field.responseField();
    CommandSet command = withField(field, withDataSet);
    command.elements.putNumber(Tag.MessageIDBeingRespondedTo, request.messageId());
    command.elements.putNumber(Tag.Status, status.code());
    if (isUid(request.sopClassUid())) {
      command.elements.putUid(Tag.AffectedSOPClassUID, request.sopClassUid());
    }
    boolean namesInstance = field == CommandField.C_STORE_RSP || field.isNormalized();
    if (namesInstance && isUid(request.sopInstanceUid())) {
      command.elements.putUid(Tag.AffectedSOPInstanceUID, request.sopInstanceUid());
    }
    boolean explains =
        status.category() == Status.Category.WARNING
            || status.category() == Status.Category.FAILURE;
    if (explains
        && !status.comment().isEmpty()
        && status.code() != ATTRIBUTE_ERROR_WITHOUT_COMMENT) {
      command.elements.putText(Tag.ErrorComment, status.comment());
    }
    return command;
  }

  public CommandField field() {
    return field;
  }

  /**
   * Message ID, 0 to 65535.
   *
   * @throws IllegalStateException for responses and C-CANCEL-RQ
   */
  public int messageId() {
    return elements
        .number(Tag.MessageID)
        .orElseThrow(() -> new IllegalStateException(field + " has no Message ID"));
  }

  /**
   * Message ID Being Responded To, 0 to 65535.
   *
   * @throws IllegalStateException for requests other than C-CANCEL-RQ
   */
  public int messageIdBeingRespondedTo() {
    return elements
        .number(Tag.MessageIDBeingRespondedTo)
        .orElseThrow(() -> new IllegalStateException(field + " responds to no message"));
  }

  /**
   * Affected or Requested SOP Class UID as received, empty if there is none (responses,
   * C-CANCEL-RQ).
   */
  public String sopClassUid() {
    return elements.text(
        field.namesRequestedSop() ? Tag.RequestedSOPClassUID : Tag.AffectedSOPClassUID);
  }

  /** Affected or Requested SOP Instance UID as received, not tested; empty if there is none. */
  public String sopInstanceUid() {
    return elements.text(
        field.namesRequestedSop() ? Tag.RequestedSOPInstanceUID : Tag.AffectedSOPInstanceUID);
  }

  /** A data set follows. */
  public boolean hasDataSet() {
    return elements.number(Tag.CommandDataSetType).orElse(NO_DATA_SET) != NO_DATA_SET;
  }

  /**
   * Status with Error Comment.
   *
   * @throws IllegalStateException for requests
   */
  public Status status() {
    int code =
        elements
            .number(Tag.Status)
            .orElseThrow(() -> new IllegalStateException(field + " has no Status"));
    return Status.of(code).withComment(elements.text(Tag.ErrorComment));
  }

  /**
   * This command as a C-STORE-RQ. A Move Originator that is no AE title with a Message ID is left
   * out.
   *
   * @throws IllegalStateException for other commands
   */
  public CStoreRq storeRequest() {
    require(CommandField.C_STORE_RQ);
    String originator =
        elements.text(Tag.MoveOriginatorApplicationEntityTitle).replaceFirst("^ +", "");
    int originatorMessageId = elements.number(Tag.MoveOriginatorMessageID).orElse(-1);
    boolean moved = isAeTitle(originator) && originatorMessageId >= 0;
    return new CStoreRq(
        messageId(),
        sopClassUid(),
        sopInstanceUid(),
        priority(),
        moved ? originator : "",
        moved ? originatorMessageId : 0);
  }

  /**
   * This command as a C-FIND-RQ.
   *
   * @throws IllegalStateException for other commands
   */
  public CFindRq findRequest() {
    require(CommandField.C_FIND_RQ);
    return new CFindRq(messageId(), sopClassUid(), priority());
  }

  /** Missing and unknown priorities are medium: we serve in order whatever is asked. */
  private int priority() {
    int priority = elements.number(Tag.Priority).orElse(0);
    return priority <= 2 ? priority : 0;
  }

  private void require(CommandField required) {
    if (field != required) {
      throw new IllegalStateException(field + " is not " + required);
    }
  }

  private static boolean isUid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_UID_LENGTH
        && text.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
  }

  private static boolean isAeTitle(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_AE_TITLE_LENGTH
        && StandardCharsets.US_ASCII.newEncoder().canEncode(text)
        && text.chars().noneMatch(Character::isISOControl);
  }

  /** The command without its values. */
  @Override
  public String toString() {
    return field.toString();
  }
}
