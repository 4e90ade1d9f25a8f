package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.testing.Hex;
import org.overread.testing.RandomDataSets;

class DataSetReaderTest {
  private static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
  private static final TransferSyntax IMPLICIT = TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN;

  /** (0008,0016) UI "1.2\0": what every example begins with. */
  private static final String FIRST = "0800 1600 5549 0400 312E3200";

  private static Attributes explicit(String... hex) throws DicomFormatException {
    return DataSetReader.read(Hex.bytes(FIRST, String.join("", hex)), EXPLICIT, Limits.DEFAULT);
  }

  private static Attributes implicit(String... hex) throws DicomFormatException {
    return DataSetReader.read(
        Hex.bytes("0800 1600 04000000 312E3200", String.join("", hex)), IMPLICIT, Limits.DEFAULT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      ds57 value cut off                    | 1000 1000 504E 0400 4142
      ds57 header cut off                   | 1000 1000 504E
      ds06 undefined length of a text VR    | 1000 1000 4F42 0000 FFFFFFFF
      ds06 undefined length of other OB     | 2900 1010 4F42 0000 FFFFFFFF FEFFDDE0 00000000
      ds08 element passes its item          | 0800 4011 5351 0000 10000000 FEFF00E0 08000000 1000 1000 504E 0400 4142
      ds08 element header passes its item   | 0800 4011 5351 0000 0C000000 FEFF00E0 04000000 1000 1000 504E 0000
      ds08 item passes its sequence         | 0800 4011 5351 0000 08000000 FEFF00E0 08000000 1000 1000 504E 0000
      element where an item belongs         | 0800 4011 5351 0000 FFFFFFFF 1000 1000 504E 0000
      item at top level                     | FEFF 00E0 00000000
      unknown delimiter                     | FEFF 01E0 00000000
      ds20 fragment of undefined length     | E07F 1000 4F42 0000 FFFFFFFF FEFF00E0 FFFFFFFF
      data set ends inside an item          | 0800 4011 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF 1000 1000 504E 0000
      ds57 sequence of given length cut off | 0800 4011 5351 0000 10000000 FEFF00E0 00000000
      ds02 VR of no letters, length too big | 1000 1000 3F3F 0400 41424344
      ds11 length FFFFFFFE                  | 1000 1000 4F42 0000 FEFFFFFF 41
      ds11 length 80000000                  | 1000 1000 4F42 0000 00000080 41
      """)
  void refusesDamage(String what, String hex) {
    assertThatThrownBy(() -> explicit(hex)).as(what).isInstanceOf(DicomFormatException.class);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      ds07 empty sequences of both forms    | 0800 4011 5351 0000 00000000 0800 1511 5351 0000 FFFFFFFF FEFFDDE0 00000000
      ds07 delimiter with a length          | 0800 1511 5351 0000 FFFFFFFF FEFFDDE0 04000000
      ds07 item delimiter with a length     | 0800 4011 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF FEFF0DE0 09000000 FEFFDDE0 00000000
      ds10 stray sequence delimiter         | FEFFDDE0 00000000
      ds10 stray item delimiter             | FEFF0DE0 00000000
      ds10 missing item delimiter           | 0800 4011 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF FEFFDDE0 00000000
      ds10 undefined item in given sequence | 0800 4011 5351 0000 08000000 FEFF00E0 FFFFFFFF
      ds10 trailing zeros                   | 0000 0000 0000 0000 0000 00
      ds10 trailing padding                 | FCFF FCFF 4F42 0000 04000000 00000000
      ds14 command group inside             | 0000 0200 5549 0200 3100
      ds14 file meta group inside           | 0200 1000 5549 0200 3100
      ds14 group length                     | 1000 0000 554C 0400 01000000
      """)
  void toleratesAndKeepsTheRest(String what, String hex) throws DicomFormatException {
    Attributes read = explicit(hex, what.contains("trailing") ? "" : "2000 0D00 5549 0200 3900");

    assertThat(read.string(Tag.SOPClassUID)).as(what).contains("1.2");
    assertThat(read.contains(Tag.StudyInstanceUID)).isEqualTo(!what.contains("trailing"));
    assertThat(read.tags()).noneMatch(tag -> tag >>> 16 <= 6 || (tag & 0xFFFF) == 0);
  }

  @Test
  void ds10MissingSequenceDelimiterAtTheEndIsTolerated() throws DicomFormatException {
    assertThat(
            explicit("0800 4011 5351 0000 FFFFFFFF FEFF00E0 00000000")
                .items(Tag.ReferencedImageSequence))
        .hasSize(1);
  }

  @Test
  void ds02UnknownVrOfLettersHasTheLongFormAndIsUn() throws DicomFormatException {
    Element element =
        explicit("1000 1000 5A5A 0000 02000000 4142").get(Tag.PatientName).orElseThrow();

    assertThat(element.vr()).isEqualTo(VR.UN);
    assertThat(element.bytes()).isEqualTo(Hex.bytes("4142"));
  }

  @ParameterizedTest
  @CsvSource({"1000 1000 02000000 4142", "1000 1000 00000000"})
  void ds02VrOfNoLettersIsReadAsImplicit(String hex) throws DicomFormatException {
    Attributes read = explicit(hex, "1000 2000 4C4F 0200 3737");

    assertThat(read.get(Tag.PatientName)).map(Element::vr).contains(VR.PN);
    assertThat(read.string(Tag.PatientID)).contains("77");
  }

  @Test
  void ds03ImplicitVrComesFromTheDictionaryAndPixelRepresentation() throws DicomFormatException {
    Attributes read =
        implicit(
            "0900 0000 04000000 00000000",
            "0900 1000 02000000 4142",
            "0900 0110 02000000 4142",
            "2800 0301 02000000 0100",
            "2800 0601 02000000 FFFF",
            "3333 0000 02000000 0000");

    assertThat(read.get(0x00090010)).map(Element::vr).contains(VR.LO);
    assertThat(read.get(0x00091001)).map(Element::vr).contains(VR.UN);
    assertThat(read.integer(Tag.SmallestImagePixelValue)).hasValue(-1);
    assertThat(implicit("2800 0601 02000000 FFFF").integer(Tag.SmallestImagePixelValue))
        .hasValue(65_535);
  }

  @Test
  void ds05UnOfUndefinedLengthIsAnImplicitSequence() throws DicomFormatException {
    Attributes read =
        explicit(
            "0900 0110 554E 0000 FFFFFFFF",
                "FEFF00E0 FFFFFFFF 1000 1000 02000000 4142 FEFF0DE0 00000000",
            "FEFF00E0 0A000000 1000 1000 02000000 4344 FEFFDDE0 00000000",
                "1000 2000 4C4F 0200 3737");

    assertThat(read.items(0x00091001))
        .extracting(item -> item.string(Tag.PatientName).orElseThrow())
        .containsExactly("AB", "CD");
    assertThat(read.string(Tag.PatientID)).contains("77");
  }

  @ParameterizedTest
  @CsvSource({
    "FEFF00E0 0A000000 1000 1000 02000000 4142",
    "FEFF00E0 0A000000 1000 1000 504E 0200 4142"
  })
  void ds05UnOfDefinedLengthGivesItsItemsWhenAsked(String value) throws DicomFormatException {
    Attributes read = explicit("0900 0110 554E 0000 12000000", value);
    Element un = read.get(0x00091001).orElseThrow();

    assertThat(un.bytes()).hasSize(18);
    assertThat(DataSetReader.items(un, Limits.DEFAULT))
        .extracting(item -> item.string(Tag.PatientName).orElseThrow())
        .containsExactly("AB");
  }

  @Test
  void ds05UnThatIsNoSequenceHasNoItems() {
    Element un = Element.ofBytes(0x00091001, VR.UN, Hex.bytes("FEFF00E0 0A000000 01"));

    assertThat(DataSetReader.items(un, Limits.DEFAULT)).isEmpty();
  }

  @Test
  void ds12OddLengthsAreRead() throws DicomFormatException {
    Attributes read = explicit("1000 1000 504E 0300 414243", "1000 2000 4C4F 0100 37");

    assertThat(read.string(Tag.PatientName)).contains("ABC");
    assertThat(read.string(Tag.PatientID)).contains("7");
  }

  @Test
  void ds14OfDuplicatesTheFirstWinsWhateverTheOrder() throws DicomFormatException {
    Attributes read =
        explicit(
            "2000 0D00 5549 0200 3900", "1000 2000 4C4F 0200 3737", "2000 0D00 5549 0200 3800");

    assertThat(read.string(Tag.StudyInstanceUID)).contains("9");
    assertThat(read.string(Tag.PatientID)).contains("77");
  }

  @Test
  void ds56BytesOfAnotherSyntaxAreRefused() {
    Attributes dataSet = new RandomDataSets(3).next();
    List<TransferSyntax> syntaxes =
        List.of(
            EXPLICIT,
            IMPLICIT,
            TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
    for (TransferSyntax real : syntaxes) {
      for (TransferSyntax label : syntaxes) {
        if (real != label) {
          assertThatThrownBy(
                  () ->
                      DataSetReader.read(DataSetWriter.write(dataSet, real), label, Limits.DEFAULT))
              .as("%s labelled %s", real.uid(), label.uid())
              .isInstanceOf(DicomFormatException.class);
        }
      }
    }
  }

  @Test
  void ds09DepthIsLimitedForEveryFormOfLength() throws DicomFormatException {
    String open = "4000 30A7 5351 0000 FFFFFFFF FEFF00E0 FFFFFFFF";
    String close = "FEFF0DE0 00000000 FEFFDDE0 00000000";
    assertThat(explicit(open.repeat(64), close.repeat(64)).items(Tag.ContentSequence)).hasSize(1);

    for (int depth : new int[] {65, 1_000, 100_000}) {
      assertThatThrownBy(() -> explicit(open.repeat(depth)))
          .isInstanceOf(DicomFormatException.class);
      assertThatThrownBy(() -> implicit("0900 0110 FFFFFFFF FEFF00E0 FFFFFFFF".repeat(depth)))
          .isInstanceOf(DicomFormatException.class);
    }
  }

  @Test
  void ds11LimitsHoldAtTheirValueAndOneBeyond() throws DicomFormatException {
    byte[] bytes =
        Hex.bytes(
            FIRST,
            "1000 1000 504E 0400 41424344",
            "0800 4011 5351 0000 10000000 FEFF00E0 00000000 FEFF00E0 00000000");
    Limits exact = new Limits(1, 4, 8, 5, 2, 0, 1);
    assertThat(DataSetReader.read(bytes, EXPLICIT, exact).size()).isEqualTo(3);

    for (Limits tight :
        List.of(
            new Limits(0, 4, 8, 5, 2, 0, 1),
            new Limits(1, 3, 8, 5, 2, 0, 1),
            new Limits(1, 4, 7, 5, 2, 0, 1),
            new Limits(1, 4, 8, 4, 2, 0, 1),
            new Limits(1, 4, 8, 5, 1, 0, 1))) {
      assertThatThrownBy(() -> DataSetReader.read(bytes, EXPLICIT, tight))
          .as("%s", tight)
          .isInstanceOf(DicomFormatException.class);
    }
  }

  @Test
  void ds18ZlibHeaderTrailingNulAndGarbageAreAccepted() throws DicomFormatException {
    Attributes dataSet = new RandomDataSets(5).next();
    byte[] plain = DataSetWriter.write(dataSet, EXPLICIT);
    for (boolean raw : new boolean[] {true, false}) {
      byte[] deflated = concat(deflate(plain, raw), Hex.bytes("00 AB CD"));

      Attributes read =
          DataSetReader.read(
              deflated, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, Limits.DEFAULT);

      assertThat(read).isEqualTo(dataSet);
    }
  }

  @Test
  void ds19DeflateBombIsStopped() {
    byte[] zeros = new byte[20 << 20];
    byte[] start = Hex.bytes(FIRST, "E07F 1000 4F42 0000 00004001");
    byte[] bomb = deflate(concat(start, zeros), true);
    Limits loose = Limits.DEFAULT.withBytes(64 << 20);

    assertThatThrownBy(
            () ->
                DataSetReader.read(bomb, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, loose))
        .isInstanceOf(DicomFormatException.class)
        .hasMessageContaining("limit");
  }

  @Test
  void ds57TruncatedDeflateStreamIsRefused() {
    byte[] whole = deflate(DataSetWriter.write(new RandomDataSets(5).next(), EXPLICIT), true);
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);

    assertThatThrownBy(
            () ->
                DataSetReader.read(
                    cut, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, Limits.DEFAULT))
        .isInstanceOf(DicomFormatException.class);
  }

  static byte[] deflate(byte[] bytes, boolean raw) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
    deflater.setInput(bytes);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[8192];
    while (!deflater.finished()) {
      out.write(chunk, 0, deflater.deflate(chunk));
    }
    deflater.end();
    return out.toByteArray();
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
