package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.FileMetaInformation.PrivateInformation;
import org.overread.testing.Hex;
import org.overread.testing.RandomDataSets;

class Part10Test {
  private static final FileMetaInformation META =
      new FileMetaInformation(
          Uid.MRImageStorage,
          "1.2.3",
          Uid.ExplicitVRLittleEndian,
          Implementation.CLASS_UID,
          Implementation.VERSION_NAME,
          "SOURCE",
          "",
          "OVERREAD");
  private static final String DATA = "0800 1600 5549 0400 312E3200";

  @TempDir Path folder;

  private static Part10.Opened open(String... hex) throws DicomFormatException {
    return Part10.open(ByteBuffer.wrap(Hex.bytes(hex)));
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return DataSetReaderTest.concat(first, second);
  }

  @Test
  void ds50WritesPreamblePrefixVersionAndExactGroupLength() {
    byte[] bytes = Part10.encode(META);

    assertThat(Arrays.copyOf(bytes, 128)).as("ds51").containsOnly(0);
    assertThat(new String(bytes, 128, 4, StandardCharsets.US_ASCII)).isEqualTo("DICM");
    assertThat(Hex.text(Arrays.copyOfRange(bytes, 132, 140))).isEqualTo("02000000554c0400");
    assertThat(ByteBuffer.wrap(bytes, 140, 4).order(ByteOrder.LITTLE_ENDIAN).getInt())
        .isEqualTo(bytes.length - 144);
    assertThat(Hex.text(bytes)).contains("020001004f420000020000000001");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Uid.ImplicitVRLittleEndian,
        Uid.ExplicitVRLittleEndian,
        Uid.ExplicitVRBigEndian,
        Uid.DeflatedExplicitVRLittleEndian
      })
  void fileReadsBackAsWrittenAndIsNeverReplaced(String syntax) throws IOException {
    Path file = folder.resolve("a.dcm");
    FileMetaInformation meta =
        new FileMetaInformation("1.2", "1.3", syntax, "1.4", "X", "", "S", "");
    Attributes dataSet = new RandomDataSets(1).next();

    Part10.write(file, meta, dataSet);

    assertThat(Part10.read(file, Limits.DEFAULT)).isEqualTo(dataSet);
    assertThat(Part10.open(file).meta()).isEqualTo(meta);
    assertThat(Part10.open(file).dataSetOffset()).isEqualTo(Part10.encode(meta).length);
    assertThatThrownBy(() -> Part10.write(file, meta, dataSet))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void privateInformationIsReadBack() throws DicomFormatException {
    PrivateInformation information = new PrivateInformation("2.25.1", Hex.bytes("00112233"));

    Part10.Opened opened =
        Part10.open(ByteBuffer.wrap(Part10.encode(META, Optional.of(information))));

    assertThat(opened.privateInformation()).contains(information);
    assertThat(opened.meta()).isEqualTo(META);
  }

  @Test
  void ds52FilesWithoutPreambleOrMetaInformationAreRead() throws DicomFormatException {
    byte[] meta = Part10.encode(META);
    byte[] bare = concat(Arrays.copyOfRange(meta, 132, meta.length), Hex.bytes(DATA));
    assertThat(Part10.open(ByteBuffer.wrap(bare)).meta()).isEqualTo(META);
    byte[] prefixOnly = concat(Arrays.copyOfRange(meta, 128, meta.length), Hex.bytes(DATA));
    assertThat(Part10.open(ByteBuffer.wrap(prefixOnly)).dataSetOffset())
        .isEqualTo(meta.length - 128);

    assertThat(open(DATA).transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(open("0800 1600 04000000 312E3200").transferSyntax())
        .isEqualTo(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);
    assertThat(open("0008 0016 5549 0004 312E3200").transferSyntax())
        .isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    assertThat(open("00".repeat(128), "4449434D", DATA).dataSetOffset()).isEqualTo(132);
  }

  @ParameterizedTest
  @ValueSource(strings = {"00000000", "01000000", "FFFFFFFF", "FFFF0000"})
  void ds52WrongGroupLengthIsNotBelieved(String length) throws DicomFormatException {
    byte[] meta = Part10.encode(META);
    System.arraycopy(Hex.bytes(length), 0, meta, 140, 4);

    Part10.Opened opened = Part10.open(ByteBuffer.wrap(concat(meta, Hex.bytes(DATA))));

    assertThat(opened.meta()).isEqualTo(META);
    assertThat(opened.dataSetOffset()).isEqualTo(meta.length);
  }

  @Test
  void ds52ImplicitMetaInformationAndUnknownElementsAreRead() throws DicomFormatException {
    Part10.Opened opened =
        open(
            "00".repeat(128),
            "4449434D",
            "0200 1000 14000000 312E322E3834302E31303030382E312E322E3100",
            "0200 9900 02000000 4141",
            DATA);

    assertThat(opened.meta().transferSyntaxUid()).isEqualTo(Uid.ExplicitVRLittleEndian);
    assertThat(opened.dataSetOffset()).isEqualTo(132 + 28 + 10);
  }

  @Test
  void ds52ValueLengthPastTheGroupEndsWhereTheGroupEnds() throws DicomFormatException {
    String group = "0200 0300 5549 0400 312E3200";
    Part10.Opened opened = open("0200 0000 554C 0400 14000000", group, "0200 1600 4145 4400", DATA);

    assertThat(opened.dataSetOffset()).isEqualTo(32);
    assertThat(opened.meta().mediaStorageSopInstanceUid()).isEqualTo("1.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "4D5A900003000000",
        "0200 0300 5549 FFFF 31",
        "0200 0200 4F42 0000 FFFFFFFF"
      })
  void ds52WhatTellsNothingIsRefused(String hex) {
    assertThatThrownBy(() -> open(hex)).isInstanceOf(DicomFormatException.class);
  }
}
