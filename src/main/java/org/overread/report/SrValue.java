package org.overread.report;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.DicomDate;
import org.overread.dicom.PersonName;
import org.overread.dicom.Tag;

/** The value of one content item as text (PS3.3 C.17.3.2). */
final class SrValue {
  /** References to objects and places in them: no text, though items may hang on them. */
  static final Set<String> WITHOUT_TEXT =
      Set.of("IMAGE", "COMPOSITE", "WAVEFORM", "SCOORD", "SCOORD3D", "TCOORD");

  private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})?(?:\\.\\d+)?");
  private static final Pattern DATE_TIME =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?)?(?:\\..*|[+-].*)?");

  private SrValue() {}

  /**
   * @param type Value Type (0040,A040)
   * @return empty for a type that is none of those with a value of text
   */
  static Optional<String> of(Attributes item, String type) {
    return switch (type) {
      case "TEXT" -> Optional.of(text(item.string(Tag.TextValue).orElse("")));
      case "CODE" -> Optional.of(code(item, Tag.ConceptCodeSequence));
      case "NUM" -> Optional.of(number(item));
      case "PNAME" -> Optional.of(name(item.string(Tag.PersonName).orElse("")));
      case "DATE" -> Optional.of(value(item, Tag.Date, SrValue::date));
      case "TIME" -> Optional.of(value(item, Tag.Time, SrValue::time));
      case "DATETIME" -> Optional.of(value(item, Tag.DateTime, SrValue::dateTime));
      case "UIDREF" -> Optional.of(value(item, Tag.UID, uid -> uid));
      case "TABLE" -> Optional.of(table(item));
      default -> Optional.empty();
    };
  }

  private static String value(Attributes item, int tag, UnaryOperator<String> form) {
    return line(item.string(tag).map(String::strip).map(form).orElse(""));
  }

  private static String code(Attributes item, int sequence) {
    return SrCode.of(item, sequence).map(SrCode::words).orElse("");
  }

  /**
   * Value, unit and qualifier. Without a value the qualifier says why (PS3.3 C.18.1); a number is
   * never made up for it (QR-85).
   */
  private static String number(Attributes item) {
    String qualifier = code(item, Tag.NumericValueQualifierCodeSequence);
    Optional<Attributes> measured = item.items(Tag.MeasuredValueSequence).stream().findFirst();
    String value = measured.flatMap(m -> m.string(Tag.NumericValue)).map(SrValue::line).orElse("");
    if (value.isEmpty()) {
      return qualifier.isEmpty() ? "[no value]" : qualifier;
    }
    String unit =
        measured
            .flatMap(m -> SrCode.of(m, Tag.MeasurementUnitsCodeSequence))
            .map(SrValue::unit)
            .orElse("");
    return value
        + (unit.isEmpty() ? "" : " " + unit)
        + (qualifier.isEmpty() ? "" : " (" + qualifier + ")");
  }

  /** A line for each row, bars between its cells (PS3.3 C.18.10). */
  private static String table(Attributes item) {
    SortedMap<Integer, SortedMap<Integer, String>> rows = new TreeMap<>();
    for (Attributes table : item.items(Tag.TabulatedValuesSequence)) {
      for (Attributes cell : table.items(Tag.CellValuesSequence)) {
        int row = cell.integer(Tag.TableRowNumber).orElse(0);
        int column = cell.integer(Tag.TableColumnNumber).orElse(0);
        String type = cell.string(Tag.ValueType).orElse("").strip();
        String value = type.equals("TABLE") ? "" : of(cell, type).orElse("");
        rows.computeIfAbsent(row, r -> new TreeMap<>()).put(column, line(value));
      }
    }
    return rows.values().stream()
        .map(cells -> String.join(" | ", cells.values()))
        .collect(Collectors.joining("\n"));
  }

  /** UCUM as people write it ("mm", "%"); its words where the code is in brackets. */
  private static String unit(SrCode unit) {
    if (!unit.scheme().equals("UCUM")) {
      return unit.words();
    }
    if (unit.value().equals("1")) {
      return "";
    }
    boolean plain = unit.value().indexOf('{') < 0 && unit.value().indexOf('[') < 0;
    return plain && !unit.value().isEmpty() ? unit.value() : unit.words();
  }

  /** Family and given name, as reports write it. */
  static String name(String value) {
    PersonName name = PersonName.parse(line(value));
    return Stream.of(name.alphabetic(), name.ideographic(), name.phonetic())
        .filter(group -> !group.isEmpty())
        .findFirst()
        .map(
            group ->
                Stream.of(group.family(), group.given(), group.middle())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" ")))
        .orElse("");
  }

  private static String date(String value) {
    return DicomDate.parse(value).map(DateTimeFormatter.ISO_LOCAL_DATE::format).orElse(value);
  }

  private static String time(String value) {
    Matcher part = TIME.matcher(value);
    return part.matches()
        ? part.group(1) + ":" + part.group(2) + (part.group(3) == null ? "" : ":" + part.group(3))
        : value;
  }

  private static String dateTime(String value) {
    Matcher part = DATE_TIME.matcher(value);
    if (!part.matches()) {
      return value;
    }
    String date = part.group(1) + "-" + part.group(2) + "-" + part.group(3);
    return part.group(4) == null
        ? date
        : date
            + " "
            + time(part.group(4) + part.group(5) + (part.group(6) == null ? "" : part.group(6)));
  }

  /**
   * Text as it was sent, whatever markup is in it (QR-87): line ends as \n, without control
   * characters other than tabs.
   */
  static String text(String value) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean lineFeedOfPair = c == '\n' && i > 0 && value.charAt(i - 1) == '\r';
      if (lineFeedOfPair) {
        continue;
      }
      if (c == '\r' || c == '\f' || c == '\u000B' || c == '\u0085') {
        text.append('\n');
      } else if (c == '\n' || c == '\t' || !Character.isISOControl(c)) {
        text.append(c);
      }
    }
    return text.toString().strip();
  }

  /** Text that belongs in one line. */
  static String line(String value) {
    return text(value).replace('\n', ' ').replace('\t', ' ').strip();
  }

  /** What a peer called a thing, short enough and plain enough to repeat. */
  static String term(String value) {
    String plain = value.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_ ]", "?");
    return plain.substring(0, Math.min(16, plain.length())); // VR CS: at most 16 characters
  }
}
