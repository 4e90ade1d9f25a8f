package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.hl7.Hl7Message;
import org.overread.hl7.Segment;

/**
 * The segments of one order in a message: ORC, OBR and what follows up to the next order, with the
 * patient and visit they stand under.
 */
record SegmentGroup(Optional<Segment> patient, Optional<Segment> visit, List<Segment> segments) {
  SegmentGroup {
    segments = List.copyOf(segments);
  }

  Optional<Segment> first(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
  }

  List<Segment> all(String name) {
    return segments.stream().filter(segment -> segment.name().equals(name)).toList();
  }

  /** The message as one group, e.g. an MDM. */
  static SegmentGroup whole(Hl7Message message) {
    return new SegmentGroup(message.first("PID"), message.first("PV1"), message.segments());
  }

  /**
   * One group for each OBR, whatever stands between. A ZDS that is the only one of the message
   * names the study of all its orders (IHE RAD-4).
   */
  static List<SegmentGroup> split(Hl7Message message) {
    Splitter splitter = new Splitter();
    message.segments().forEach(splitter::add);
    List<SegmentGroup> groups = splitter.end();
    List<Segment> studies = message.all("ZDS");
    if (studies.size() != 1) {
      return groups;
    }
    return groups.stream().map(group -> group.withStudy(studies.get(0))).toList();
  }

  private SegmentGroup withStudy(Segment zds) {
    if (first("ZDS").isPresent()) {
      return this;
    }
    List<Segment> more = new ArrayList<>(segments);
    more.add(zds);
    return new SegmentGroup(patient, visit, more);
  }

  /** Collects the segments of one group after the other. */
  private static final class Splitter {
    private final List<SegmentGroup> groups = new ArrayList<>();
    private Optional<Segment> patient = Optional.empty();
    private Optional<Segment> visit = Optional.empty();
    private List<Segment> open = new ArrayList<>();
    private boolean hasObr;

    void add(Segment segment) {
      switch (segment.name()) {
        case "PID" -> {
          close();
          patient = Optional.of(segment);
          visit = Optional.empty();
        }
        case "PV1" -> visit = Optional.of(segment);
        case "ORC" -> {
          close();
          open.add(segment);
        }
        case "OBR" -> {
          if (hasObr) {
            close();
          }
          open.add(segment);
          hasObr = true;
        }
        default -> open.add(segment);
      }
    }

    private void close() {
      boolean isOrder = open.stream().anyMatch(s -> s.name().equals("ORC")) || hasObr;
      if (isOrder) {
        groups.add(new SegmentGroup(patient, visit, open));
      }
      open = new ArrayList<>();
      hasObr = false;
    }

    List<SegmentGroup> end() {
      close();
      return groups;
    }
  }
}
