package org.overread.hl7;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One segment of an outgoing message; its fields count from 1. */
public final class SegmentBuilder {
  private final String name;
  private final Delimiters delimiters;
  private final List<String> fields = new ArrayList<>();

  SegmentBuilder(String name, Delimiters delimiters) {
    this.name = name;
    this.delimiters = delimiters;
  }

  /** The only repetition, of these components. */
  public SegmentBuilder set(int field, String... components) {
    return raw(field, join(components));
  }

  /** One more repetition, of these components. */
  public SegmentBuilder add(int field, String... components) {
    String before = at(field);
    return raw(
        field,
        before.isEmpty() ? join(components) : before + delimiters.repetition() + join(components));
  }

  /** Text with line breaks, for TX and FT. */
  public SegmentBuilder setText(int field, String text) {
    return raw(field, Escapes.encodeText(text, delimiters));
  }

  /** Two quotes: the receiver is to delete what it knows (HL-22). */
  public SegmentBuilder setNull(int field) {
    return raw(field, "\"\"");
  }

  /**
   * A received field as it is, with its components: escapes are decoded by the delimiters it came
   * with and written by ours.
   */
  public SegmentBuilder copy(int field, Field received) {
    Delimiters theirs = received.delimiters();
    String copied =
        Field.split(received.raw(), theirs.repetition()).stream()
            .map(
                repetition ->
                    Field.split(repetition, theirs.component()).stream()
                        .map(component -> subcomponents(component, received))
                        .collect(Collectors.joining(String.valueOf(delimiters.component()))))
            .collect(Collectors.joining(String.valueOf(delimiters.repetition())));
    return raw(field, copied);
  }

  private String subcomponents(String component, Field received) {
    return Field.split(component, received.delimiters().subcomponent()).stream()
        .map(part -> Escapes.decode(part, received.delimiters(), received.charset()))
        .map(part -> Escapes.encode(part, delimiters))
        .collect(Collectors.joining(String.valueOf(delimiters.subcomponent())));
  }

  /** ERR-1 up to v2.4 (ELD): its fourth component is a coded element of subcomponents. */
  SegmentBuilder errorLocation(
      String segment, String sequence, String field, String code, String text, String table) {
    String coded =
        Stream.of(code, text, table)
            .map(part -> Escapes.encode(part, delimiters))
            .collect(Collectors.joining(String.valueOf(delimiters.subcomponent())));
    return raw(1, join(segment, sequence, field) + delimiters.component() + coded);
  }

  private String join(String... components) {
    return Stream.of(components)
        .map(component -> Escapes.encode(component, delimiters))
        .collect(Collectors.joining(String.valueOf(delimiters.component())));
  }

  private String at(int field) {
    return field <= fields.size() ? fields.get(field - 1) : "";
  }

  /** Encoded already. */
  SegmentBuilder raw(int field, String encoded) {
    if (field < 1) {
      throw new IllegalArgumentException("fields count from 1: " + field);
    }
    while (fields.size() < field) {
      fields.add("");
    }
    fields.set(field - 1, encoded);
    return this;
  }

  /** Without the segment's end; delimiters after the last value are left out. */
  String toText() {
    String separator = String.valueOf(delimiters.field());
    int last = fields.size();
    while (last > 0 && fields.get(last - 1).isEmpty()) {
      last--;
    }
    int from = Segment.isHeader(name) ? 1 : 0; // MSH-1 is the first separator
    StringBuilder out = new StringBuilder(name);
    fields.subList(Math.min(from, last), last).forEach(f -> out.append(separator).append(f));
    return out.toString();
  }

  /** No value shows: it may be patient data. */
  @Override
  public String toString() {
    return name + "[" + fields.size() + " fields]";
  }
}
