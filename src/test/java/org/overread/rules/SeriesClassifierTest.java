package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;

/** The classifier as a table: timing, options and words in, class out; "-" is absent. */
class SeriesClassifierTest {

  private static Attributes image(String sequence, String tr, String te, String ti) {
    Attributes image = new Attributes();
    set(image, Tag.ScanningSequence, VR.CS, sequence);
    set(image, Tag.RepetitionTime, VR.DS, tr);
    set(image, Tag.EchoTime, VR.DS, te);
    set(image, Tag.InversionTime, VR.DS, ti);
    return image;
  }

  private static void set(Attributes image, int tag, VR vr, String value) {
    if (!value.equals("-")) {
      image.set(tag, vr, value.split("/"));
    }
  }

  private static String shown(Optional<?> value) {
    return value.map(Object::toString).orElse("-");
  }

  @ParameterizedTest
  @CsvSource({
    "SE, 500, 12, -, Series 1, T1",
    "SE, 999, 29, -, Series 1, T1",
    "SE, 1000, 12, -, Series 1, -",
    "SE, 4000, 100, -, Series 1, T2",
    "SE, 1801, 61, -, Series 1, T2",
    "SE, 3000, 30, -, Series 1, PD",
    "SE, 3000, 55, -, Series 1, -",
    "SE/IR, 4000, 40, 150, Series 1, STIR",
    "SE/IR, 9000, 120, 2500, Series 1, FLAIR",
    "EP, 4000, 90, -, ep2d_diff_b1000, DWI",
    "EP, 2000, 30, -, fmri, -",
    "GR, 600, 20, -, AX T2* GRE, T2*",
    "GR, 2000, 3, 900, SAG MPRAGE, T1",
    "-, -, -, -, AX T2 FLAIR, FLAIR",
    "-, -, -, -, SAG T1 FLAIR, T1",
    "-, -, -, -, COR PD FS, PD",
    "-, -, -, -, pd_tse_fs_sag, PD",
    "-, -, -, -, COR STIR, STIR",
    "-, -, -, -, ADC, DWI",
    "-, -, -, -, AX SWI, T2*",
    "-, -, -, -, Series 7, -",
    "-, -, -, -, Spine survey, -",
  })
  void findsTheWeighting(
      String sequence, String tr, String te, String ti, String words, String expected) {
    assertThat(shown(SeriesClassifier.weighting(image(sequence, tr, te, ti), new Words(words))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1/0/0/0/1/0, x, axial",
    "0/1/0/0/0/-1, x, sagittal",
    "1/0/0/0/0/-1, x, coronal",
    "0.9/-0.43/0/0/0/-1, x, coronal",
    "0.7071/-0.7071/0/0/0/-1, COR OBL, coronal",
    "0.7071/-0.7071/0/0/0/-1, x, oblique",
    "-, SAG T1, sagittal",
    "-, t2_tse_tra, axial",
    "-, x, -",
  })
  void findsThePlane(String orientation, String words, String expected) {
    Attributes image = new Attributes();
    set(image, Tag.ImageOrientationPatient, VR.DS, orientation);
    assertThat(shown(SeriesClassifier.plane(image, new Words(words)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "FS, x, true",
    "SFS, x, true",
    "PFP, x, false",
    "-, COR T2 FATSAT, true",
    "-, pd_spair, true",
    "-, T1 Dixon_W, true",
    "-, SAG T1, false",
    "-, '', -",
  })
  void findsFatSuppression(String options, String words, String expected) {
    Attributes image = new Attributes();
    set(image, Tag.ScanOptions, VR.CS, options);
    assertThat(shown(SeriesClassifier.fatSuppressed(image, new Words(words), Optional.empty())))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Dotarem, AX T1, true",
    "NONE, AX T1, false",
    "-, AX T1 +C, true",
    "-, AX T1 POST, true",
    "-, AX T1 Gad, true",
    "-, AX T1 posterior, false",
    "-, '', -",
  })
  void findsContrast(String agent, String words, String expected) {
    Attributes image = new Attributes();
    set(image, Tag.ContrastBolusAgent, VR.LO, agent);
    assertThat(shown(SeriesClassifier.postContrast(image, new Words(words)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"BODY, true", "Body, true", "Q-Body, true", "BODY_18, false", "KNEE_8CH, false"})
  void knowsTheBodyCoilFromABodyArray(String coil, boolean expected) {
    assertThat(SeriesClassifier.isBodyCoil(coil)).isEqualTo(expected);
  }
}
