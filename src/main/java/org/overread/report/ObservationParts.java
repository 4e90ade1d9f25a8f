package org.overread.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.overread.hl7.Segment;

/**
 * The text of all OBX of one OBR (HL-29): in the order of OBX-1, one part for each OBX-3 with
 * OBX-4, a line for each OBX.
 *
 * @param isComplete false when something could not be read; its part says so
 */
record ObservationParts(List<ReportPart> parts, boolean isComplete) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  ObservationParts {
    parts = List.copyOf(parts);
  }

  /** An OBX and the lines of it and its notes. */
  private record Observation(Segment obx, List<String> lines) {}

  static ObservationParts of(List<Segment> segments, SenderConventions conventions) {
    List<Observation> observations = new ArrayList<>();
    boolean complete = true;
    boolean open = false;
    for (Segment segment : segments) {
      if (segment.name().equals("OBX")) {
        Optional<ObservationText> text = ObservationText.of(segment);
        open = text.isPresent();
        if (open) {
          complete &= text.get().isReadable();
          observations.add(new Observation(segment, new ArrayList<>(List.of(text.get().text()))));
        }
      } else if (segment.name().equals("NTE") && open && conventions.appendNotes()) {
        observations.get(observations.size() - 1).lines().add(segment.get(3).text());
      }
    }
    return new ObservationParts(parts(sorted(observations), conventions), complete);
  }

  /** As received where OBX-1 does not number all of them, or begins again for each section. */
  private static List<Observation> sorted(List<Observation> received) {
    Set<Integer> numbers = new HashSet<>();
    for (Observation each : received) {
      String number = each.obx().value(1).strip();
      if (!NUMBER.matcher(number).matches() || !numbers.add(Integer.valueOf(number))) {
        return received;
      }
    }
    List<Observation> result = new ArrayList<>(received);
    result.sort(Comparator.comparingInt(each -> Integer.parseInt(each.obx().value(1).strip())));
    return result;
  }

  private static List<ReportPart> parts(
      List<Observation> observations, SenderConventions conventions) {
    Map<String, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation each : observations) {
      String key = each.obx().get(3).raw() + "\r" + each.obx().get(4).raw();
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(each);
    }
    List<ReportPart> parts = new ArrayList<>();
    for (List<Observation> group : groups.values()) {
      List<String> lines = new ArrayList<>();
      group.forEach(each -> lines.addAll(each.lines()));
      String text = String.join("\n", lines);
      if (!text.isBlank()) {
        Segment first = group.get(0).obx();
        parts.add(
            new ReportPart(
                SectionCodes.of(first, conventions.sections()),
                first.get(3).component(2).strip(),
                text));
      }
    }
    return parts;
  }
}
