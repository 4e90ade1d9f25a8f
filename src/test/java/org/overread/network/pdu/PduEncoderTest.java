package org.overread.network.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Uid;
import org.overread.network.pdu.UserInformation.AsyncOperations;
import org.overread.network.pdu.UserInformation.ExtendedNegotiation;
import org.overread.network.pdu.UserInformation.RoleSelection;
import org.overread.network.pdu.UserInformation.UserIdentity;

class PduEncoderTest {

  private static final UserInformation WE = UserInformation.ours(65_536, "1.2.3", "OVERREAD");

  @Test
  void ul01EveryPduSurvivesTheWayOverTheWire() {
    Random random = new Random(20261123);
    for (int round = 0; round < 1_000; round++) {
      Pdu pdu = pdu(random);
      byte[] bytes = bytes(pdu);
      assertThat(DecodingChannel.decode(16_384, bytes))
          .as("round %d", round)
          .containsExactly(pdu.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "SEVENTEEN_LETTERS", "A\\B", "A\nB", "A\u007FB", "\u00C4"})
  void ul20RefusesToSendWhatIsNoAeTitle(String title) {
    assertThatIllegalArgumentException().isThrownBy(() -> bytes(request(title, "READER", 1, WE)));
    assertThatIllegalArgumentException().isThrownBy(() -> bytes(request("READER", title, 1, WE)));
  }

  @Test
  void ul20TakesAeTitlesOf16Characters() {
    assertThat(DecodingChannel.decode(16_384, bytes(request("SIXTEEN_LETTERS_", "a b", 1, WE))))
        .singleElement()
        .asString()
        .contains("calledAeTitle=SIXTEEN_LETTERS_, callingAeTitle=a b,");
  }

  @Test
  void refusesItemsThatAreTooLongForTheirLengthField() {
    List<String> syntaxes = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      syntaxes.add(Uid.ImplicitVRLittleEndian);
    }
    AAssociateRq rq =
        new AAssociateRq(
            1,
            "A",
            "B",
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(new PresentationContextRq(1, Uid.Verification, syntaxes)),
            WE);
    assertThatIllegalArgumentException().isThrownBy(() -> bytes(rq));
  }

  @Test
  void refusesAUserIdentityWhoseFieldsItDoesNotHave() {
    UserInformation identified =
        new UserInformation(
            OptionalLong.of(0),
            "1",
            "",
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.of(new UserIdentity(1, false)));
    assertThatIllegalArgumentException().isThrownBy(() -> bytes(request("A", "B", 1, identified)));
  }

  @Test
  void refusesPDataWhichItsSenderWrites() {
    PdvFragment fragment = new PdvFragment(1, true, true, Unpooled.EMPTY_BUFFER);
    assertThatIllegalArgumentException().isThrownBy(() -> bytes(fragment));
  }

  @Test
  void givesTheBufferBackWhenItRefuses() {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PduEncoder.encode(allocator, request("", "B", 1, WE)));
    assertThat(allocator.metric().usedHeapMemory()).isZero();
  }

  @Test
  void rejectedContextsAreWrittenWithATransferSyntax() {
    AAssociateAc ac =
        new AAssociateAc(
            1,
            "A",
            "B",
            AAssociateRq.APPLICATION_CONTEXT,
            List.of(new PresentationContextAc(5, 3, "")),
            WE);
    // item 21, 25 bytes: ID 5, result 3; then item 40 of 17 bytes
    assertThat(ByteBufUtil.hexDump(bytes(ac))).contains("210000190500030040000011");
  }

  @Test
  void ul75WritesBothHeadersOfPData() {
    ByteBuf out = Unpooled.buffer();
    PduEncoder.writePDataHeader(out, 255, true, false, 0x1234);
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("04000000123a" + "00001236" + "ff01");
    assertThat(out.readableBytes()).isEqualTo(PduEncoder.P_DATA_HEADER_LENGTH);
    out.clear();
    PduEncoder.writePDataHeader(out, 1, false, true, 0);
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("040000000006" + "00000002" + "0102");
  }

  private static byte[] bytes(Pdu pdu) {
    ByteBuf encoded = PduEncoder.encode(PooledByteBufAllocator.DEFAULT, pdu);
    try {
      return ByteBufUtil.getBytes(encoded);
    } finally {
      encoded.release();
    }
  }

  private static AAssociateRq request(
      String called, String calling, int version, UserInformation information) {
    return new AAssociateRq(
        version,
        called,
        calling,
        AAssociateRq.APPLICATION_CONTEXT,
        List.of(
            new PresentationContextRq(1, Uid.Verification, List.of(Uid.ImplicitVRLittleEndian))),
        information);
  }

  private static Pdu pdu(Random random) {
    return switch (PduType.values()[random.nextInt(PduType.values().length)]) {
      case A_ASSOCIATE_RQ -> {
        List<PresentationContextRq> contexts = new ArrayList<>();
        for (int id = 1; id <= 255 && (id == 1 || random.nextInt(8) > 0); id += 2) {
          List<String> syntaxes = new ArrayList<>(List.of(uid(random)));
          while (random.nextBoolean()) {
            syntaxes.add(uid(random));
          }
          contexts.add(new PresentationContextRq(id, uid(random), syntaxes));
        }
        yield new AAssociateRq(
            random.nextInt(0x10000),
            title(random),
            title(random),
            uid(random),
            contexts,
            information(random));
      }
      case A_ASSOCIATE_AC -> {
        List<PresentationContextAc> contexts = new ArrayList<>();
        for (int id = 1; id <= 255 && random.nextInt(8) > 0; id += 2) {
          int result = random.nextInt(5);
          contexts.add(new PresentationContextAc(id, result, result == 0 ? uid(random) : ""));
        }
        yield new AAssociateAc(
            random.nextInt(0x10000),
            title(random),
            title(random),
            uid(random),
            contexts,
            information(random));
      }
      case A_ASSOCIATE_RJ ->
          new AAssociateRj(random.nextInt(256), random.nextInt(256), random.nextInt(256));
      case A_RELEASE_RQ -> new AReleaseRq();
      case A_RELEASE_RP -> new AReleaseRp();
      case A_ABORT, P_DATA_TF -> new AAbort(random.nextInt(256), random.nextInt(256));
    };
  }

  private static UserInformation information(Random random) {
    List<RoleSelection> roles = new ArrayList<>();
    List<ExtendedNegotiation> extended = new ArrayList<>();
    while (random.nextBoolean()) {
      roles.add(new RoleSelection(uid(random), random.nextBoolean(), random.nextBoolean()));
      extended.add(new ExtendedNegotiation(uid(random), List.of((byte) random.nextInt(256))));
    }
    return new UserInformation(
        random.nextBoolean()
            ? OptionalLong.of(random.nextInt() & 0xFFFFFFFFL)
            : OptionalLong.empty(),
        random.nextBoolean() ? uid(random) : "",
        random.nextBoolean() ? title(random) : "",
        random.nextBoolean()
            ? Optional.of(new AsyncOperations(random.nextInt(0x10000), random.nextInt(0x10000)))
            : Optional.empty(),
        roles,
        extended,
        Optional.empty());
  }

  private static String uid(Random random) {
    StringBuilder uid = new StringBuilder("1");
    for (int length = random.nextInt(64); uid.length() < length; ) {
      uid.append("0123456789.".charAt(random.nextInt(11)));
    }
    return uid.toString();
  }

  private static String title(Random random) {
    StringBuilder title = new StringBuilder();
    for (int length = 1 + random.nextInt(16); title.length() < length; ) {
      title.append((char) ('A' + random.nextInt(26)));
    }
    return title.toString();
  }
}
