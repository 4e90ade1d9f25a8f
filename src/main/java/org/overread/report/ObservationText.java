package org.overread.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overread.hl7.Field;
import org.overread.hl7.Repetition;
import org.overread.hl7.Segment;

/**
 * The text of an OBX-5 by its type in OBX-2 (HL-27).
 *
 * @param text lines separated by \n; empty for a blank line
 * @param isReadable false when something is there that could not be read; the text says so
 */
record ObservationText(String text, boolean isReadable) {
  /** RP: a place where the report can be fetched, which we never do (HL-27). */
  static final String POINTER = "[a pointer to a document; it is not fetched]";

  /** Empty for what is no text of the report: UIDs, and what is taken back. */
  static Optional<ObservationText> of(Segment obx) {
    if (OruStatus.isLeftOut(obx) || KeyReader.isStudyUid(obx)) {
      return Optional.empty();
    }
    Field value = obx.get(5);
    return switch (obx.value(2).strip()) {
      case "CE", "CWE", "CNE", "CF" -> plain(lines(value, ObservationText::coded));
      case "NM" -> plain(withUnit(value.text(), obx));
      case "SN" -> plain(withUnit(lines(value, ObservationText::structuredNumber), obx));
      case "ED" -> Optional.of(EmbeddedData.read(value));
      case "RP" -> Optional.of(new ObservationText(POINTER, false));
      case "HD", "EI" -> Optional.empty();
      default -> Optional.of(marked(value.isNull() ? "" : value.text()));
    };
  }

  private static Optional<ObservationText> plain(String text) {
    return Optional.of(new ObservationText(text, true));
  }

  /** RTF and HTML come in TX, FT and ST too. */
  static ObservationText marked(String text) {
    return RichText.read(text)
        .map(plain -> new ObservationText(plain.text(), plain.complete()))
        .orElseGet(() -> new ObservationText(text, true));
  }

  private interface Reader {
    String read(Repetition repetition);
  }

  private static String lines(Field value, Reader reader) {
    List<String> lines = new ArrayList<>();
    value.repetitions().forEach(repetition -> lines.add(reader.read(repetition)));
    return String.join("\n", lines);
  }

  /** CE, CWE: the text, else the alternate text, the original text, the code. */
  static String coded(Repetition value) {
    for (int component : new int[] {2, 5, 9, 1}) {
      String text = value.component(component);
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  /** SN: comparator, number, separator, number; as in {@code >=1:128}. */
  private static String structuredNumber(Repetition value) {
    return value.component(1) + value.component(2) + value.component(3) + value.component(4);
  }

  /** OBX-6: the unit as it is written, UCUM mostly. */
  private static String withUnit(String number, Segment obx) {
    String unit = obx.value(6);
    return unit.isBlank() || number.isBlank() ? number : number + " " + unit;
  }
}
