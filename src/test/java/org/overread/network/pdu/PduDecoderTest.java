package org.overread.network.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PduDecoderTest {

  private static final int MAX = 16_384;
  private static final String ABORT_TYPE = AAbort.UNRECOGNIZED_PDU.toString();
  private static final String ABORT_VALUE = AAbort.INVALID_PDU_PARAMETER_VALUE.toString();

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x08, 0x55, 0xFF})
  void atk006UnknownTypesAreJudgedFromTheFirstByte(int type) {
    assertThat(DecodingChannel.decode(MAX, new byte[] {(byte) type})).containsExactly(ABORT_TYPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "SSH-2.0-x\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001"
      })
  void ul12OtherProtocolsEndAtTheirFirstByte(String opening) {
    byte[] bytes = opening.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(DecodingChannel.decode(MAX, bytes)).containsExactly(ABORT_TYPE);
  }

  @ParameterizedTest
  @EnumSource(PduType.class)
  void atk007LengthsThatNoPduHasAreRefusedFromTheHeader(PduType type) {
    for (long length : new long[] {0, 3, 0x00FFFFFF, 0x7FFFFFFF, 0x80000000L, 0xFFFFFFFFL}) {
      assertThat(DecodingChannel.decode(MAX, header(type, length)))
          .as("%X", length)
          .containsExactly(ABORT_VALUE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "A_ASSOCIATE_RQ, 68, 262144",
    "A_ASSOCIATE_AC, 68, 262144",
    "A_ASSOCIATE_RJ, 4, 4",
    "P_DATA_TF, 6, 16384",
    "A_RELEASE_RQ, 4, 4",
    "A_RELEASE_RP, 4, 4",
    "A_ABORT, 4, 4"
  })
  void ul05ul36EachTypeHasItsShortestAndLongestLength(PduType type, long shortest, long longest) {
    assertThat(DecodingChannel.decode(MAX, header(type, shortest - 1)))
        .containsExactly(ABORT_VALUE);
    assertThat(DecodingChannel.decode(MAX, header(type, shortest))).isEmpty();
    assertThat(DecodingChannel.decode(MAX, header(type, longest))).isEmpty();
    assertThat(DecodingChannel.decode(MAX, header(type, longest + 1))).containsExactly(ABORT_VALUE);
  }

  @Test
  void ul02MemoryFollowsTheBytesThatArrivedNotTheAnnouncedLength() {
    long before = UnpooledByteBufAllocator.DEFAULT.metric().usedHeapMemory();
    try (DecodingChannel channel = new DecodingChannel(MAX)) {
      channel.write(header(PduType.A_ASSOCIATE_RQ, PduDecoder.MAX_ASSOCIATE_LENGTH));
      channel.write(new byte[100]);
      assertThat(UnpooledByteBufAllocator.DEFAULT.metric().usedHeapMemory() - before)
          .isBetween(100L, 512L);
    }
    assertThat(UnpooledByteBufAllocator.DEFAULT.metric().usedHeapMemory()).isEqualTo(before);
  }

  @Test
  void reportsOneFailureAndDiscardsAllThatFollows() {
    try (DecodingChannel channel = new DecodingChannel(MAX)) {
      channel.write(HexFile.read("release-rq.hex"));
      channel.write((byte) 0x55, (byte) 0x55);
      channel.write((byte) 0xFF);
      channel.write(HexFile.read("release-rq.hex"));
      assertThat(channel.seen()).containsExactly(new AReleaseRq().toString(), ABORT_TYPE);
    }
  }

  @Test
  void failuresNameTheFieldAndNoBytes() {
    try (DecodingChannel channel = new DecodingChannel(MAX)) {
      channel.write(pData("0000000A 01 02 414243"));
      assertThat(channel.failures())
          .singleElement()
          .satisfies(
              failure -> assertThat(failure).hasMessage("PDV of 10 bytes with 9 left in its PDU"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PDV length 0, 00000000 01 02",
    "PDV length 1, 00000001 01 02",
    "PDV one byte past the PDU, 00000004 01 02 41",
    "PDV length FFFFFFFF, FFFFFFFF 01 02",
    "PDV length 80000000, 80000000 01 02",
    "one byte behind the last PDV, 00000003 01 02 41 00",
    "five bytes behind the last PDV, 00000003 01 02 41 0000000000",
    "second PDV past the PDU, 00000003 01 02 41 00000003 01 02"
  })
  void ul76atk030PdvsMustTileTheirPdu(String what, String pdvs) {
    assertThat(DecodingChannel.decode(MAX, pData(pdvs))).as(what).last().isEqualTo(ABORT_VALUE);
  }

  @Test
  void ul77PDataWithoutPdvIsRefused() {
    assertThat(DecodingChannel.decode(MAX, pData(""))).containsExactly(ABORT_VALUE);
  }

  @Test
  void ul77PdvsWithoutBytesAreGivenOnWithTheirLastFlag() {
    assertThat(DecodingChannel.decode(MAX, pData("00000002 05 00 00000002 05 02")))
        .containsExactly("PDV 5 data last ");
  }

  @ParameterizedTest
  @CsvSource({"F0, data ...", "FD, command ...", "FE, data last", "FF, command last"})
  void ul75UpperBitsOfTheControlHeaderMeanNothing(String control, String meaning) {
    assertThat(DecodingChannel.decode(MAX, pData("00000003 07 " + control + " 2A")))
        .containsExactly("PDV 7 " + meaning + " 2a");
  }

  @Test
  void ul84GivesEachReadOnBeforeItsPduIsComplete() {
    try (DecodingChannel channel = new DecodingChannel(MAX)) {
      byte[] pdu = pData("00001000 01 02 " + "41".repeat(0xFFE));
      channel.write(Arrays.copyOf(pdu, 12));
      assertThat(channel.pieceLengths()).isEmpty();
      channel.write(Arrays.copyOfRange(pdu, 12, 1012));
      assertThat(channel.pieceLengths()).containsExactly(1000);
      channel.write(Arrays.copyOfRange(pdu, 1012, pdu.length));
      assertThat(channel.pieceLengths()).containsExactly(1000, 0xFFE - 1000);
    }
  }

  @Test
  void ul84PiecesAreSlicesOfWhatWasReadNotCopies() {
    EmbeddedChannel channel = new EmbeddedChannel(new PduDecoder(MAX));
    ByteBuf read = Unpooled.copiedBuffer(pData("00000004 01 02 4142"));
    channel.writeInbound(read);
    PdvFragment piece = channel.readInbound();
    assertThat(piece.data().array()).isSameAs(read.array());
    piece.data().release();
    assertThat(read.refCnt()).isZero();
    channel.finishAndReleaseAll();
  }

  @Test
  void passesReadCompleteOnAlsoWhenNoPduEnded() {
    try (DecodingChannel channel = new DecodingChannel(MAX)) {
      channel.write((byte) 1);
      channel.write((byte) 0);
      assertThat(channel.seen()).isEmpty();
      assertThat(channel.readCompletes()).isEqualTo(2);
    }
  }

  @Test
  void ul94KnowsWhetherThePeerOwesBytes() {
    try (DecodingChannel channel = new DecodingChannel(MAX)) {
      assertThat(channel.decoder().insidePdu()).isFalse();
      channel.write((byte) 4);
      assertThat(channel.decoder().insidePdu()).isTrue();
      channel.write(HexFormat.of().parseHex("0000000008000000040102"));
      assertThat(channel.decoder().insidePdu()).isTrue();
      channel.write((byte) 0x41, (byte) 0x42);
      assertThat(channel.decoder().insidePdu()).isFalse();
      channel.write((byte) 4, (byte) 0);
      channel.write(new byte[4]);
      assertThat(channel.failures()).hasSize(1);
      assertThat(channel.decoder().insidePdu()).isFalse();
    }
  }

  @Test
  void damagedPdusEndInAFailureOrAPduAndNeverInAnotherException() {
    Random random = new Random(20261123);
    List<byte[]> originals =
        List.of(
            HexFile.read("unusual-associate-rq.hex"),
            HexFile.read("rejecting-associate-ac.hex"),
            HexFile.read("two-streams-p-data.hex"));
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = originals.get(round % originals.size()).clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      int cut = random.nextInt(bytes.length);
      List<String> whole = DecodingChannel.decode(MAX, bytes);
      assertThat(
              DecodingChannel.decode(
                  MAX, Arrays.copyOf(bytes, cut), Arrays.copyOfRange(bytes, cut, bytes.length)))
          .as("round %d cut at %d", round, cut)
          .isEqualTo(whole);
    }
  }

  private static byte[] header(PduType type, long length) {
    return ByteBuffer.allocate(6)
        .put((byte) type.code())
        .put((byte) 0)
        .putInt((int) length)
        .array();
  }

  private static byte[] pData(String pdvs) {
    byte[] body = HexFormat.of().parseHex(pdvs.replace(" ", ""));
    return ByteBuffer.allocate(6 + body.length)
        .put(header(PduType.P_DATA_TF, body.length))
        .put(body)
        .array();
  }
}
