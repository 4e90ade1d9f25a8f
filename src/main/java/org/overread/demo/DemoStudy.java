package org.overread.demo;

import java.util.ArrayList;
import java.util.List;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.Uids;
import org.overread.dicom.VR;

/**
 * A made-up MR knee study and its report. The patient does not exist, the pixels are a gradient.
 *
 * @param label how the demo speaks of it
 * @param studyUid its Study Instance UID
 * @param patientId its patient; the accession number is made from it
 * @param order the referring physician's words
 * @param report of the first reader
 * @param instances one data set for each image
 */
record DemoStudy(
    String label,
    String studyUid,
    String patientId,
    String order,
    String report,
    List<Attributes> instances) {
  private static final int IMAGES_PER_SERIES = 8;
  private static final int SIZE = 64;
  private static final String SAGITTAL = "0\\1\\0\\0\\0\\-1";
  private static final String CORONAL = "1\\0\\0\\0\\0\\-1";
  private static final String AXIAL = "1\\0\\0\\0\\1\\0";

  /** Every word of an operation is in its report, and none is recommended. */
  static DemoStudy lookAlike() {
    return complete(
        "a knee whose report speaks of surgery and advises none",
        "DEMO-1",
        "Knee pain after a fall, s/p ACL reconstruction 2015.",
        """
        FINDINGS: Post-surgical changes of ACL reconstruction; the graft is intact. Surgical screws \
        without loosening. No meniscal tear. No fracture. No suspicious bone lesion.
        IMPRESSION: Intact ACL graft. Surgery is not indicated. Should symptoms fail to settle, a \
        surgical opinion could be considered.\
        """);
  }

  /** The first reader recommends a surgical consultation; low field, thick slices, one plane. */
  static DemoStudy surgery() {
    Builder study =
        new Builder(
            "a low-field knee whose report recommends a surgical consultation",
            "DEMO-2",
            0.2,
            "Locked knee.",
            """
            FINDINGS: Displaced bucket handle tear of the medial meniscus. The ACL is intact.
            IMPRESSION: Bucket handle tear. Orthopaedic surgery consultation is recommended.\
            """);
    study.series("T1 SAG", SAGITTAL, 6, 620, 18, "");
    study.series("T2 SAG", SAGITTAL, 6, 3100, 90, "");
    study.series("T2 SAG repeat", SAGITTAL, 6, 3100, 90, "");
    return study.build();
  }

  /** The symptoms are severe and the report is normal. */
  static DemoStudy mismatch() {
    return complete(
        "a knee with severe symptoms and a normal report",
        "DEMO-3",
        "Severe disabling knee pain, on crutches for 3 months, unable to bear weight.",
        """
        FINDINGS: Menisci, cruciate and collateral ligaments are intact. Cartilage is preserved. \
        No effusion. No fracture or bone marrow oedema.
        IMPRESSION: Normal MRI of the left knee.\
        """);
  }

  /** Three planes at 1.5 T, thin slices, fat suppression, T1: nothing to say against the images. */
  private static DemoStudy complete(String label, String patientId, String order, String report) {
    Builder study = new Builder(label, patientId, 1.5, order, report);
    study.series("PD FS SAG", SAGITTAL, 3, 2800, 35, "FS");
    study.series("PD FS COR", CORONAL, 3, 2900, 35, "FS");
    study.series("T2 FS AX", AXIAL, 3, 3600, 80, "FS");
    study.series("T1 COR", CORONAL, 3, 600, 12, "");
    return study.build();
  }

  private static final class Builder {
    private final String label;
    private final String patientId;
    private final double tesla;
    private final String order;
    private final String report;
    private final String studyUid = Uids.generate();
    private final List<Attributes> instances = new ArrayList<>();
    private int series;

    Builder(String label, String patientId, double tesla, String order, String report) {
      this.label = label;
      this.patientId = patientId;
      this.tesla = tesla;
      this.order = order;
      this.report = report;
    }

    void series(
        String description,
        String orientation,
        int thickness,
        int repetition,
        int echo,
        String options) {
      String seriesUid = Uids.generate();
      series++;
      for (int i = 1; i <= IMAGES_PER_SERIES; i++) {
        Attributes image = identity(seriesUid, i);
        image.set(Tag.SeriesDescription, VR.LO, description);
        image.set(Tag.ScanningSequence, VR.CS, "SE");
        image.set(Tag.SequenceVariant, VR.CS, "SK");
        image.set(Tag.ScanOptions, VR.CS, options);
        image.set(Tag.MRAcquisitionType, VR.CS, "2D");
        image.set(Tag.SliceThickness, VR.DS, Integer.toString(thickness));
        image.set(Tag.SpacingBetweenSlices, VR.DS, thickness + ".5");
        image.set(Tag.RepetitionTime, VR.DS, Integer.toString(repetition));
        image.set(Tag.EchoTime, VR.DS, Integer.toString(echo));
        image.set(Tag.MagneticFieldStrength, VR.DS, Double.toString(tesla));
        image.set(Tag.ReceiveCoilName, VR.SH, "KNEE");
        image.set(Tag.ImageOrientationPatient, VR.DS, orientation.split("\\\\"));
        image.set(Tag.ImagePositionPatient, VR.DS, "0", "0", Integer.toString(i * thickness));
        pixels(image, i);
        instances.add(image);
      }
    }

    private Attributes identity(String seriesUid, int number) {
      return new Attributes()
          .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
          .set(Tag.SOPClassUID, VR.UI, Uid.MRImageStorage)
          .set(Tag.SOPInstanceUID, VR.UI, Uids.generate())
          .set(Tag.StudyDate, VR.DA, "20261123")
          .set(Tag.StudyTime, VR.TM, "101500")
          .set(Tag.AccessionNumber, VR.SH, "A-" + patientId)
          .set(Tag.Modality, VR.CS, "MR")
          .set(Tag.Manufacturer, VR.LO, "Demo")
          .set(Tag.ReferringPhysicianName, VR.PN, "")
          .set(Tag.StudyDescription, VR.LO, "MR knee left")
          .set(Tag.PatientName, VR.PN, "Demo^Patient")
          .set(Tag.PatientID, VR.LO, patientId)
          .set(Tag.PatientBirthDate, VR.DA, "19800101")
          .set(Tag.PatientSex, VR.CS, "O")
          .set(Tag.BodyPartExamined, VR.CS, "KNEE")
          .set(Tag.StudyInstanceUID, VR.UI, studyUid)
          .set(Tag.SeriesInstanceUID, VR.UI, seriesUid)
          .set(Tag.StudyID, VR.SH, patientId)
          .set(Tag.SeriesNumber, VR.IS, Integer.toString(series))
          .set(Tag.InstanceNumber, VR.IS, Integer.toString(number))
          .set(Tag.ReasonForTheRequestedProcedure, VR.LO, order);
    }

    private static void pixels(Attributes image, int number) {
      byte[] values = new byte[SIZE * SIZE * 2];
      for (int i = 0; i < SIZE * SIZE; i++) {
        values[2 * i] = (byte) (i % SIZE * 3 + number);
      }
      image.set(Tag.SamplesPerPixel, VR.US, 1);
      image.set(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
      image.set(Tag.Rows, VR.US, SIZE);
      image.set(Tag.Columns, VR.US, SIZE);
      image.set(Tag.BitsAllocated, VR.US, 16);
      image.set(Tag.BitsStored, VR.US, 12);
      image.set(Tag.HighBit, VR.US, 11);
      image.set(Tag.PixelRepresentation, VR.US, 0);
      image.put(Element.ofBytes(Tag.PixelData, VR.OW, values));
    }

    DemoStudy build() {
      return new DemoStudy(label, studyUid, patientId, order, report, List.copyOf(instances));
    }
  }
}
