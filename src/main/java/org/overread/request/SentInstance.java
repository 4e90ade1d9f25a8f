package org.overread.request;

import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;
import org.overread.study.InstanceRow;

/** An instance that the reading group has acknowledged: only such are referenced (QR-71). */
public record SentInstance(
    String studyUid, String seriesUid, String sopInstanceUid, String sopClassUid) {

  public static SentInstance of(InstanceRow row) {
    return new SentInstance(
        row.studyUid(), row.seriesUid(), row.sopInstanceUid(), row.sopClassUid());
  }

  /** SOP Instance Reference Macro (PS3.3 10.8). */
  Attributes reference() {
    return new Attributes()
        .set(Tag.ReferencedSOPClassUID, VR.UI, sopClassUid)
        .set(Tag.ReferencedSOPInstanceUID, VR.UI, sopInstanceUid);
  }
}
