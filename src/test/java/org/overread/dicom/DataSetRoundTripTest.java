package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.overread.dicom.DataSetWriter.SequenceLengths;
import org.overread.testing.Hex;
import org.overread.testing.RandomDataSets;

class DataSetRoundTripTest {
  private static final int SEEDS = 40;

  static List<TransferSyntax> nativeSyntaxes() {
    return List.of(
        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN,
        TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private static Attributes read(byte[] bytes, TransferSyntax syntax) throws DicomFormatException {
    return DataSetReader.read(bytes, syntax, Limits.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("nativeSyntaxes")
  void ds24ReadingWhatWasWrittenGivesEqualElementsAndIdenticalBytes(TransferSyntax syntax)
      throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      Attributes dataSet = new RandomDataSets(seed).next();
      for (SequenceLengths lengths : SequenceLengths.values()) {
        byte[] bytes = DataSetWriter.write(dataSet, syntax, lengths);

        Attributes again = read(bytes, syntax);

        assertThat(again).as("seed %s", seed).isEqualTo(dataSet);
        assertThat(DataSetWriter.write(again, syntax, lengths)).isEqualTo(bytes);
      }
    }
  }

  @Test
  void ds24ImplicitToExplicitToImplicitLosesNothing() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      byte[] implicit =
          DataSetWriter.write(
              new RandomDataSets(seed).next(), TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
      Attributes first = read(implicit, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
      byte[] explicit = DataSetWriter.write(first, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

      Attributes second = read(explicit, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

      assertThat(second).isEqualTo(first);
      assertThat(DataSetWriter.write(second, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN))
          .isEqualTo(implicit);
    }
  }

  @Test
  void streamFormsAgreeWithArrays() throws IOException {
    for (TransferSyntax syntax : nativeSyntaxes()) {
      Attributes dataSet = new RandomDataSets(7).next();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      DataSetWriter.write(dataSet, syntax, out);

      assertThat(out.toByteArray()).isEqualTo(DataSetWriter.write(dataSet, syntax));
      assertThat(
              DataSetReader.read(
                  new ByteArrayInputStream(out.toByteArray()), syntax, Limits.DEFAULT))
          .isEqualTo(dataSet);
    }
  }

  @Test
  void ds17BigEndianSwapsByUnitButNeitherTextNorUn() {
    Attributes dataSet = new Attributes();
    dataSet.set(Tag.Rows, VR.US, 0x0102);
    dataSet.set(Tag.FrameIncrementPointer, VR.AT, Tag.FrameTime);
    dataSet.put(Element.ofBytes(0x00291001, VR.UN, Hex.bytes("0102")));

    byte[] bytes = DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);

    assertThat(Hex.text(bytes))
        .isEqualTo(
            Hex.text(
                Hex.bytes(
                    "0028 0009 4154 0004 0018 1063",
                    "0028 0010 5553 0002 0102",
                    "0029 1001 554E 0000 00000002 0102")));
  }

  @Test
  void ds15ValueTooLongForTheShortFormBecomesUn() throws IOException {
    Attributes dataSet = new Attributes();
    dataSet.put(Element.ofBytes(Tag.ImageComments, VR.LT, filled(65_534)));
    assertThat(
            read(explicit(dataSet), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)
                .get(Tag.ImageComments))
        .map(Element::vr)
        .contains(VR.LT);

    dataSet.put(Element.ofBytes(Tag.ImageComments, VR.LT, filled(65_536)));
    Attributes again = read(explicit(dataSet), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

    assertThat(again.get(Tag.ImageComments)).map(Element::vr).contains(VR.UN);
    assertThat(again.string(Tag.ImageComments)).as("ds04: still text").contains("x".repeat(65_536));
  }

  private static byte[] explicit(Attributes dataSet) {
    return DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  private static byte[] filled(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 'x');
    return bytes;
  }

  @Test
  void ds14GroupLengthsAreNotWritten() {
    Attributes dataSet = new Attributes().set(0x00080000, VR.UL, 99).set(Tag.Rows, VR.US, 1);

    assertThat(explicit(dataSet)).hasSize(10);
  }

  @Test
  void ds20FragmentsAreKeptAndWrittenInEncapsulatedSyntaxesOnly() throws IOException {
    TransferSyntax rle = TransferSyntax.of(Uid.RLELossless);
    Element pixels =
        Element.ofFragments(
            Tag.PixelData, VR.OB, List.of(new byte[0], Hex.bytes("01020304"), Hex.bytes("0506")));
    Attributes dataSet = new Attributes().put(pixels);

    byte[] bytes = DataSetWriter.write(dataSet, rle);

    assertThat(read(bytes, rle)).isEqualTo(dataSet);
    assertThat(Hex.text(bytes))
        .endsWith(
            "feff00e0 00000000 feff00e0 04000000 01020304 feff00e0 02000000 0506 feffdde0 00000000"
                .replace(" ", ""));
    assertThatThrownBy(() -> explicit(dataSet)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ds09WritesSixtyFourSequencesInsideEachOtherAndRefusesOneMore() throws IOException {
    byte[] bytes = explicit(nested(64));

    assertThat(read(bytes, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN)).isEqualTo(nested(64));
    assertThatThrownBy(() -> explicit(nested(65))).isInstanceOf(IllegalArgumentException.class);
  }

  static Attributes nested(int depth) {
    Attributes inner = new Attributes().set(Tag.Rows, VR.US, 1);
    for (int i = 0; i < depth; i++) {
      inner = new Attributes().put(Element.ofItems(Tag.ContentSequence, List.of(inner)));
    }
    return inner;
  }
}
