package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.testing.Hex;

class SpecificCharacterSetTest {

  private static SpecificCharacterSet set(String terms) {
    return SpecificCharacterSet.of(Arrays.asList(terms.split("\\\\", -1)));
  }

  /**
   * The names of PS3.5 Annexes H to J, and one for each single-byte set: terms, text, bytes; both
   * directions.
   */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      ISO_IR 6 | Adams^John | 4164616D735E4A6F686E
      ISO_IR 100 | Buc^Jérôme | 4275635E4AE972F46D65
      ISO_IR 101 | Wałęsa | 5761B3EA7361
      ISO_IR 109 | ĉ | E6
      ISO_IR 110 | ā | E0
      ISO_IR 144 | Люкceмбypг | BBEE DA 63 65 DC D1 79 70 D3
      ISO_IR 127 | قباني^لنزار | E2C8C7E6EA 5E E4E6D2C7D1
      ISO_IR 126 | Διονυσιος | C4E9EFEDF5F3E9EFF2
      ISO_IR 138 | שרון^דבורה | F9F8E5EF 5E E3E1E5F8E4
      ISO_IR 148 | Çavuşoğlu | C761 7675 FE 6F F0 6C 75
      ISO_IR 203 | Œuvre € | BC757672 65 20 A4
      ISO_IR 166 | นามสกุล | B9D2C1CAA1D8C5
      ISO_IR 13 | ﾔﾏﾀﾞ^ﾀﾛｳ | D4CFC0DE 5E C0DBB3
      ISO_IR 192 | Wang^XiaoDong=王^小东 | 57616E675E5869616F446F6E673D E78E8B 5E E5B08F E4B89C
      GB18030 | Wang^XiaoDong=王^小东 | 57616E675E5869616F446F6E673D CDF5 5E D0A1B6AB
      GBK | Wang^XiaoDong=王^小东 | 57616E675E5869616F446F6E673D CDF5 5E D0A1B6AB
      \\ISO 2022 IR 87 | Yamada^Tarou=山田^太郎=やまだ^たろう | 59616D6164615E5461726F753D 1B2442 3B334544 1B2842 5E \
      1B2442 4240 4F3A 1B2842 3D 1B2442 2464 245E 2440 1B2842 5E 1B2442 243F 246D 2426 1B2842
      ISO 2022 IR 13\\ISO 2022 IR 87 | ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう | D4CFC0DE5EC0DBB33D 1B2442 3B334544 1B284A 5E \
      1B2442 4240 4F3A 1B284A 3D 1B2442 2464 245E 2440 1B284A 5E 1B2442 243F 246D 2426 1B284A
      \\ISO 2022 IR 149 | Hong^Gildong=洪^吉洞=홍^길동 | 486F6E675E47696C646F6E673D 1B242943 FBF3 5E \
      1B242943 D1CE D4D7 3D 1B242943 C8AB 5E 1B242943 B1E6 B5BF
      \\ISO 2022 IR 58 | Zhang^XiaoDong=张^小东 | 5A68616E675E5869616F446F6E673D 1B242941 D5C5 5E 1B242941 D0A1 B6AB
      \\ISO 2022 IR 159 | 丂 | 1B242844 3021 1B2842
      \\ISO 2022 IR 100\\ISO 2022 IR 144 | é^Л | 1B2D41 E9 5E 1B2D4C BB
      """)
  void ds31ReadsAndWritesEverySet(String terms, String text, String hex) {
    SpecificCharacterSet set = set(terms);
    byte[] bytes = Hex.bytes(hex);

    assertThat(set.read(bytes, VR.PN))
        .isEqualTo(new SpecificCharacterSet.Text(List.of(text), false));
    assertThat(Hex.text(set.encode(text, VR.PN))).isEqualTo(Hex.text(bytes));
  }

  @ParameterizedTest
  @CsvSource({"ISO IR 192", "iso_ir 192", "ISO_IR_192", "ISO-IR 192", "ISO_IR 192 ", "ISO_IR192"})
  void ds34MisspeltTermsAreUnderstood(String term) {
    assertThat(set(term)).isEqualTo(set("ISO_IR 192"));
  }

  @Test
  void ds34OtherVariants() {
    assertThat(set("ISO 2022 IR 100").decode(Hex.bytes("E9"), VR.LO)).containsExactly("\u00E9");
    assertThat(set("ISO_2022_IR_6\\ISO_2022_IR_100").decode(Hex.bytes("1B2D41E9"), VR.LO))
        .containsExactly("\u00E9");
    assertThat(set("ISO_IR 13\\ISO 2022 IR 87").decode(Hex.bytes("D4 1B2442 3B33 1B284A"), VR.LO))
        .containsExactly("\uFF94\u5C71");
    assertThat(set("").read(Hex.bytes("41"), VR.LO).guessed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"5C,2", "0D0A,1", "09,1", "0C,1"})
  void ds32InitialSetComesBackBehindDelimiters(String delimiter, int values) {
    byte[] bytes = Hex.bytes("1B2D4C BB", delimiter, "E9");

    List<String> read = set("ISO 2022 IR 100\\ISO 2022 IR 144").decode(bytes, VR.LO);

    assertThat(read).hasSize(values);
    assertThat(String.join("", read)).startsWith("\u041B").endsWith("\u00E9");
  }

  @Test
  void ds32CaretResetsInNamesOnly() {
    byte[] bytes = Hex.bytes("1B2D4C BB 5E BB");
    SpecificCharacterSet set = set("ISO 2022 IR 100\\ISO 2022 IR 144");

    assertThat(set.decode(bytes, VR.PN)).containsExactly("\u041B^\u00BB");
    assertThat(set.decode(bytes, VR.LO)).containsExactly("\u041B^\u041B");
  }

  @Test
  void ds33TrailByte5cSeparatesNothing() {
    assertThat(set("GB18030").decode(Hex.bytes("815C 5C 41"), VR.LO)).hasSize(2).endsWith("A");
    assertThat(set("GBK").decode(Hex.bytes("815C"), VR.LO)).hasSize(1);
    assertThat(set("\\ISO 2022 IR 87").decode(Hex.bytes("1B2442 305C 1B2842 5C 41"), VR.LO))
        .hasSize(2)
        .endsWith("A");
  }

  @Test
  void ds33BackslashOfIr13IsYenInTextAndSeparatesElsewhere() {
    assertThat(set("ISO_IR 13").decode(Hex.bytes("315C32"), VR.LO)).containsExactly("1", "2");
    assertThat(set("ISO_IR 13").decode(Hex.bytes("315C32"), VR.ST)).containsExactly("1\u00A52");
  }

  @ParameterizedTest
  @CsvSource({"ST,1", "LT,1", "UT,1", "LO,2", "SH,2", "UC,2", "PN,2"})
  void ds33BackslashSeparatesWhereTheVrAllows(VR vr, int values) {
    assertThat(SpecificCharacterSet.DEFAULT.decode(Hex.bytes("415C42"), vr)).hasSize(values);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ISO_IR 6, C3A9, é",
    "'', C3A9, é",
    "ISO_IR 100, E282AC, €",
    "ISO_IR 192, E9, é",
    "NONSENSE, C3A9, é",
    "ISO_IR 6, 80, €",
    "ISO_IR 100, 80, €",
    "ISO_IR 127, A1C3A9, ¡Ã©"
  })
  void ds35InvalidBytesAreGuessedAndMarked(String terms, String hex, String text) {
    assertThat(set(terms).read(Hex.bytes(hex), VR.LO))
        .isEqualTo(new SpecificCharacterSet.Text(List.of(text), true));
  }

  @Test
  void ds35FallBackOfThePeerIsTakenWhenTheBytesAreNotUtf8() {
    SpecificCharacterSet cyrillic =
        SpecificCharacterSet.of(List.of(), Charset.forName("windows-1251"));

    assertThat(cyrillic.decode(Hex.bytes("CB"), VR.LO)).containsExactly("\u041B");
    assertThat(cyrillic.decode("\u00E9".getBytes(StandardCharsets.UTF_8), VR.LO))
        .containsExactly("\u00E9");
  }

  @ParameterizedTest
  @CsvSource({"1B", "1B24", "1B242943FB", "1B2442FF", "1B24423B", "1B28", "41FF1B2442"})
  void ds35BrokenEscapesNeverFail(String hex) {
    assertThat(set("ISO 2022 IR 6\\ISO 2022 IR 87").read(Hex.bytes(hex), VR.PN).guessed()).isTrue();
  }

  @Test
  void ds13PaddingIsStrippedAsTheVrAsks() {
    byte[] bytes = Hex.bytes("20 41 2042 20 00");

    assertThat(SpecificCharacterSet.DEFAULT.decode(bytes, VR.LO)).containsExactly("A B");
    assertThat(SpecificCharacterSet.DEFAULT.decode(bytes, VR.LT)).containsExactly(" A B");
    assertThat(SpecificCharacterSet.DEFAULT.decode(Hex.bytes("312E3200"), VR.UI))
        .containsExactly("1.2");
  }

  @Test
  void ds36WhatDoesNotFitIsRefusedNeverSubstituted() {
    for (String terms :
        List.of("ISO_IR 6", "ISO_IR 100", "ISO_IR 13", "\\ISO 2022 IR 87", "ISO_IR 127")) {
      assertThat(set(terms).canEncode("\u20AC")).as(terms).isFalse();
      assertThatThrownBy(() -> set(terms).encode("\u20AC", VR.LO))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(set("ISO_IR 13").canEncode("~")).as("ISO-IR 14 has an overline there").isFalse();
    assertThat(set("ISO_IR 13").canEncode("\u00A5")).as("would read as a separator").isFalse();
  }

  @Test
  void ds36DataSetChangesToUtf8WithAllItsText() {
    Attributes inherits = new Attributes().set(Tag.StudyDescription, VR.LO, "x");
    Attributes own = new Attributes().set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 144");
    own.set(Tag.StudyDescription, VR.LO, "\u041B");
    Attributes dataSet = new Attributes().set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 100");
    dataSet.set(Tag.PatientName, VR.PN, "J\u00E9r\u00F4me");
    dataSet.set(Tag.ContentSequence, List.of(inherits, own));
    inherits.set(Tag.SeriesDescription, VR.LO, "\u00E9");

    dataSet.set(Tag.StudyDescription, VR.LO, "\u738B");

    assertThat(dataSet.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
    assertThat(dataSet.string(Tag.PatientName)).contains("J\u00E9r\u00F4me");
    assertThat(dataSet.string(Tag.StudyDescription)).contains("\u738B");
    assertThat(inherits.contains(Tag.SpecificCharacterSet)).isFalse();
    assertThat(inherits.string(Tag.SeriesDescription)).contains("\u00E9");
    assertThat(Hex.text(inherits.get(Tag.SeriesDescription).orElseThrow().bytes()))
        .isEqualTo("c3a9");
    assertThat(own.string(Tag.SpecificCharacterSet)).contains("ISO_IR 144");
    assertThat(own.string(Tag.StudyDescription)).contains("\u041B");
  }

  @Test
  void ds30ItemsInheritAndMayHaveTheirOwn() throws DicomFormatException {
    byte[] bytes =
        Hex.bytes(
            "0800 0500 0A000000 49534F5F495220313030",
            "0800 1511 34000000",
            "FEFF00E0 0A000000 0800 3010 02000000 E920",
            "FEFF00E0 1A000000 0800 0500 0A000000 49534F5F495220313434 0800 3010 00000000");

    List<Attributes> items =
        DataSetReader.read(bytes, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, Limits.DEFAULT)
            .items(Tag.ReferencedSeriesSequence);

    assertThat(items.get(0).string(Tag.StudyDescription)).contains("\u00E9");
    assertThat(items.get(1).characterSet()).isEqualTo(set("ISO_IR 144"));
  }
}
