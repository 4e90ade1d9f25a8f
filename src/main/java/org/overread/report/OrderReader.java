package org.overread.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.overread.hl7.Field;
import org.overread.hl7.Hl7Message;
import org.overread.hl7.Repetition;
import org.overread.hl7.Segment;

/**
 * Orders of an ORM^O01, OMI^O23 or OMG^O19 (HL7 v2.5.1 chapter 4), and what an ORU^R01 repeats of
 * them: often the only place where the referring physician's words come.
 */
public final class OrderReader {
  /** ORC-1 (Table 0119): cancelled or discontinued, asked for or done. */
  private static final Set<String> CANCELLED = Set.of("CA", "OC", "CR", "DC", "OD", "DR");

  /** ORC-5 (Table 0038). */
  private static final Set<String> CANCELLED_STATUS = Set.of("CA", "DC");

  private OrderReader() {}

  /** One for each OBR, or ORC without one. */
  public static List<OrderMessage> read(Hl7Message message, SenderConventions conventions) {
    boolean isResult = message.header().messageType().equals("ORU");
    return SegmentGroup.split(message).stream()
        .map(group -> read(message, group, conventions, isResult))
        .toList();
  }

  private static OrderMessage read(
      Hl7Message message, SegmentGroup group, SenderConventions conventions, boolean isResult) {
    CaseKeys keys = KeyReader.read(group, conventions);
    Optional<Segment> orc = group.first("ORC");
    boolean cancelled =
        orc.map(segment -> CANCELLED.contains(segment.value(1).strip())).orElse(false)
            || orc.map(segment -> CANCELLED_STATUS.contains(segment.value(5).strip()))
                .orElse(false);
    return new OrderMessage(
        KeyReader.documentId(keys, message.header().controlId()),
        cancelled && !isResult ? OrderStatus.CANCELLED : OrderStatus.ACTIVE,
        keys,
        orc.flatMap(segment -> Hl7Times.of(segment.value(9))),
        values(group, isResult));
  }

  private static Map<OrderField, List<String>> values(SegmentGroup group, boolean isResult) {
    Map<OrderField, List<String>> result = new EnumMap<>(OrderField.class);
    Optional<Segment> obr = group.first("OBR");
    put(result, OrderField.REASON, obr, 31, ObservationText::coded);
    put(result, OrderField.CLINICAL_INFORMATION, obr, 13, Repetition::text);
    put(result, OrderField.BODY_SITE, obr, 15, ObservationText::coded);
    put(result, OrderField.REQUESTED_PROCEDURE_ID, obr, 19, value -> value.component(1));
    put(result, OrderField.REQUESTED_PROCEDURE_ID, group.first("IPC"), 2, v -> v.component(1));
    put(result, OrderField.PATIENT_CLASS, group.visit(), 2, value -> value.component(1));
    put(result, OrderField.LOCATION, group.visit(), 3, value -> value.component(1));
    priority(result, group);
    List<String> procedure = new ArrayList<>();
    obr.ifPresent(
        segment ->
            Stream.of(segment.get(4), segment.get(44)).forEach(field -> codes(procedure, field)));
    putAll(result, OrderField.PROCEDURE, procedure);
    putAll(
        result,
        OrderField.DIAGNOSES,
        group.all("DG1").stream().map(OrderReader::diagnosis).toList());
    if (!isResult) { // there they comment on the result
      putAll(result, OrderField.NOTES, notes(group));
    }
    return result;
  }

  private interface Reader {
    String read(Repetition repetition);
  }

  /** Nothing where the field is absent; an empty list where it is to be deleted (HL-22). */
  private static void put(
      Map<OrderField, List<String>> result,
      OrderField name,
      Optional<Segment> segment,
      int number,
      Reader reader) {
    if (segment.isEmpty()) {
      return;
    }
    Field field = segment.get().get(number);
    if (field.isNull()) {
      result.put(name, List.of());
      return;
    }
    putAll(result, name, field.repetitions().stream().map(reader::read).toList());
  }

  private static void putAll(
      Map<OrderField, List<String>> result, OrderField name, List<String> values) {
    List<String> given =
        values.stream().map(String::strip).filter(text -> !text.isEmpty()).distinct().toList();
    if (!given.isEmpty()) {
      result.put(name, given);
    }
  }

  /** TQ1-9, OBR-27.6, ORC-7.6, OBR-5: the newest field that is given. */
  private static void priority(Map<OrderField, List<String>> result, SegmentGroup group) {
    put(result, OrderField.PRIORITY, group.first("OBR"), 5, value -> value.component(1));
    put(result, OrderField.PRIORITY, group.first("ORC"), 7, value -> value.component(6));
    put(result, OrderField.PRIORITY, group.first("OBR"), 27, value -> value.component(6));
    put(result, OrderField.PRIORITY, group.first("TQ1"), 9, value -> value.component(1));
  }

  /** Text, code, alternate text and code of each coded value. */
  private static void codes(List<String> result, Field field) {
    for (Repetition repetition : field.repetitions()) {
      for (int component : new int[] {2, 1, 5, 4}) {
        result.add(repetition.component(component));
      }
    }
  }

  /** "I63.9 Cerebral infarction (F, 20261101)": code, text, type (Table 0052), date. */
  private static String diagnosis(Segment dg1) {
    Field coded = dg1.get(3);
    List<String> words =
        Stream.of(coded.component(1), coded.component(2), dg1.get(4).text())
            .map(String::strip)
            .filter(text -> !text.isEmpty() && !text.equals("\"\""))
            .distinct()
            .toList();
    List<String> about =
        Stream.of(dg1.value(6), dg1.value(5))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .toList();
    String text = String.join(" ", words);
    return text.isEmpty() || about.isEmpty() ? text : text + " (" + String.join(", ", about) + ")";
  }

  /** NTE of the order: those after an OBX belong to that. */
  private static List<String> notes(SegmentGroup group) {
    List<String> result = new ArrayList<>();
    for (Segment segment : group.segments()) {
      if (segment.name().equals("OBX")) {
        break;
      }
      if (segment.name().equals("NTE")) {
        result.add(segment.get(3).text());
      }
    }
    return result;
  }
}
