package org.overread.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DictionaryTest {
  @ParameterizedTest
  @CsvSource({
    "00100010, PN, PatientName, Patient's Name",
        "0020000D, UI, StudyInstanceUID, Study Instance UID",
    "7FE00010, OW, PixelData, Pixel Data", "60003000, OW, OverlayData, Overlay Data",
    "60FE0010, US, OverlayRows, Overlay Rows", "50020005, US, CurveDimensions, Curve Dimensions",
    "00280106, US, SmallestImagePixelValue, Smallest Image Pixel Value",
        "00283006, OW, LUTData, LUT Data"
  })
  void ds03TellsVrKeywordAndName(String hex, VR vr, String keyword, String name) {
    int tag = Integer.parseUnsignedInt(hex, 16);

    assertThat(Dictionary.vrOf(tag)).isEqualTo(vr);
    assertThat(Dictionary.keywordOf(tag)).contains(keyword);
    assertThat(Dictionary.nameOf(tag)).contains(name);
  }

  @ParameterizedTest
  @CsvSource({
    "00090000, UL",
    "00090010, LO",
    "000900FF, LO",
    "00091010, UN",
    "00090001, UN",
    "00080000, UL",
    "00080003, UN"
  })
  void ds03TellsVrOfWhatIsNotListed(String hex, VR vr) {
    int tag = Integer.parseUnsignedInt(hex, 16);

    assertThat(Dictionary.vrOf(tag)).isEqualTo(vr);
    assertThat(Dictionary.keywordOf(tag)).isEmpty();
  }

  @Test
  void pixelRepresentationDecidesBetweenUsAndSs() {
    assertThat(Dictionary.vrOf(Tag.SmallestImagePixelValue, true)).isEqualTo(VR.SS);
    assertThat(Dictionary.vrOf(Tag.Rows, true)).isEqualTo(VR.US);
  }

  @Test
  void findsTagsByKeyword() {
    assertThat(Dictionary.tagOf("PatientName")).contains(Tag.PatientName);
    assertThat(Dictionary.tagOf("OverlayRows")).isEmpty();
    assertThat(Dictionary.tagOf("")).isEmpty();
  }
}
