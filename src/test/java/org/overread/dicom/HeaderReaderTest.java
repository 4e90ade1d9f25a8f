package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.testing.Hex;
import org.overread.testing.RandomDataSets;

class HeaderReaderTest {
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  private static final IntPredicate WANTED =
      HeaderReader.tags(
          Tag.SOPInstanceUID, Tag.PatientName, Tag.Rows, Tag.ContentSequence, Tag.StudyDescription);
  private static final String FIRST = "0800 1600 5549 0400 312E3200";

  static List<TransferSyntax> nativeSyntaxes() {
    return DataSetRoundTripTest.nativeSyntaxes();
  }

  private static HeaderReader fed(
      byte[] bytes, TransferSyntax syntax, IntPredicate wanted, Limits limits, int chunk) {
    HeaderReader reader = new HeaderReader(syntax, wanted, limits);
    for (int at = 0; at < bytes.length; at += chunk) {
      reader.feed(ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at)));
    }
    return reader;
  }

  private static HeaderReader fed(String... hex) {
    return fed(
        Hex.bytes(FIRST, String.join("", hex)),
        EXPLICIT,
        tag -> true,
        Limits.HEADER,
        Integer.MAX_VALUE);
  }

  /** What a caller can learn, as text without values that differ in identity only. */
  private static String outcome(HeaderReader reader) {
    try {
      reader.end();
    } catch (DicomFormatException e) {
      assertThat(reader.failure()).containsSame(e);
    }
    return reader.state()
        + " "
        + reader.failure().map(Exception::getMessage)
        + reader.warnings()
        + reader.leftOut()
        + reader.inflationStopped();
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void ds54EveryChunkingGivesTheSameResult(TransferSyntax syntax) {
    for (int seed = 0; seed < 15; seed++) {
      byte[] whole = DataSetWriter.write(new RandomDataSets(seed).next(), syntax);
      assertSameForEveryChunking(whole, syntax, seed);
    }
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void ds54EveryChunkingOfDamagedBytesGivesTheSameResult(TransferSyntax syntax) {
    Random random = new Random(11);
    for (int seed = 0; seed < 60; seed++) {
      byte[] damaged = DataSetWriter.write(new RandomDataSets(seed).next(), syntax);
      for (int i = 0; i < 3; i++) {
        damaged[random.nextInt(Math.min(damaged.length, 2_000))] = (byte) random.nextInt();
      }
      assertSameForEveryChunking(damaged, syntax, seed);
    }
  }

  private static void assertSameForEveryChunking(byte[] bytes, TransferSyntax syntax, int seed) {
    Limits limits = new Limits(64, 200, 1_500, 60, 3, 64 << 20, 200);
    HeaderReader whole = fed(bytes, syntax, WANTED, limits, Integer.MAX_VALUE);
    String expected = outcome(whole);
    for (int chunk : new int[] {1, 7, 16 << 10, 1 + new Random(seed).nextInt(300)}) {
      HeaderReader reader = fed(bytes, syntax, WANTED, limits, chunk);

      assertThat(outcome(reader)).as("seed %s chunk %s", seed, chunk).isEqualTo(expected);
      assertThat(reader.header()).as("seed %s chunk %s", seed, chunk).isEqualTo(whole.header());
    }
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void ds53KeepsWhatIsWantedAsTheDataSetReaderReadsIt(TransferSyntax syntax)
      throws DicomFormatException {
    for (int seed = 0; seed < 15; seed++) {
      Attributes dataSet = new RandomDataSets(seed).next();

      HeaderReader reader =
          fed(DataSetWriter.write(dataSet, syntax), syntax, WANTED, Limits.HEADER, 1 << 16);
      reader.end();

      Attributes expected = new Attributes();
      for (Element element : dataSet.elements()) {
        if (element.tag() == Tag.SpecificCharacterSet || WANTED.test(element.tag())) {
          expected.put(element);
        }
      }
      assertThat(reader.header()).isEqualTo(expected);
      assertThat(reader.state()).isEqualTo(HeaderReader.State.COMPLETE);
    }
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void ds57EveryTruncationInsideAnElementIsNoticed(TransferSyntax syntax)
      throws DicomFormatException {
    Attributes dataSet = new Attributes().set(Tag.SOPInstanceUID, VR.UI, "1.2");
    dataSet.put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[300]));
    byte[] bytes = DataSetWriter.write(dataSet, syntax);
    int firstElement = syntax.deflated() ? 0 : 12;
    int padding = syntax.deflated() ? 1 : 0;
    for (int length = 1; length < bytes.length - padding; length++) {
      HeaderReader reader = fed(Arrays.copyOf(bytes, length), syntax, WANTED, Limits.HEADER, 64);
      if (length != firstElement) {
        assertThatThrownBy(reader::end)
            .as("%s of %s", length, bytes.length)
            .isInstanceOf(DicomFormatException.class);
        assertThat(reader.state()).isEqualTo(HeaderReader.State.FAILED);
      }
    }
    fed(bytes, syntax, WANTED, Limits.HEADER, 64).end();
  }

  @Test
  void ds57TruncatedFragmentsAreNoticed() {
    String fragments = "E07F 1000 4F42 0000 FFFFFFFF FEFF00E0 00000000 FEFF00E0 04000000 ";

    assertThatThrownBy(fed(fragments, "0102")::end).isInstanceOf(DicomFormatException.class);
    assertThatThrownBy(fed(fragments, "01020304 FEFF00E0")::end)
        .isInstanceOf(DicomFormatException.class);
  }

  @Test
  void ds21ElementsBehindPixelDataAreReadPastAndNotKept() throws DicomFormatException {
    for (String pixels :
        List.of(
            "E07F 1000 4F42 0000 04000000 01020304",
            "E07F 1000 4F42 0000 FFFFFFFF FEFF00E0 00000000 FEFF00E0 04000000 01020304 FEFFDDE0 00000000")) {
      HeaderReader reader =
          fed(pixels, "2000 0D00 5549 0200 3900", "FCFF FCFF 4F42 0000 04000000 00000000");
      reader.end();

      assertThat(reader.header().tags()).containsExactly(Tag.SOPClassUID);
    }
  }

  @Test
  void ds11SkipsFourGibibytesInConstantMemory() throws DicomFormatException {
    HeaderReader reader = fed("E07F 1000 4F42 0000 FEFFFFFF");
    ByteBuffer chunk = ByteBuffer.allocate(1 << 20);
    long left = 0xFFFFFFFEL;
    while (left > 0) {
      chunk.clear().limit((int) Math.min(left, chunk.capacity()));
      left -= chunk.remaining();
      reader.feed(chunk);
    }
    reader.feed(ByteBuffer.wrap(Hex.bytes("FCFF FCFF 4F42 0000 00000000")));

    reader.end();

    assertThat(reader.warnings()).isEmpty();
  }

  @Test
  void unwantedSequencesOfUndefinedLengthAreWalkedPast() throws DicomFormatException {
    byte[] bytes =
        Hex.bytes(
            FIRST,
            "0800 1511 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF 2000 0D00 5549 0200 3800",
            "FEFF0DE0 00000000 FEFFDDE0 00000000 2000 0D00 5549 0200 3900");
    HeaderReader reader =
        fed(bytes, EXPLICIT, HeaderReader.tags(Tag.StudyInstanceUID), Limits.HEADER, 5);

    reader.end();

    assertThat(reader.header().string(Tag.StudyInstanceUID)).contains("9");
    assertThat(reader.header().size()).isEqualTo(1);
  }

  @Test
  void characterSetIsKeptUnasked() throws DicomFormatException {
    Attributes dataSet = new Attributes().set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
    dataSet.set(Tag.PatientName, VR.PN, "Buc^J\u00E9r\u00F4me");
    HeaderReader reader =
        fed(
            DataSetWriter.write(dataSet, EXPLICIT),
            EXPLICIT,
            HeaderReader.tags(Tag.PatientName),
            Limits.HEADER,
            9);

    reader.end();

    assertThat(reader.header().string(Tag.PatientName)).contains("Buc^J\u00E9r\u00F4me");
  }

  @Test
  void whatPassesALimitIsLeftOutAndNamed() throws DicomFormatException {
    Attributes dataSet = new Attributes();
    dataSet.set(Tag.SOPInstanceUID, VR.UI, "1.23");
    dataSet.set(Tag.PatientName, VR.PN, "ABCDE");
    dataSet.set(Tag.PatientID, VR.LO, "ABCD");
    dataSet.set(Tag.Rows, VR.US, 4);
    byte[] bytes = DataSetWriter.write(dataSet, EXPLICIT);

    assertThat(leftOut(bytes, new Limits(64, 4, 100, 10, 10, 0, 1)))
        .containsExactly(Tag.PatientName);
    assertThat(leftOut(bytes, new Limits(64, 6, 16, 4, 10, 0, 1))).isEmpty();
    assertThat(leftOut(bytes, new Limits(64, 6, 15, 4, 10, 0, 1))).containsExactly(Tag.Rows);
    assertThat(leftOut(bytes, new Limits(64, 6, 16, 3, 10, 0, 1))).containsExactly(Tag.Rows);
    assertThat(leftOut(bytes, new Limits(64, 0, 0, 0, 0, 0, 1))).hasSize(4);
  }

  private static List<Integer> leftOut(byte[] bytes, Limits limits) throws DicomFormatException {
    HeaderReader reader = fed(bytes, EXPLICIT, tag -> true, limits, 3);
    reader.end();
    return reader.leftOut();
  }

  @Test
  void ds09TooDeepFailsAlsoWhereNothingIsKept() {
    byte[] bytes = Hex.bytes(FIRST, "4000 30A7 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF".repeat(65));

    HeaderReader reader = fed(bytes, EXPLICIT, HeaderReader.tags(), Limits.HEADER, 100);

    assertThat(reader.state()).isEqualTo(HeaderReader.State.FAILED);
  }

  @Test
  void ds56AFailedReaderIgnoresWhatFollows() {
    HeaderReader reader =
        fed(Hex.bytes("0800 1600 04000000 312E3200"), EXPLICIT, WANTED, Limits.HEADER, 4);
    assertThat(reader.state()).isEqualTo(HeaderReader.State.FAILED);

    reader.feed(ByteBuffer.wrap(Hex.bytes(FIRST)));

    assertThat(reader.failure()).get().extracting(DicomFormatException::offset).isEqualTo(0L);
    assertThatThrownBy(reader::end).hasMessageContaining(EXPLICIT.uid());
  }

  @Test
  void ds19InflatingStopsAtTheLimitAndSaysSo() throws DicomFormatException {
    byte[] start = Hex.bytes(FIRST, "E07F 1000 4F42 0000 00000002");
    byte[] bomb =
        DataSetReaderTest.deflate(DataSetReaderTest.concat(start, new byte[32 << 20]), true);
    for (int chunk : new int[] {1, 1_000, bomb.length}) {
      HeaderReader reader =
          fed(
              bomb,
              TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN,
              tag -> true,
              Limits.HEADER,
              chunk);

      reader.end();

      assertThat(reader.inflationStopped()).isTrue();
      assertThat(reader.header().string(Tag.SOPClassUID)).contains("1.2");
    }
  }

  @Test
  void feedLeavesTheBufferAsItWas() {
    ByteBuffer direct = ByteBuffer.allocateDirect(64);
    direct.put(Hex.bytes(FIRST)).flip();
    HeaderReader reader = new HeaderReader(EXPLICIT, tag -> true, Limits.HEADER);

    reader.feed(direct);

    assertThat(direct.remaining()).isEqualTo(12);
    assertThat(reader.header().string(Tag.SOPClassUID)).contains("1.2");
  }

  @Test
  void toleratedFaultsAreToldWithoutValues() throws DicomFormatException {
    HeaderReader reader =
        fed("1000 1000 504E 0400 41424344", "1000 1000 504E 0400 45464748", "FEFFDDE0 00000000");

    reader.end();

    assertThat(reader.warnings()).hasSize(2);
    assertThat(String.join("", reader.warnings())).contains("(0010,0010)").doesNotContain("EFGH");
  }
}
