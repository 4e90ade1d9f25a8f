package org.overread.testing;

import java.util.ArrayList;
import java.util.List;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.VR;

/** Small Structured Reports, put together item by item. */
public final class SrDocuments {
  private SrDocuments() {}

  /** A verified, complete report with these items below its root. */
  public static Attributes report(Attributes... items) {
    Attributes report =
        new Attributes()
            .set(Tag.SpecificCharacterSet, VR.CS, "ISO_IR 192")
            .set(Tag.SOPClassUID, VR.UI, Uid.EnhancedSRStorage)
            .set(Tag.SOPInstanceUID, VR.UI, "2.25.100")
            .set(Tag.StudyInstanceUID, VR.UI, "2.25.1")
            .set(Tag.AccessionNumber, VR.SH, "A1")
            .set(Tag.PatientID, VR.LO, "P1")
            .set(Tag.IssuerOfPatientID, VR.LO, "HOSPITAL")
            .set(Tag.ContentDate, VR.DA, "20260102")
            .set(Tag.ContentTime, VR.TM, "0930")
            .set(Tag.ValueType, VR.CS, "CONTAINER")
            .set(Tag.CompletionFlag, VR.CS, "COMPLETE")
            .set(Tag.VerificationFlag, VR.CS, "VERIFIED");
    return below(report, items);
  }

  /** Puts items below an item. */
  public static Attributes below(Attributes parent, Attributes... items) {
    List<Attributes> all = new ArrayList<>(parent.items(Tag.ContentSequence));
    all.addAll(List.of(items));
    return parent.set(Tag.ContentSequence, all);
  }

  public static Attributes item(String relationship, String type, Attributes name) {
    return new Attributes()
        .set(Tag.RelationshipType, VR.CS, relationship)
        .set(Tag.ValueType, VR.CS, type)
        .set(Tag.ConceptNameCodeSequence, List.of(name));
  }

  public static Attributes container(Attributes name, Attributes... items) {
    return below(item("CONTAINS", "CONTAINER", name), items);
  }

  public static Attributes text(Attributes name, String value) {
    return item("CONTAINS", "TEXT", name).set(Tag.TextValue, VR.UT, value);
  }

  public static Attributes coded(String relationship, Attributes name, Attributes value) {
    return item(relationship, "CODE", name).set(Tag.ConceptCodeSequence, List.of(value));
  }

  /** A number in millimetres. */
  public static Attributes millimetres(String relationship, Attributes name, String value) {
    Attributes measured =
        new Attributes()
            .set(Tag.NumericValue, VR.DS, value)
            .set(Tag.MeasurementUnitsCodeSequence, List.of(code("mm", "UCUM", "millimeter")));
    return item(relationship, "NUM", name).set(Tag.MeasuredValueSequence, List.of(measured));
  }

  public static Attributes code(String value, String scheme, String meaning) {
    return new Attributes()
        .set(Tag.CodeValue, VR.SH, value)
        .set(Tag.CodingSchemeDesignator, VR.SH, scheme)
        .set(Tag.CodeMeaning, VR.LO, meaning);
  }

  public static Attributes dcm(int value, String meaning) {
    return code(Integer.toString(value), "DCM", meaning);
  }
}
