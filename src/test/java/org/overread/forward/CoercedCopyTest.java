package org.overread.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetReader;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.Element;
import org.overread.dicom.Limits;
import org.overread.dicom.Tag;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;
import org.overread.network.service.DataSetSource;
import org.overread.routing.Coercion;
import org.overread.testing.ArchiveOfOneFile;
import org.overread.testing.Studies;

class CoercedCopyTest {
  private static final ZonedDateTime AS_OF =
      ZonedDateTime.of(2026, 11, 24, 14, 0, 0, 0, ZoneOffset.ofHours(1));
  private static final Coercion ALL = new Coercion("HA-", "HOSP_A", "HA-", "ACC_A");
  private static final String EXPLICIT = Uid.ExplicitVRLittleEndian;

  @TempDir Path folder;
  private Attributes image;

  @BeforeEach
  void image() {
    image =
        Studies.mrKnee(1, 1)
            .get(0)
            .set(Tag.PatientName, VR.PN, "Żółć^Jan")
            .put(Element.ofBytes(0x00290010, VR.LO, "PRIVATE ".getBytes(StandardCharsets.US_ASCII)))
            .put(Element.ofBytes(0x00291001, VR.UN, new byte[] {1, 2, 3, 4}));
  }

  private byte[] copy(byte[] dataSet, String syntax, Coercion coercion)
      throws IOException, CoercionException {
    ArchiveOfOneFile archive = new ArchiveOfOneFile(folder);
    archive.put(1, syntax, dataSet);
    try (StoredDataSet file = archive.open("", 1)) {
      DataSetSource source = CoercedCopy.of(file, coercion, "OVERREAD", AS_OF);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(source.head());
      int rest = (int) source.length() - source.head().length;
      ByteBuffer tail = ByteBuffer.allocate(rest);
      source.channel().read(tail, source.position());
      out.writeBytes(tail.array());
      return out.toByteArray();
    }
  }

  private Attributes coerced(Coercion coercion) throws IOException, CoercionException {
    byte[] bytes = DataSetWriter.write(image, TransferSyntax.of(EXPLICIT));
    return read(copy(bytes, EXPLICIT, coercion), EXPLICIT);
  }

  private static Attributes read(byte[] bytes, String syntax) throws IOException {
    return DataSetReader.read(bytes, TransferSyntax.of(syntax), Limits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Uid.ImplicitVRLittleEndian, Uid.ExplicitVRLittleEndian, Uid.ExplicitVRBigEndian})
  void fwd12NumbersAreChangedAndEveryOtherElementStays(String syntax) throws Exception {
    byte[] bytes = DataSetWriter.write(image, TransferSyntax.of(syntax));

    Attributes copy = read(copy(bytes, syntax, ALL), syntax);

    assertThat(copy.string(Tag.PatientID)).contains("HA-P1");
    assertThat(copy.string(Tag.IssuerOfPatientID)).contains("HOSP_A");
    assertThat(copy.string(Tag.AccessionNumber)).contains("HA-A1");
    assertThat(
            copy.items(Tag.IssuerOfAccessionNumberSequence)
                .get(0)
                .string(Tag.LocalNamespaceEntityID))
        .contains("ACC_A");
    Attributes received = read(bytes, syntax);
    for (Element element : received.elements()) {
      if (!HeaderCoercion.TAGS.contains(element.tag())) {
        assertThat(copy.get(element.tag())).contains(element);
      }
    }
  }

  @Test
  void fwd12TheFormerValuesStandInTheOriginalAttributesSequence() throws Exception {
    image.set(Tag.IssuerOfPatientID, VR.LO, "OLD");

    List<Attributes> records = coerced(ALL).items(Tag.OriginalAttributesSequence);

    assertThat(records).hasSize(1);
    Attributes record = records.get(0);
    assertThat(record.string(Tag.ModifyingSystem)).contains("OVERREAD");
    assertThat(record.string(Tag.ReasonForTheAttributeModification)).contains("COERCE");
    assertThat(record.string(Tag.AttributeModificationDateTime)).contains("20261124140000+0100");
    assertThat(record.contains(Tag.SourceOfPreviousValues)).isTrue();
    Attributes former = record.items(Tag.ModifiedAttributesSequence).get(0);
    assertThat(former.string(Tag.PatientID)).contains("P1");
    assertThat(former.string(Tag.IssuerOfPatientID)).contains("OLD");
    assertThat(former.string(Tag.AccessionNumber)).contains("A1");
    assertThat(former.contains(Tag.IssuerOfAccessionNumberSequence)).isTrue();
    assertThat(former.hasValue(Tag.IssuerOfAccessionNumberSequence)).isFalse();
  }

  @Test
  void fwd12AnEarlierRecordIsKept() throws Exception {
    Attributes earlier = new Attributes().set(Tag.ModifyingSystem, VR.LO, "RIS");
    image.put(Element.ofItems(Tag.OriginalAttributesSequence, List.of(earlier)));

    assertThat(coerced(ALL).items(Tag.OriginalAttributesSequence))
        .extracting(record -> record.string(Tag.ModifyingSystem).orElseThrow())
        .containsExactly("RIS", "OVERREAD");
  }

  @Test
  void fwd12BytesBeforeAndBehindTheChangesAreThoseReceived() throws Exception {
    byte[] bytes = DataSetWriter.write(image, TransferSyntax.of(EXPLICIT));

    byte[] copy = copy(bytes, EXPLICIT, ALL);

    int pixels = 12 + image.get(Tag.PixelData).orElseThrow().bytes().length;
    assertThat(Arrays.copyOfRange(copy, copy.length - pixels, copy.length))
        .isEqualTo(Arrays.copyOfRange(bytes, bytes.length - pixels, bytes.length));
    assertThat(Arrays.copyOf(copy, 100)).isEqualTo(Arrays.copyOf(bytes, 100));
    assertThat(copy(bytes, EXPLICIT, ALL)).isEqualTo(copy); // a retry sends the same
  }

  @Test
  void fwd12GroupLengthsThatWouldBeWrongAreLeftOut() throws Exception {
    byte[] bytes = DataSetWriter.write(image, TransferSyntax.of(EXPLICIT));
    ByteBuffer withLength = ByteBuffer.allocate(bytes.length + 12).order(ByteOrder.LITTLE_ENDIAN);
    withLength.putShort((short) 0x0008).putShort((short) 0);
    withLength.put("UL".getBytes(StandardCharsets.US_ASCII)).putShort((short) 4).putInt(4711);
    withLength.put(bytes);

    assertThat(copy(withLength.array(), EXPLICIT, ALL)).isEqualTo(copy(bytes, EXPLICIT, ALL));
  }

  @Test
  void fwd12TheAccessionNumberIsChangedWhereverTheRequestRepeatsIt() throws Exception {
    Attributes request =
        new Attributes()
            .set(Tag.AccessionNumber, VR.SH, "A1")
            .set(Tag.ScheduledProcedureStepID, VR.SH, "7");
    image.set(Tag.RequestAttributesSequence, List.of(request));

    Attributes copy = coerced(ALL);

    Attributes item = copy.items(Tag.RequestAttributesSequence).get(0);
    assertThat(item.string(Tag.AccessionNumber)).contains("HA-A1");
    assertThat(item.string(Tag.ScheduledProcedureStepID)).contains("7");
    Attributes former =
        copy.items(Tag.OriginalAttributesSequence)
            .get(0)
            .items(Tag.ModifiedAttributesSequence)
            .get(0);
    assertThat(former.items(Tag.RequestAttributesSequence).get(0).string(Tag.AccessionNumber))
        .contains("A1");
  }

  @Test
  void fwd12AnotherIssuerTakesTheQualifiersOfTheFormerWithIt() throws Exception {
    Attributes qualifiers = new Attributes().set(Tag.UniversalEntityID, VR.UT, "1.2.3");
    image.set(Tag.IssuerOfPatientIDQualifiersSequence, List.of(qualifiers));

    assertThat(coerced(ALL).contains(Tag.IssuerOfPatientIDQualifiersSequence)).isFalse();
    assertThat(
            coerced(new Coercion("X", "", "", ""))
                .contains(Tag.IssuerOfPatientIDQualifiersSequence))
        .isTrue();
  }

  @Test
  void fwd12ANumberThatIsEmptyStaysEmpty() throws Exception {
    image.set(Tag.PatientID, VR.LO, "").set(Tag.AccessionNumber, VR.SH, "");
    byte[] bytes = DataSetWriter.write(image, TransferSyntax.of(EXPLICIT));

    assertThat(copy(bytes, EXPLICIT, ALL)).isEqualTo(bytes);
  }

  @Test
  void fwd12ANumberIsNeverCut() {
    image.set(Tag.AccessionNumber, VR.SH, "12345678901234");

    assertThatThrownBy(() -> coerced(ALL))
        .isInstanceOf(CoercionException.class)
        .hasMessage("(0008,0050) would have 17 characters with its prefix; SH has at most 16");
  }

  @Test
  void fwd12DeflatedDataSetsAreRefused() {
    byte[] bytes = DataSetWriter.write(image, TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN);

    assertThatThrownBy(() -> copy(bytes, Uid.DeflatedExplicitVRLittleEndian, ALL))
        .isInstanceOf(CoercionException.class)
        .hasMessageContaining("deflated");
  }
}
