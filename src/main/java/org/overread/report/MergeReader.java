package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.hl7.Hl7Message;
import org.overread.hl7.Segment;
import org.overread.report.CaseKeys.Identifier;

/** The merges of an ADT^A40 (HL7 v2.5.1 chapter 3.3.40): MRG into the PID before it. */
public final class MergeReader {
  private MergeReader() {}

  /**
   * None for other triggers: an A08 changes what is known of a patient, not who it is. A prior
   * identifier goes to the surviving one of the same issuer, else to the first.
   */
  public static List<PatientMerge> read(Hl7Message message) {
    if (!message.header().trigger().equals("A40")) {
      return List.of();
    }
    List<PatientMerge> result = new ArrayList<>();
    Optional<Segment> pid = Optional.empty();
    for (Segment segment : message.segments()) {
      if (segment.name().equals("PID")) {
        pid = Optional.of(segment);
      } else if (segment.name().equals("MRG")) {
        List<Identifier> surviving = KeyReader.patientIds(pid);
        List<Identifier> prior = new ArrayList<>();
        KeyReader.addPatientIds(prior, segment.get(1));
        for (Identifier each : prior) {
          survivor(each, surviving).ifPresent(id -> result.add(new PatientMerge(each, id)));
        }
      }
    }
    return result;
  }

  private static Optional<Identifier> survivor(Identifier prior, List<Identifier> surviving) {
    return surviving.stream()
        .filter(id -> id.issuer().equals(prior.issuer()))
        .findFirst()
        .or(() -> surviving.stream().findFirst());
  }
}
