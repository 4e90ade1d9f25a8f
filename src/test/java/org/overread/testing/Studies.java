package org.overread.testing;

import java.util.ArrayList;
import java.util.List;
import org.overread.dicom.Attributes;
import org.overread.dicom.Element;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;

/**
 * Synthetic instances: small, complete enough to be stored anywhere, of nobody. UIDs follow from
 * the numbers given, so a test can name them. What a case needs beyond this is set on the instances
 * returned.
 */
public final class Studies {
  private static final int SIDE = 4;

  private Studies() {}

  /** A knee of 1.5 T in one series. */
  public static List<Attributes> mrKnee(int study, int instances) {
    return series(study, 1, instances, "MR", Uid.MRImageStorage).stream()
        .map(
            instance ->
                instance
                    .set(Tag.StudyDescription, VR.LO, "MR knee left")
                    .set(Tag.BodyPartExamined, VR.CS, "KNEE")
                    .set(Tag.Laterality, VR.CS, "L")
                    .set(Tag.MagneticFieldStrength, VR.DS, "1.5")
                    .set(Tag.RequestedProcedureDescription, VR.LO, "MRI knee left without contrast")
                    .set(Tag.ReasonForTheRequestedProcedure, VR.LO, "Pain after a fall, meniscus?"))
        .toList();
  }

  /** A head in one series. */
  public static List<Attributes> ctHead(int study, int instances) {
    return series(study, 1, instances, "CT", Uid.CTImageStorage).stream()
        .map(
            instance ->
                instance
                    .set(Tag.StudyDescription, VR.LO, "CT head")
                    .set(Tag.BodyPartExamined, VR.CS, "HEAD")
                    .set(Tag.KVP, VR.DS, "120")
                    .set(Tag.RequestedProcedureDescription, VR.LO, "CT head without contrast")
                    .set(Tag.ReasonForTheRequestedProcedure, VR.LO, "Headache, bleeding?"))
        .toList();
  }

  /** Instances 1 to n of a series. */
  public static List<Attributes> series(
      int study, int series, int instances, String modality, String sopClassUid) {
    List<Attributes> result = new ArrayList<>();
    for (int number = 1; number <= instances; number++) {
      result.add(instance(study, series, number, modality, sopClassUid));
    }
    return result;
  }

  /** One instance with patient, study, series and a picture of 4 x 4 pixels; text is in UTF-8. */
  public static Attributes instance(
      int study, int series, int number, String modality, String sopClassUid) {
    byte[] pixels = new byte[SIDE * SIDE * 2];
    for (int i = 0; i < pixels.length; i += 2) {
      pixels[i] = (byte) (number + i);
    }
    return new Attributes()
        .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
        .set(Tag.ImageType, VR.CS, "ORIGINAL", "PRIMARY")
        .set(Tag.SOPClassUID, VR.UI, sopClassUid)
        .set(Tag.SOPInstanceUID, VR.UI, instanceUid(study, series, number))
        .set(Tag.StudyDate, VR.DA, "20261101")
        .set(Tag.StudyTime, VR.TM, "101530")
        .set(Tag.AccessionNumber, VR.SH, "A" + study)
        .set(Tag.Modality, VR.CS, modality)
        .set(Tag.Manufacturer, VR.LO, "Overread tests")
        .set(Tag.InstitutionName, VR.LO, "Test Hospital")
        .set(Tag.ReferringPhysicianName, VR.PN, "Referrer^Rita")
        .set(Tag.StudyDescription, VR.LO, "Study " + study)
        .set(Tag.SeriesDescription, VR.LO, "Series " + series)
        .set(Tag.PatientName, VR.PN, "Test^Patient " + study)
        .set(Tag.PatientID, VR.LO, "P" + study)
        .set(Tag.PatientBirthDate, VR.DA, "19700101")
        .set(Tag.PatientSex, VR.CS, "O")
        .set(Tag.StudyInstanceUID, VR.UI, studyUid(study))
        .set(Tag.SeriesInstanceUID, VR.UI, seriesUid(study, series))
        .set(Tag.StudyID, VR.SH, "S" + study)
        .set(Tag.SeriesNumber, VR.IS, Integer.toString(series))
        .set(Tag.InstanceNumber, VR.IS, Integer.toString(number))
        .set(Tag.SamplesPerPixel, VR.US, 1)
        .set(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2")
        .set(Tag.Rows, VR.US, SIDE)
        .set(Tag.Columns, VR.US, SIDE)
        .set(Tag.BitsAllocated, VR.US, 16)
        .set(Tag.BitsStored, VR.US, 12)
        .set(Tag.HighBit, VR.US, 11)
        .set(Tag.PixelRepresentation, VR.US, 0)
        .put(Element.ofBytes(Tag.PixelData, VR.OW, pixels));
  }

  public static String studyUid(int study) {
    return "2.25." + study + "000000";
  }

  public static String seriesUid(int study, int series) {
    return "2.25." + (study * 1_000_000L + series * 1_000L);
  }

  public static String instanceUid(int study, int series, int number) {
    return "2.25." + (study * 1_000_000L + series * 1_000L + number);
  }
}
