package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.hl7.Field;
import org.overread.hl7.Repetition;
import org.overread.hl7.Segment;

/** Who interpreted a report, principal first: identifiers as sent, names where there are none. */
final class Readers {
  private Readers() {}

  /** OBR-32 principal and OBR-33 assistant interpreters; OBX-16 where neither is given. */
  static List<String> ofOru(SegmentGroup group) {
    List<String> result = new ArrayList<>();
    Optional<Segment> obr = group.first("OBR");
    obr.ifPresent(
        segment -> {
          add(result, segment.get(32));
          add(result, segment.get(33));
        });
    if (result.isEmpty()) {
      group.all("OBX").forEach(obx -> add(result, obx.get(16)));
    }
    return result;
  }

  /** TXA-22 who authenticated, TXA-9 originator. */
  static List<String> ofMdm(Segment txa) {
    List<String> result = new ArrayList<>();
    add(result, txa.get(22));
    add(result, txa.get(9));
    return result;
  }

  private static void add(List<String> result, Field field) {
    field.repetitions().stream()
        .map(Readers::read)
        .filter(reader -> !reader.isEmpty() && !result.contains(reader))
        .forEach(result::add);
  }

  /** NDL has the person's parts as subcomponents of its first component, XCN as components. */
  private static String read(Repetition person) {
    String id = person.component(1, 1).strip();
    if (!id.isEmpty()) {
      return id.equals("\"\"") ? "" : id;
    }
    String family = person.component(1, 2) + person.component(2);
    return (family + " " + person.component(1, 3) + person.component(3)).strip();
  }
}
