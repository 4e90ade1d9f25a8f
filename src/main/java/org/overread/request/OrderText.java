package org.overread.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/** What the referring physician wrote, as the header of the images repeats it. */
final class OrderText {
  private static final Map<Integer, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(Tag.RequestedProcedureDescription, "Requested procedure");
    NAMES.put(Tag.ReasonForTheRequestedProcedure, "Reason for the requested procedure");
    NAMES.put(Tag.ReasonForStudy, "Reason for study");
    NAMES.put(Tag.RequestedProcedureComments, "Comments");
    NAMES.put(Tag.AdmittingDiagnosesDescription, "Admitting diagnoses");
    NAMES.put(Tag.AdditionalPatientHistory, "Patient history");
    NAMES.put(Tag.StudyComments, "Study comments");
  }

  static final Set<Integer> TAGS = Set.copyOf(NAMES.keySet());

  private OrderText() {}

  /**
   * "Reason for the requested procedure: ...", one for each attribute with a value; of the data set
   * or, where it has none, of its Request Attributes Sequence (0040,0275).
   */
  static List<String> lines(Attributes source) {
    List<String> lines = new ArrayList<>();
    NAMES.forEach(
        (tag, name) -> {
          String text = String.join("; ", values(source, tag)).strip();
          if (!text.isEmpty()) {
            lines.add(name + ": " + text);
          }
        });
    return lines;
  }

  private static List<String> values(Attributes source, int tag) {
    if (source.hasValue(tag)) {
      return source.strings(tag);
    }
    return source.items(Tag.RequestAttributesSequence).stream()
        .flatMap(item -> item.strings(tag).stream())
        .distinct()
        .toList();
  }
}
