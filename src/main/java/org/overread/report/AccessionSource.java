package org.overread.report;

import java.util.List;
import org.overread.hl7.Field;
import org.overread.hl7.Segment;
import org.overread.report.CaseKeys.Identifier;

/** Where a sender writes the accession number (HL-45). */
public enum AccessionSource {
  OBR_2("OBR", 2),
  OBR_3("OBR", 3),
  OBR_18("OBR", 18),
  OBR_19("OBR", 19),
  OBR_20("OBR", 20),
  IPC_1("IPC", 1);

  private final String segment;
  private final int field;

  AccessionSource(String segment, int field) {
    this.segment = segment;
    this.field = field;
  }

  /** The name in settings, e.g. OBR-18. */
  public String term() {
    return segment + "-" + field;
  }

  List<Identifier> read(List<Segment> group) {
    return group.stream()
        .filter(s -> s.name().equals(segment))
        .map(s -> s.get(field))
        .filter(f -> !f.isNull())
        .flatMap(f -> read(f).stream())
        .toList();
  }

  /** OBR-18 to 20 are text, the others entity identifiers; some senders repeat them. */
  private static List<Identifier> read(Field value) {
    return value.repetitions().stream().flatMap(r -> KeyReader.entity(r).stream()).toList();
  }
}
