package org.overread.request;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uids;
import org.overread.dicom.VR;

/** Content items of a structured report, one data set each (PS3.3 C.17.3). */
final class ContentItem {
  static final String CONTAINS = "CONTAINS";
  private static final String HAS_CONCEPT_MODIFIER = "HAS CONCEPT MOD";
  private static final String HAS_OBSERVATION_CONTEXT = "HAS OBS CONTEXT";

  /**
   * DT without offset: the document's Timezone Offset From UTC (0008,0201) says the zone. DCMTK's
   * dsrdump refuses the offset +0000 in a value, which PS3.5 6.2 allows.
   */
  private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private ContentItem() {}

  /** A heading and what stands under it; at least one item. */
  static Attributes container(Code heading, List<Attributes> content) {
    return named(CONTAINS, "CONTAINER", heading)
        .set(Tag.ContinuityOfContent, VR.CS, "SEPARATE")
        .set(Tag.ContentSequence, content);
  }

  /** Text; a line feed becomes CR LF, the line break of UT (PS3.5 6.1.3). */
  static Attributes text(Code name, String text) {
    return named(CONTAINS, "TEXT", name).set(Tag.TextValue, VR.UT, withLineBreaks(text));
  }

  static Attributes dateTime(Code name, ZonedDateTime time) {
    return named(CONTAINS, "DATETIME", name).set(Tag.DateTime, VR.DT, time.format(DATE_TIME));
  }

  static Attributes uid(Code name, String uid) {
    return named(CONTAINS, "UIDREF", name).set(Tag.UID, VR.UI, uid);
  }

  /** A reference without a concept name, as TID 2010 has them. */
  static Attributes reference(SentInstance instance) {
    return new Attributes()
        .set(Tag.RelationshipType, VR.CS, CONTAINS)
        .set(Tag.ValueType, VR.CS, valueType(instance.sopClassUid()))
        .set(Tag.ReferencedSOPSequence, List.of(instance.reference()));
  }

  /** PS3.3 C.18.4 and C.18.5: IMAGE and WAVEFORM have their own value type. */
  private static String valueType(String sopClassUid) {
    String name = Uids.nameOf(sopClassUid).orElse("");
    if (name.contains("Waveform Storage")) {
      return "WAVEFORM";
    }
    return name.contains("Image Storage") ? "IMAGE" : "COMPOSITE";
  }

  /** Language and observer, with which every root begins (PS3.16 TID 1204, TID 1002, TID 1004). */
  static List<Attributes> context(String deviceUid, String deviceName) {
    return List.of(
        coded(HAS_CONCEPT_MODIFIER, Code.LANGUAGE, Code.ENGLISH),
        coded(HAS_OBSERVATION_CONTEXT, Code.OBSERVER_TYPE, Code.DEVICE),
        named(HAS_OBSERVATION_CONTEXT, "UIDREF", Code.DEVICE_OBSERVER_UID)
            .set(Tag.UID, VR.UI, deviceUid),
        named(HAS_OBSERVATION_CONTEXT, "TEXT", Code.DEVICE_OBSERVER_NAME)
            .set(Tag.TextValue, VR.UT, deviceName));
  }

  private static Attributes coded(String relationship, Code name, Code value) {
    return named(relationship, "CODE", name).set(Tag.ConceptCodeSequence, List.of(value.item()));
  }

  private static Attributes named(String relationship, String valueType, Code name) {
    return new Attributes()
        .set(Tag.RelationshipType, VR.CS, relationship)
        .set(Tag.ValueType, VR.CS, valueType)
        .set(Tag.ConceptNameCodeSequence, List.of(name.item()));
  }

  private static String withLineBreaks(String text) {
    String clean = text.replaceAll("\\r\\n?", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    return clean.strip().replace("\n", "\r\n");
  }
}
