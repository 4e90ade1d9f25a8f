package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.overread.dicom.Attributes;
import org.overread.dicom.PersonName;
import org.overread.dicom.Tag;

/** The value of an SR content item as text (PS3.3 C.17.3.2 and C.18). */
final class SrValues {
  /** SNOMED and DCM values of a modifier that denies its parent. */
  private static final Set<String> DENIALS =
      Set.of(
          "373067005", // No
          "2667000", // Absent
          "272519000", // Absence
          "410516002", // Known absent
          "410594000"); // Definitely not present

  private static final String LANGUAGE = "121049"; // DCM, Language of Content Item and Descendants
  private static final String COUNTRY = "121046"; // DCM, Country of Language

  private SrValues() {}

  /**
   * Empty text for what has none of its own (references, coordinates); empty for an unknown type.
   *
   * @param type Value Type (0040,A040)
   */
  static Optional<String> text(Attributes item, String type) {
    return switch (type) {
      case "TEXT" -> Optional.of(clean(String.join("\\", item.strings(Tag.TextValue))));
      case "CODE" -> Optional.of(code(item, Tag.ConceptCodeSequence));
      case "NUM" -> Optional.of(number(item));
      case "PNAME" ->
          Optional.of(clean(item.string(Tag.PersonName).map(SrValues::name).orElse("")));
      case "DATE" -> Optional.of(clean(item.string(Tag.Date).orElse("")));
      case "TIME" -> Optional.of(clean(item.string(Tag.Time).orElse("")));
      case "DATETIME" -> Optional.of(clean(item.string(Tag.DateTime).orElse("")));
      case "TABLE" -> Optional.of(table(item));
      case "UIDREF", "IMAGE", "COMPOSITE", "WAVEFORM", "SCOORD", "SCOORD3D", "TCOORD" ->
          Optional.of("");
      default -> Optional.empty();
    };
  }

  /** Name, value and modifiers; the name only where it says more than the section does. */
  static String line(Attributes item, Optional<SrCode> name, String value) {
    StringBuilder line = new StringBuilder();
    boolean denied = false;
    List<String> modifiers = new ArrayList<>();
    for (Attributes child : item.items(Tag.ContentSequence)) {
      if (!child.string(Tag.RelationshipType).orElse("").equals("HAS CONCEPT MOD")) {
        continue;
      }
      Optional<SrCode> concept = SrCode.of(child, Tag.ConceptNameCodeSequence);
      if (concept.filter(c -> c.is(LANGUAGE, "DCM") || c.is(COUNTRY, "DCM")).isPresent()) {
        continue;
      }
      if (denies(child)) {
        denied = true;
      } else {
        text(child, child.string(Tag.ValueType).orElse(""))
            .filter(text -> !text.isEmpty())
            .ifPresent(modifiers::add);
      }
    }
    line.append(denied ? "No evidence of " : "");
    name.filter(code -> CodedSections.of(code).isEmpty())
        .ifPresent(code -> line.append(code.text()).append(": "));
    line.append(value);
    if (!modifiers.isEmpty()) {
      line.append(" (").append(String.join(", ", modifiers)).append(')');
    }
    return line.toString();
  }

  private static boolean denies(Attributes modifier) {
    Optional<SrCode> value = SrCode.of(modifier, Tag.ConceptCodeSequence);
    return value
        .filter(
            code ->
                code.scheme().equals("SCT")
                    ? DENIALS.contains(code.value())
                    : !code.isStandard()
                        && code.meaning()
                            .toLowerCase(java.util.Locale.ROOT)
                            .startsWith("no evidence"))
        .isPresent();
  }

  private static String code(Attributes item, int sequence) {
    return clean(SrCode.of(item, sequence).map(SrCode::text).orElse(""));
  }

  /** "23 mm (approximate)"; the qualifier alone where there is no value (C.18.1). */
  private static String number(Attributes item) {
    StringBuilder text = new StringBuilder();
    item.items(Tag.MeasuredValueSequence).stream()
        .findFirst()
        .ifPresent(
            measured -> {
              text.append(measured.string(Tag.NumericValue).orElse("").strip());
              SrCode.of(measured, Tag.MeasurementUnitsCodeSequence)
                  .filter(unit -> !unit.value().equals("1")) // UCUM: no unit
                  .ifPresent(unit -> text.append(' ').append(unit(unit)));
            });
    String qualifier = code(item, Tag.NumericValueQualifierCodeSequence);
    if (!qualifier.isEmpty()) {
      text.append(text.length() > 0 ? " " : "").append('(').append(qualifier).append(')');
    }
    return clean(text.toString());
  }

  /** UCUM values are what people write: mm, cm2, ml. Other schemes only have a meaning. */
  private static String unit(SrCode unit) {
    return unit.scheme().equals("UCUM") ? unit.value() : unit.text();
  }

  private static String name(String value) {
    PersonName.Group name = PersonName.parse(value).alphabetic();
    return String.join(
            " ", name.prefix(), name.given(), name.middle(), name.family(), name.suffix())
        .replaceAll(" +", " ")
        .strip();
  }

  /** Row by row, cells separated by a bar (C.18.11). */
  private static String table(Attributes item) {
    TreeMap<Integer, TreeMap<Integer, String>> rows = new TreeMap<>();
    for (Attributes table : item.items(Tag.TabulatedValuesSequence)) {
      for (Attributes cell : table.items(Tag.CellValuesSequence)) {
        int row = cell.integer(Tag.TableRowNumber).orElse(0);
        int column = cell.integer(Tag.TableColumnNumber).orElse(0);
        String type = cell.string(Tag.ValueType).map(String::strip).orElse("");
        rows.computeIfAbsent(row, number -> new TreeMap<>())
            .put(column, text(cell, type.equals("TABLE") ? "" : type).orElse(""));
      }
    }
    List<String> lines = new ArrayList<>();
    rows.values().forEach(cells -> lines.add(String.join(" | ", cells.values())));
    return String.join("\n", lines);
  }

  /** Line ends as \n, tabs kept, other control characters removed; nothing else changes. */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        boolean pair = i + 1 < text.length() && text.charAt(i + 1) == '\n';
        clean.append(pair ? "" : "\n");
      } else if (c == '\f') {
        clean.append('\n');
      } else if (c >= ' ' && c != 0x7F && !(c >= 0x80 && c < 0xA0) || c == '\n' || c == '\t') {
        clean.append(c);
      }
    }
    return clean.toString().strip();
  }
}
