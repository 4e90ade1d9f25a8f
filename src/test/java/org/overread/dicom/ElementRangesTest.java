package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.DataSetWriter.SequenceLengths;
import org.overread.testing.RandomDataSets;

class ElementRangesTest {
  private static final int END = 0xFFFFFFFF;

  private static List<ElementRange> ranges(byte[] bytes, int limit, TransferSyntax syntax)
      throws IOException {
    return ElementRanges.below(
        limit,
        (target, position) -> {
          int length = (int) Math.min(target.remaining(), bytes.length - position);
          target.put(bytes, (int) position, length);
          return length;
        },
        bytes.length,
        syntax);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {Uid.ImplicitVRLittleEndian, Uid.ExplicitVRLittleEndian, Uid.ExplicitVRBigEndian})
  void everyElementIsFoundAndNoByteBetween(String uid) throws IOException {
    TransferSyntax syntax = TransferSyntax.of(uid);
    RandomDataSets random = new RandomDataSets(7);
    for (int i = 0; i < 40; i++) {
      Attributes dataSet = random.next();
      for (SequenceLengths lengths : SequenceLengths.values()) {
        byte[] bytes = DataSetWriter.write(dataSet, syntax, lengths);
        List<ElementRange> ranges = ranges(bytes, END, syntax);

        List<Integer> tags = new ArrayList<>();
        dataSet.elements().forEach(element -> tags.add(element.tag()));
        assertThat(ranges).extracting(ElementRange::tag).isEqualTo(tags);
        long at = 0;
        for (ElementRange range : ranges) {
          assertThat(range.start()).isEqualTo(at);
          byte[] part = Arrays.copyOfRange(bytes, (int) range.start(), (int) range.end());
          assertThat(DataSetReader.read(part, syntax, Limits.DEFAULT).contains(range.tag()))
              .isTrue();
          at = range.end();
        }
        assertThat(at).isEqualTo(bytes.length);
      }
    }
  }

  @Test
  void stopsAtTheLimit() throws IOException {
    Attributes dataSet =
        new Attributes()
            .set(Tag.PatientID, VR.LO, "1")
            .set(Tag.StudyID, VR.SH, "2")
            .put(Element.ofBytes(Tag.PixelData, VR.OW, new byte[8]));
    byte[] bytes = DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);

    assertThat(ranges(bytes, Tag.StudyID, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .containsExactly(new ElementRange(Tag.PatientID, 0, 10));
  }

  @Test
  void unknownOfUndefinedLengthHasImplicitItems() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bytes
        .putShort((short) 0x0029)
        .putShort((short) 0x1010)
        .put("UN".getBytes())
        .putShort((short) 0);
    bytes.putInt(-1);
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE000).putInt(-1);
    bytes
        .putShort((short) 0x0010)
        .putShort((short) 0x0020)
        .putInt(2)
        .put((byte) 'a')
        .put((byte) 'b');
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE00D).putInt(0);
    bytes.putShort((short) 0xFFFE).putShort((short) 0xE0DD).putInt(0);
    byte[] dataSet = Arrays.copyOf(bytes.array(), bytes.position());

    assertThat(ranges(dataSet, END, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .containsExactly(new ElementRange(0x00291010, 0, dataSet.length));
  }

  @Test
  void whatIsCutOffOrOfAnotherSyntaxIsDamaged() {
    Attributes dataSet = new Attributes().set(Tag.PatientID, VR.LO, "12345678");
    byte[] explicit = DataSetWriter.write(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    byte[] implicit = DataSetWriter.write(dataSet, TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    assertThatThrownBy(
            () ->
                ranges(
                    Arrays.copyOf(explicit, explicit.length - 2),
                    END,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .isInstanceOf(DicomFormatException.class);
    assertThatThrownBy(() -> ranges(implicit, END, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
        .isInstanceOf(DicomFormatException.class);
  }
}
