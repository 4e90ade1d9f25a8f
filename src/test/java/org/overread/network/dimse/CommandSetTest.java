package org.overread.network.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Uid;

class CommandSetTest {

  private static final String GROUP_LENGTH = "00000000 04000000 38000000 ";
  private static final String VERIFICATION =
      "00000200 12000000 312e322e3834302e31303030382e312e3100 ";
  private static final String C_ECHO_RQ = "00000001 02000000 3000 ";
  private static final String MESSAGE_ID_7 = "00001001 02000000 0700 ";
  private static final String RESPONDS_TO_7 = "00002001 02000000 0700 ";
  private static final String NO_DATA_SET = "00000008 02000000 0101 ";
  private static final String SUCCESS = "00000009 02000000 0000 ";
  private static final String ECHO =
      GROUP_LENGTH + VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET;
  private static final CStoreRq STORE =
      new CStoreRq(65_535, Uid.MRImageStorage, "1.2.3", 1, "MOVER", 65_534);

  @Test
  void dm01WritesAscendingElementsOfEvenLengthBehindTheExactGroupLength() {
    assertThat(CommandSet.echoRq(7).encode()).isEqualTo(bytes(ECHO));
  }

  @Test
  void dm01PadsUidsWithNulAndTextWithSpace() {
    CStoreRq rq = new CStoreRq(1, "1.2.3", "1.2.4", 0, "MOVER", 9);
    assertThat(hex(CommandSet.storeRq(rq).encode()))
        .isEqualTo(
            hex(
                bytes(
                    "00000000 04000000 5c000000"
                        + "00000200 06000000 312e322e3300"
                        + "00000001 02000000 0100"
                        + "00001001 02000000 0100"
                        + "00000007 02000000 0000"
                        + "00000008 02000000 0100"
                        + "00000010 06000000 312e322e3400"
                        + "00003010 06000000 4d4f56455220"
                        + "00003110 02000000 0900")));
  }

  @Test
  void readsWhatItWrites() throws DicomFormatException {
    CommandSet store = decode(CommandSet.storeRq(STORE));
    assertThat(store.field()).isEqualTo(CommandField.C_STORE_RQ);
    assertThat(store.storeRequest()).isEqualTo(STORE);
    assertThat(store.hasDataSet()).isTrue();

    CFindRq query = new CFindRq(12, Uid.StudyRootQueryRetrieveInformationModelFind, 2);
    CommandSet find = decode(CommandSet.findRq(query));
    assertThat(find.findRequest()).isEqualTo(query);
    assertThat(find.hasDataSet()).isTrue();

    CommandSet cancel = decode(CommandSet.cancelRq(12));
    assertThat(cancel.field()).isEqualTo(CommandField.C_CANCEL_RQ);
    assertThat(cancel.messageIdBeingRespondedTo()).isEqualTo(12);
    assertThat(cancel.hasDataSet()).isFalse();

    CommandSet echoed = decode(CommandSet.echoRsp(300));
    assertThat(echoed.field()).isEqualTo(CommandField.C_ECHO_RSP);
    assertThat(echoed.messageIdBeingRespondedTo()).isEqualTo(300);
    assertThat(echoed.status()).isEqualTo(Status.SUCCESS);
    assertThat(echoed.sopClassUid()).isEqualTo(Uid.Verification);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
        "00000000 04000000 ffffffff " + VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
        "00000000 00000000 " + VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
        GROUP_LENGTH + GROUP_LENGTH + VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
        NO_DATA_SET + MESSAGE_ID_7 + C_ECHO_RQ + VERIFICATION + GROUP_LENGTH,
        "00000100 04000000 4c000000 " + VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
        VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET + "0000feff 03000000 414243",
        VERIFICATION + "00000001 04000000 3000ffff " + MESSAGE_ID_7 + NO_DATA_SET,
        VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + "00001001 02000000 0900" + NO_DATA_SET,
        "00000200 18000000 312e322e3834302e31303030382e312e31 5c312e322e3300 "
            + C_ECHO_RQ
            + MESSAGE_ID_7
            + NO_DATA_SET,
        "00000200 11000000 312e322e3834302e31303030382e312e31 "
            + C_ECHO_RQ
            + MESSAGE_ID_7
            + NO_DATA_SET,
        "00000200 12000000 312e322e3834302e31303030382e312e3120 "
            + C_ECHO_RQ
            + MESSAGE_ID_7
            + NO_DATA_SET
      })
  void dm02ReadsWhatIsUnusualButClear(String hex) throws DicomFormatException {
    CommandSet command = CommandSet.decode(bytes(hex));
    assertThat(command.field()).isEqualTo(CommandField.C_ECHO_RQ);
    assertThat(command.messageId()).isEqualTo(7);
    assertThat(command.sopClassUid()).isEqualTo(Uid.Verification);
    assertThat(command.hasDataSet()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "nothing at all, ''",
    "no Command Field, " + VERIFICATION + MESSAGE_ID_7 + NO_DATA_SET,
    "empty Command Field, 00000001 00000000 " + VERIFICATION + MESSAGE_ID_7 + NO_DATA_SET,
    "Command Field of one byte, 00000001 01000000 30 " + VERIFICATION + MESSAGE_ID_7 + NO_DATA_SET,
    "unknown Command Field, 00000001 02000000 3100 " + VERIFICATION + MESSAGE_ID_7 + NO_DATA_SET,
    "no Message ID, " + VERIFICATION + C_ECHO_RQ + NO_DATA_SET,
    "no Data Set Type, " + VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7,
    "request without SOP class, " + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
    "request with empty SOP class, 00000200 00000000 " + C_ECHO_RQ + MESSAGE_ID_7 + NO_DATA_SET,
    "N-GET with Affected SOP class, 00000001 02000000 1001 "
        + VERIFICATION
        + MESSAGE_ID_7
        + NO_DATA_SET,
    "response to no message, 00000001 02000000 3080 " + NO_DATA_SET + SUCCESS,
    "response without status, 00000001 02000000 3080 " + NO_DATA_SET + RESPONDS_TO_7,
    "cancel of no message, 00000001 02000000 ff0f " + NO_DATA_SET + MESSAGE_ID_7
  })
  void dm03RefusesCommandsThatLackWhatTheyNeed(String what, String hex) {
    assertThatExceptionOfType(DicomFormatException.class)
        .as(what)
        .isThrownBy(() -> CommandSet.decode(bytes(hex)));
  }

  @ParameterizedTest
  @CsvSource({
    "header cut short, 00000001020000",
    "value past the end, 00000001 04000000 3000",
    "undefined length, 00000001 ffffffff 3000",
    "explicit VR, 00000200 55491200 312e322e3834302e31303030382e312e3100",
    "big endian, 00000002 00000012 312e322e3834302e31303030382e312e3100",
    "group 0008 inside, "
        + VERIFICATION
        + C_ECHO_RQ
        + MESSAGE_ID_7
        + NO_DATA_SET
        + "08006000 02000000 4d52",
    "sequence inside, "
        + VERIFICATION
        + C_ECHO_RQ
        + MESSAGE_ID_7
        + NO_DATA_SET
        + "00009999 ffffffff feff00e0 00000000"
  })
  void atk040RefusesWhatIsNoCommandSet(String what, String hex) {
    assertThatExceptionOfType(DicomFormatException.class)
        .as(what)
        .isThrownBy(() -> CommandSet.decode(bytes(hex)));
  }

  @ParameterizedTest
  @CsvSource({"0101, false", "0000, true", "0100, true", "0201, true", "ffff, true"})
  void dm04EveryDataSetTypeBut0101MeansThatADataSetFollows(String littleEndian, boolean follows)
      throws Exception {
    String hex = VERIFICATION + C_ECHO_RQ + MESSAGE_ID_7 + "00000008 02000000 " + littleEndian;
    assertThat(CommandSet.decode(bytes(hex)).hasDataSet()).isEqualTo(follows);
  }

  @ParameterizedTest
  @EnumSource(CommandField.class)
  void dm05EveryFieldIsFoundByItsCodeAndKnowsItsResponse(CommandField field) {
    assertThat(CommandField.of(field.code())).contains(field);
    assertThat(field.isRequest()).isEqualTo(field.name().endsWith("_RQ"));
    if (field == CommandField.C_CANCEL_RQ || !field.isRequest()) {
      assertThatIllegalStateException().isThrownBy(field::responseField);
    } else {
      assertThat(field.responseField()).hasToString(field.name().replace("_RQ", "_RSP"));
    }
  }

  @Test
  void dm10ResponsesNameClassAndInstanceOfTheRequest() throws DicomFormatException {
    CommandSet response =
        decode(CommandSet.response(CommandSet.storeRq(STORE), Status.SUCCESS, false));
    assertThat(response.field()).isEqualTo(CommandField.C_STORE_RSP);
    assertThat(response.messageIdBeingRespondedTo()).isEqualTo(STORE.messageId());
    assertThat(response.sopClassUid()).isEqualTo(STORE.sopClassUid());
    assertThat(response.sopInstanceUid()).isEqualTo(STORE.sopInstanceUid());
    assertThat(response.hasDataSet()).isFalse();
  }

  @Test
  void dm10ResponsesToNormalizedRequestsNameAsAffectedWhatWasRequested()
      throws DicomFormatException {
    String action =
        "00000300 06000000 312e322e3300 00000001 02000000 3001 "
            + MESSAGE_ID_7
            + NO_DATA_SET
            + "00000110 06000000 312e322e3400";
    CommandSet response =
        decode(
            CommandSet.response(
                CommandSet.decode(bytes(action)), Status.UNRECOGNIZED_OPERATION, false));
    assertThat(response.field()).isEqualTo(CommandField.N_ACTION_RSP);
    assertThat(response.sopClassUid()).isEqualTo("1.2.3");
    assertThat(response.sopInstanceUid()).isEqualTo("1.2.4");
  }

  @Test
  void dm10WhatIsNoUidIsNotRepeated() throws DicomFormatException {
    CStoreRq rq = new CStoreRq(1, "1".repeat(65), "../../etc", 0, "", 0);
    CommandSet request = decode(CommandSet.storeRq(rq));
    assertThat(request.storeRequest()).isEqualTo(rq);
    CommandSet response = decode(CommandSet.response(request, Status.INVALID_SOP_INSTANCE, false));
    assertThat(response.sopClassUid()).isEmpty();
    assertThat(response.sopInstanceUid()).isEmpty();
  }

  @Test
  void findResponsesNameNoInstanceAndSayThatAnIdentifierFollows() throws DicomFormatException {
    CommandSet request =
        CommandSet.findRq(new CFindRq(4, Uid.StudyRootQueryRetrieveInformationModelFind, 0));
    CommandSet pending = decode(CommandSet.response(request, Status.PENDING, true));
    assertThat(pending.field()).isEqualTo(CommandField.C_FIND_RSP);
    assertThat(pending.status()).isEqualTo(Status.PENDING);
    assertThat(pending.hasDataSet()).isTrue();
    assertThat(pending.sopInstanceUid()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0xA700, disk full, disk full",
    "0xB000, coerced, coerced",
    "0xC000, unlesbar \u00e4, unlesbar ?",
    "0x0000, fine, ''",
    "0xFF00, more, ''",
    "0xFE00, stopped, ''",
    "0x0115, wrong argument, ''"
  })
  void dm11ErrorCommentIsAsciiAndOnlyWhereItIsAllowed(int code, String comment, String sent)
      throws Exception {
    Status status = Status.of(code).withComment(comment);
    CommandSet response = decode(CommandSet.response(CommandSet.storeRq(STORE), status, false));
    assertThat(response.status()).isEqualTo(new Status(code, sent));
  }

  @Test
  void dm11ErrorCommentIsCutTo64Characters() throws DicomFormatException {
    Status status = Status.OUT_OF_RESOURCES.withComment("x".repeat(65));
    CommandSet response = decode(CommandSet.response(CommandSet.storeRq(STORE), status, false));
    assertThat(response.status().comment()).hasSize(64);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "00000007 00000000", "00000007 01000000 01", "00000007 02000000 0300"})
  void dm12MissingOrOddPrioritiesAreMedium(String priority) throws DicomFormatException {
    String hex =
        VERIFICATION
            + "00000001 02000000 2000"
            + MESSAGE_ID_7
            + priority
            + "00000008 02000000 0000";
    assertThat(CommandSet.decode(bytes(hex)).findRequest().priority()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00003010 02000000 4120",
        "00003010 02000000 4120 00003110 01000000 01",
        "00003010 02000000 2020 00003110 02000000 0100",
        "00003010 12000000 414141414141414141414141414141414141 00003110 02000000 0100",
        "00003010 02000000 410a 00003110 02000000 0100",
        "00003010 02000000 41e4 00003110 02000000 0100",
        "00003110 02000000 0100"
      })
  void invalidMoveOriginatorsAreLeftOut(String originator) throws DicomFormatException {
    String hex =
        VERIFICATION
            + "00000001 02000000 0100"
            + MESSAGE_ID_7
            + "00000008 02000000 0000"
            + "00000010 04000000 312e3200"
            + originator;
    assertThat(CommandSet.decode(bytes(hex)).storeRequest())
        .isEqualTo(new CStoreRq(7, Uid.Verification, "1.2", 0, "", 0));
  }

  @Test
  void accessorsOfAnotherCommandAreABug() {
    CommandSet echo = CommandSet.echoRq(1);
    assertThatIllegalStateException().isThrownBy(echo::storeRequest);
    assertThatIllegalStateException().isThrownBy(echo::findRequest);
    assertThatIllegalStateException().isThrownBy(echo::status);
    assertThatIllegalStateException().isThrownBy(echo::messageIdBeingRespondedTo);
    assertThatIllegalStateException().isThrownBy(() -> CommandSet.cancelRq(1).messageId());
    assertThatIllegalStateException()
        .isThrownBy(() -> CommandSet.response(CommandSet.cancelRq(1), Status.SUCCESS, false));
    assertThatIllegalArgumentException().isThrownBy(() -> CommandSet.echoRq(65_536));
  }

  @Test
  void saysNoValuesOfTheCommand() {
    assertThat(CommandSet.storeRq(STORE)).hasToString("C_STORE_RQ");
  }

  @Test
  void damagedCommandsAreReadOrRefusedAndNeverThrowAnythingElse() {
    Random random = new Random(20261123);
    byte[] original = CommandSet.storeRq(STORE).encode();
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      boolean cut = random.nextInt(4) == 0;
      byte[] bytes =
          Arrays.copyOf(original, cut ? random.nextInt(original.length) : original.length);
      for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        CommandSet command = CommandSet.decode(bytes);
        if (command.field() == CommandField.C_STORE_RQ) {
          command.storeRequest();
        }
      } catch (DicomFormatException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 19_999);
  }

  private static CommandSet decode(CommandSet command) throws DicomFormatException {
    return CommandSet.decode(command.encode());
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
