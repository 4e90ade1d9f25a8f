package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A report's parts with addenda put after them. Senders differ: some send an addendum alone, others
 * the whole report with the addendum in it; neither may lose text or double it.
 */
final class Composition {
  private List<ReportPart> parts;

  Composition(List<ReportPart> parts) {
    this.parts = List.copyOf(parts);
  }

  List<ReportPart> parts() {
    return parts;
  }

  /**
   * Adds an addendum.
   *
   * @param newer than what is there: if it repeats all of that, it takes its place
   * @return false when all of it was there already
   */
  boolean add(List<ReportPart> addendum, boolean newer) {
    String here = plain(parts);
    String more = plain(addendum);
    if (more.isEmpty() || here.contains(more)) {
      return false;
    }
    if (newer && !here.isEmpty() && more.contains(here)) {
      parts = List.copyOf(addendum);
      return true;
    }
    List<ReportPart> together = new ArrayList<>(parts);
    for (ReportPart part : addendum) {
      together.add(new ReportPart(Optional.of(SectionKind.ADDENDUM), part.heading(), part.text()));
    }
    parts = List.copyOf(together);
    return true;
  }

  /** Text without what re-sending changes: breaks and blanks. */
  private static String plain(List<ReportPart> parts) {
    return parts.stream()
        .map(part -> part.heading() + " " + part.text())
        .collect(Collectors.joining(" "))
        .replaceAll("\\s+", " ")
        .strip();
  }
}
