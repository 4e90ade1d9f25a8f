package org.overread.network.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which the items of an A-ASSOCIATE PDU can be wrong, once. */
class AssociateReaderTest {

  private static final AAbort VALUE = AAbort.INVALID_PDU_PARAMETER_VALUE;
  private static final AAbort ITEM = AAbort.UNRECOGNIZED_PDU_PARAMETER;

  private static final byte[] APPLICATION = item(0x10, text("1.2.840.10008.3.1.1.1"));
  private static final byte[] ABSTRACT = item(0x30, text("1.2.840.10008.1.1"));
  private static final byte[] TRANSFER = item(0x40, text("1.2.840.10008.1.2"));
  private static final byte[] CONTEXT = proposal(1, ABSTRACT, TRANSFER);
  private static final byte[] USER = item(0x50, item(0x51, bytes(0, 0, 0x40, 0)));

  static Stream<Arguments> wrongRequests() {
    return Stream.of(
        wrong("item header cut short", VALUE, APPLICATION, CONTEXT, USER, bytes(0x20, 0, 0)),
        wrong("item past the PDU", VALUE, APPLICATION, CONTEXT, bytes(0x50, 0, 0, 1)),
        wrong("no application context", VALUE, CONTEXT, USER),
        wrong("two application contexts", VALUE, APPLICATION, APPLICATION, CONTEXT, USER),
        wrong("application context without UID", VALUE, item(0x10), CONTEXT, USER),
        wrong("application context is no UID", VALUE, item(0x10, text("1.2.x")), CONTEXT, USER),
        wrong("UID of 65 characters", VALUE, item(0x10, text("1".repeat(65))), CONTEXT, USER),
        wrong("no presentation context", VALUE, APPLICATION, USER),
        wrong("no user information", VALUE, APPLICATION, CONTEXT),
        wrong("two user informations", VALUE, APPLICATION, CONTEXT, USER, USER),
        wrong("unknown item", ITEM, APPLICATION, CONTEXT, USER, item(0x60)),
        wrong("item of an AC", ITEM, APPLICATION, answer(1, 0, TRANSFER), USER),
        wrong("context of 3 bytes", VALUE, APPLICATION, item(0x20, bytes(1, 0, 0)), USER),
        wrong("context ID 0", VALUE, APPLICATION, proposal(0, ABSTRACT, TRANSFER), USER),
        wrong("context ID even", VALUE, APPLICATION, proposal(2, ABSTRACT, TRANSFER), USER),
        wrong("context ID twice", VALUE, APPLICATION, CONTEXT, CONTEXT, USER),
        wrong("no abstract syntax", VALUE, APPLICATION, proposal(1, TRANSFER), USER),
        wrong(
            "two abstract syntaxes",
            VALUE,
            APPLICATION,
            proposal(1, ABSTRACT, ABSTRACT, TRANSFER),
            USER),
        wrong("no transfer syntax", VALUE, APPLICATION, proposal(1, ABSTRACT), USER),
        wrong("empty transfer syntax", VALUE, APPLICATION, proposal(1, ABSTRACT, item(0x40)), USER),
        wrong(
            "unknown item in a context",
            ITEM,
            APPLICATION,
            proposal(1, ABSTRACT, TRANSFER, item(0x41)),
            USER),
        wrong(
            "syntax past its context",
            VALUE,
            APPLICATION,
            proposal(1, ABSTRACT, bytes(0x40, 0, 0, 9, '1')),
            USER),
        wrong(
            "bytes left in a context",
            VALUE,
            APPLICATION,
            proposal(1, ABSTRACT, TRANSFER, bytes(0)),
            USER),
        wrongUser("maximum length of 3 bytes", item(0x51, bytes(0, 1, 0))),
        wrongUser("asynchronous window of 3 bytes", item(0x53, bytes(0, 1, 0))),
        wrongUser("role UID past its item", item(0x54, bytes(0, 9, '1', 1, 1))),
        wrongUser("role with one flag", item(0x54, bytes(0, 1, '1', 1))),
        wrongUser("role with three flags", item(0x54, bytes(0, 1, '1', 1, 1, 1))),
        wrongUser("extended negotiation of 1 byte", item(0x56, bytes(0))),
        wrongUser("extended negotiation without UID", item(0x56, bytes(0, 0, 1))),
        wrongUser("user identity of 1 byte", item(0x58, bytes(1))),
        wrongUser("sub-item past user information", bytes(0x60, 0, 0, 1)),
        wrongUser("bytes left in user information", bytes(0x51)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongRequests")
  void ul07WrongRequestsAreRefused(String what, AAbort answer, byte[] items) {
    assertThat(DecodingChannel.decode(16_384, associate(1, items)))
        .containsExactly(answer.toString());
  }

  static Stream<Arguments> wrongAnswers() {
    return Stream.of(
        wrong("item of an RQ", ITEM, APPLICATION, CONTEXT, USER),
        wrong("context of 3 bytes", VALUE, APPLICATION, item(0x21, bytes(1, 0, 0)), USER),
        wrong("accepted without transfer syntax", VALUE, APPLICATION, answer(1, 0), USER),
        wrong("accepted with an abstract syntax", ITEM, APPLICATION, answer(1, 0, ABSTRACT), USER),
        wrong("accepted with an empty syntax", VALUE, APPLICATION, answer(1, 0, item(0x40)), USER),
        wrong(
            "accepted with two syntaxes",
            VALUE,
            APPLICATION,
            answer(1, 0, TRANSFER, TRANSFER),
            USER));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongAnswers")
  void ul07WrongAnswersAreRefused(String what, AAbort answer, byte[] items) {
    assertThat(DecodingChannel.decode(16_384, associate(2, items)))
        .containsExactly(answer.toString());
  }

  @Test
  void ul24Takes128ContextsAndRefuses129() {
    byte[][] contexts =
        IntStream.range(0, 128)
            .mapToObj(i -> proposal(2 * i + 1, ABSTRACT, TRANSFER))
            .toArray(byte[][]::new);
    byte[] most = concat(APPLICATION, concat(contexts), USER);
    assertThat(DecodingChannel.decode(16_384, associate(1, most)))
        .singleElement()
        .asString()
        .startsWith("AAssociateRq")
        .contains("id=255");
    assertThat(DecodingChannel.decode(16_384, associate(1, concat(most, CONTEXT))))
        .containsExactly(VALUE.toString());
  }

  @Test
  void atk011Takes128ContextsOf60TransferSyntaxesInReadsOf1000Bytes() {
    byte[][] syntaxes = IntStream.range(0, 60).mapToObj(i -> TRANSFER).toArray(byte[][]::new);
    byte[][] contexts =
        IntStream.range(0, 128)
            .mapToObj(i -> proposal(2 * i + 1, ABSTRACT, concat(syntaxes)))
            .toArray(byte[][]::new);
    byte[] pdu = associate(1, concat(APPLICATION, concat(contexts), USER));
    assertThat(pdu.length).isGreaterThan(160_000);
    byte[][] reads =
        IntStream.rangeClosed(0, pdu.length / 1000)
            .mapToObj(i -> Arrays.copyOfRange(pdu, i * 1000, Math.min(pdu.length, i * 1000 + 1000)))
            .toArray(byte[][]::new);
    assertThat(DecodingChannel.decode(16_384, reads))
        .singleElement()
        .asString()
        .startsWith("AAssociateRq")
        .contains("id=255");
  }

  @Test
  void ul06TheProtocolVersionIsGivenOnAndNotJudged() {
    byte[] bytes = associate(1, concat(APPLICATION, CONTEXT, USER));
    bytes[7] = 2;
    assertThat(DecodingChannel.decode(16_384, bytes))
        .singleElement()
        .asString()
        .startsWith("AAssociateRq[protocolVersion=2,");
  }

  @Test
  void ul10AnotherApplicationContextIsGivenOn() {
    byte[] items = concat(item(0x10, text("1.2.3")), CONTEXT, USER);
    assertThat(DecodingChannel.decode(16_384, associate(1, items)))
        .singleElement()
        .asString()
        .contains("applicationContext=1.2.3,");
  }

  @Test
  void ul21AeTitlesAreTrimmedOfSpacesAndNulsOnBothSides() {
    byte[] bytes = associate(1, concat(APPLICATION, CONTEXT, USER));
    ByteBuffer.wrap(bytes)
        .position(10)
        .put(text("\0 A B\0 \0\0\0       "))
        .put(text(" ".repeat(16)));
    assertThat(DecodingChannel.decode(16_384, bytes))
        .singleElement()
        .asString()
        .contains("calledAeTitle=A B, callingAeTitle=,");
  }

  @Test
  void ul48UserIdentityFieldsAreNotKept() {
    byte[] identity = item(0x58, bytes(2, 1, 0, 4), text("jdoe"), bytes(0, 6), text("secret"));
    byte[] items = concat(APPLICATION, CONTEXT, item(0x50, identity));
    List<String> seen = DecodingChannel.decode(16_384, associate(1, items));
    assertThat(seen)
        .singleElement()
        .asString()
        .contains("UserIdentity[kind=2, positiveResponseRequested=true]")
        .doesNotContain("jdoe", "secret");
  }

  private static Arguments wrong(String what, AAbort answer, byte[]... items) {
    return Arguments.of(what, answer, concat(items));
  }

  private static Arguments wrongUser(String what, byte[] subItem) {
    return wrong(what, VALUE, APPLICATION, CONTEXT, item(0x50, subItem));
  }

  private static byte[] proposal(int id, byte[]... parts) {
    return item(0x20, bytes(id, 0, 0, 0), concat(parts));
  }

  private static byte[] answer(int id, int result, byte[]... parts) {
    return item(0x21, bytes(id, 0, result, 0), concat(parts));
  }

  private static byte[] item(int type, byte[]... parts) {
    byte[] value = concat(parts);
    return concat(bytes(type, 0, value.length >> 8, value.length), value);
  }

  private static byte[] associate(int type, byte[] items) {
    byte[] fixed = new byte[68];
    fixed[1] = 1;
    return ByteBuffer.allocate(6 + 68 + items.length)
        .put((byte) type)
        .put((byte) 0)
        .putInt(68 + items.length)
        .put(fixed)
        .put(items)
        .array();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
