package org.overread.network.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.dicom.Uid;
import org.overread.network.pdu.UserInformation.AsyncOperations;
import org.overread.network.pdu.UserInformation.ExtendedNegotiation;
import org.overread.network.pdu.UserInformation.RoleSelection;
import org.overread.network.pdu.UserInformation.UserIdentity;

/** PDUs as peers send them: from a whole read, cut everywhere, and glued to the next one. */
class PduFilesTest {

  private static final int RECEIVE_MAX_PDU = 16_384;
  private static final UserInformation DCMTK =
      UserInformation.ours(16_384, "1.2.276.0.7230010.3.0.3.6.7", "OFFIS_DCMTK_367");

  private static final Map<String, List<String>> MEANING = new TreeMap<>();

  static {
    means(
        "dcmtk-echoscu-associate-rq.hex",
        new AAssociateRq(
            1,
            "OVERREAD",
            "READER",
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(
                new PresentationContextRq(
                    1, Uid.Verification, List.of(Uid.ImplicitVRLittleEndian))),
            DCMTK));
    means(
        "dcmtk-storescp-associate-ac.hex",
        new AAssociateAc(
            1,
            "OVERREAD",
            "READER",
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(new PresentationContextAc(1, 0, Uid.ImplicitVRLittleEndian)),
            DCMTK));
    means(
        "unusual-associate-rq.hex",
        new AAssociateRq(
            0xFFFF,
            "OVERREAD",
            "READER",
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(
                new PresentationContextRq(
                    255,
                    Uid.MRImageStorage,
                    List.of(Uid.ExplicitVRLittleEndian, Uid.ImplicitVRLittleEndian)),
                new PresentationContextRq(
                    1, Uid.Verification, List.of(Uid.ImplicitVRLittleEndian))),
            new UserInformation(
                OptionalLong.of(0xFFFFFFFEL),
                "not a UID at all",
                "A_NAME_THAT_IS_L",
                Optional.of(new AsyncOperations(0, 5)),
                List.of(new RoleSelection(Uid.MRImageStorage, false, true)),
                List.of(
                    new ExtendedNegotiation(
                        "1.2.840.10008.5.1.4.1.2.2.1", List.of((byte) 1, (byte) 0, (byte) 0xFF))),
                Optional.of(new UserIdentity(2, true)))));
    means(
        "rejecting-associate-ac.hex",
        new AAssociateAc(
            1,
            "\u00FF".repeat(16),
            "\u00FF".repeat(16),
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(
                new PresentationContextAc(3, 3, ""),
                new PresentationContextAc(5, 4, ""),
                new PresentationContextAc(7, 1, ""),
                new PresentationContextAc(1, 0, Uid.ImplicitVRLittleEndian)),
            new UserInformation(
                OptionalLong.empty(),
                "",
                "",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty())));
    means("associate-rj.hex", AAssociateRj.CALLED_AE_TITLE_NOT_RECOGNIZED);
    means("unknown-associate-rj.hex", new AAssociateRj(9, 0xF7, 0xFF));
    means("release-rq.hex", new AReleaseRq());
    means("release-rp.hex", new AReleaseRp());
    means("abort.hex", AAbort.UNEXPECTED_PDU);
    means("unknown-abort.hex", new AAbort(1, 3));
    MEANING.put(
        "dcmtk-echoscu-p-data.hex",
        List.of(
            "PDV 1 command last "
                + "000000000400000038000000"
                + "0000020012000000312e322e3834302e31303030382e312e3100"
                + "00000001020000003000"
                + "00001001020000000100"
                + "00000008020000000101"));
    MEANING.put(
        "two-streams-p-data.hex",
        List.of(
            "PDV 3 command last c0c1c2c3",
            "PDV 3 data last 414243",
            "PDV 255 command ... d0d1d2d3"));
  }

  private static void means(String file, Pdu pdu) {
    MEANING.put(file, List.of(pdu.toString()));
  }

  static Stream<String> files() {
    return MEANING.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void ul01ReadsThePduFromOneRead(String file) {
    assertThat(DecodingChannel.decode(RECEIVE_MAX_PDU, HexFile.read(file)))
        .isEqualTo(MEANING.get(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void ul03ReadsThePduByteByByte(String file) {
    byte[] bytes = HexFile.read(file);
    byte[][] chunks = new byte[bytes.length][];
    for (int i = 0; i < bytes.length; i++) {
      chunks[i] = new byte[] {bytes[i]};
    }
    assertThat(DecodingChannel.decode(RECEIVE_MAX_PDU, chunks)).isEqualTo(MEANING.get(file));
  }

  @ParameterizedTest
  @MethodSource("files")
  void ul03ReadsThePduCutAtEveryOffset(String file) {
    byte[] bytes = HexFile.read(file);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(
              DecodingChannel.decode(
                  RECEIVE_MAX_PDU,
                  Arrays.copyOf(bytes, cut),
                  Arrays.copyOfRange(bytes, cut, bytes.length)))
          .as("cut at %d", cut)
          .isEqualTo(MEANING.get(file));
    }
  }

  @Test
  void ul03LosesNothingBetweenPdusOfOneRead() {
    ByteArrayOutputStream glued = new ByteArrayOutputStream();
    List<String> expected = new ArrayList<>();
    for (String file : MEANING.keySet()) {
      if (!file.equals(
          "two-streams-p-data.hex")) { // it leaves a command open, which the next PDV would
        // continue
        glued.writeBytes(HexFile.read(file));
        expected.addAll(MEANING.get(file));
      }
    }
    glued.writeBytes(HexFile.read("two-streams-p-data.hex"));
    expected.addAll(MEANING.get("two-streams-p-data.hex"));
    assertThat(DecodingChannel.decode(RECEIVE_MAX_PDU, glued.toByteArray())).isEqualTo(expected);
  }

  /**
   * @param reserved offset of a reserved byte that the peer set; we write 00
   */
  @ParameterizedTest
  @CsvSource({
    "dcmtk-echoscu-associate-rq.hex, 105",
    "dcmtk-storescp-associate-ac.hex, 1",
    "associate-rj.hex, 1",
    "unknown-associate-rj.hex, 6",
    "release-rp.hex, 1",
    "abort.hex, 1"
  })
  void ul04WritesWhatWasReadWithReservedBytesZero(String file, int reserved) {
    byte[] bytes = HexFile.read(file);
    EmbeddedChannel channel = new EmbeddedChannel(new PduDecoder(RECEIVE_MAX_PDU));
    channel.writeInbound(channel.alloc().buffer().writeBytes(bytes));
    Pdu pdu = channel.readInbound();
    ByteBuf encoded = PduEncoder.encode(UnpooledByteBufAllocator.DEFAULT, pdu);
    bytes[reserved] = 0;
    assertThat(ByteBufUtil.hexDump(encoded)).isEqualTo(ByteBufUtil.hexDump(bytes));
    encoded.release();
    channel.finishAndReleaseAll();
  }
}
