package org.overread.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * The text of an SR content tree (PS3.3 C.17.3), section by section in document order. The walk
 * keeps its own stack, so depth costs no thread stack. Items by reference point at items that stand
 * in the tree anyway: they are not followed, so a loop of them is harmless.
 *
 * @param complete false when something was left out; a part says what
 */
record SrText(List<ReportPart> parts, boolean complete) {
  static final int MAX_ITEMS = 20_000; // content items
  static final int MAX_TEXT = 1 << 20; // characters

  /** Who observed whom, and how it was acquired: about the parent, no finding (C.17.3.2.4). */
  private static final Set<String> CONTEXT = Set.of("HAS OBS CONTEXT", "HAS ACQ CONTEXT");

  private static final String MODIFIER = "HAS CONCEPT MOD";

  private record Place(Optional<SectionKind> kind, String heading) {}

  private record Level(Iterator<Attributes> items, Place place) {}

  static SrText of(Attributes root) {
    return new Walk().from(root);
  }

  private static final class Walk {
    private final Deque<Level> levels = new ArrayDeque<>();
    private final List<ReportPart> parts = new ArrayList<>();
    private final StringBuilder lines = new StringBuilder();
    private Place open = new Place(Optional.empty(), "");
    private int items;
    private int length;
    private boolean complete = true;

    private SrText from(Attributes root) {
      descend(root, open);
      while (!levels.isEmpty()) {
        Level level = levels.peek();
        if (!level.items().hasNext()) {
          levels.pop();
        } else if (++items > MAX_ITEMS) {
          leaveOut("The rest of this document is left out: it has too many items.");
          break;
        } else if (!visit(level.items().next(), level.place())) {
          leaveOut("The rest of this document is left out: its text is too long.");
          break;
        }
      }
      close();
      return new SrText(List.copyOf(parts), complete);
    }

    private void descend(Attributes item, Place place) {
      List<Attributes> children = item.items(Tag.ContentSequence);
      if (!children.isEmpty()) {
        levels.push(new Level(children.iterator(), place));
      }
    }

    /** False when the text is too long. */
    private boolean visit(Attributes item, Place place) {
      String relationship = item.string(Tag.RelationshipType).map(String::strip).orElse("");
      if (CONTEXT.contains(relationship) || relationship.equals(MODIFIER)) {
        return true; // modifiers are read with their parent
      }
      String type = item.string(Tag.ValueType).map(String::strip).orElse("");
      if (type.isEmpty()) {
        return true; // by reference
      }
      Optional<SrCode> name = SrCode.of(item, Tag.ConceptNameCodeSequence);
      Optional<SectionKind> kind = name.flatMap(CodedSections::of);
      String heading = name.map(SrCode::text).orElse("");
      boolean container = type.equals("CONTAINER");
      Place here = place;
      if (kind.isPresent() && !kind.equals(place.kind())) {
        here = new Place(kind, heading);
      } else if (container && place.kind().isEmpty() && !heading.isEmpty()) {
        here = new Place(kind, heading);
      }
      String line = container ? containerLine(here, place, heading, kind) : line(item, type, name);
      descend(item, here);
      return line.isEmpty() || print(line, here);
    }

    /** A heading inside a section, e.g. an organ, is a line of it. */
    private String containerLine(
        Place here, Place place, String heading, Optional<SectionKind> kind) {
      return here.equals(place) && kind.isEmpty() && !heading.isEmpty() ? heading + ":" : "";
    }

    private String line(Attributes item, String type, Optional<SrCode> name) {
      Optional<String> value = SrValues.text(item, type);
      if (value.isEmpty()) {
        complete = false;
        return "[an item of unknown type is left out]";
      }
      return value.get().isEmpty() ? "" : SrValues.line(item, name, value.get());
    }

    private boolean print(String line, Place place) {
      if (!place.equals(open)) {
        close();
        open = place;
      }
      if (length + line.length() > MAX_TEXT) {
        lines.append(line, 0, MAX_TEXT - length).append('\n');
        return false;
      }
      length += line.length() + 1;
      lines.append(line).append('\n');
      return true;
    }

    private void leaveOut(String note) {
      complete = false;
      lines.append('[').append(note).append(']');
    }

    private void close() {
      String text = lines.toString().stripTrailing();
      if (!text.isBlank()) {
        parts.add(new ReportPart(open.kind(), open.heading(), text));
      }
      lines.setLength(0);
    }
  }
}
