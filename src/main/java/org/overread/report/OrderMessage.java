package org.overread.report;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one message says of one order. It may leave out what an earlier one said, and may take it
 * back; {@link OrderTable#current} puts them together.
 *
 * @param documentId filler order number, or placer order number where there is no other, with its
 *     issuer
 * @param time ORC-9, or OBR-7: local time of the sender
 * @param values what is given, each with at least one value; an empty list where the message takes
 *     it back ({@code ""}, HL-22); no entry where it does not speak of it
 */
public record OrderMessage(
    String documentId,
    OrderStatus status,
    CaseKeys keys,
    Optional<LocalDateTime> time,
    Map<OrderField, List<String>> values) {
  public OrderMessage {
    Map<OrderField, List<String>> copy = new LinkedHashMap<>();
    values.forEach((field, texts) -> copy.put(field, List.copyOf(texts)));
    values = Collections.unmodifiableMap(copy);
  }

  /** The values of a field; empty when not given or taken back. */
  public List<String> of(OrderField field) {
    return values.getOrDefault(field, List.of());
  }

  /** The values of a field, one a line. */
  public String text(OrderField field) {
    return String.join("\n", of(field));
  }

  /** This, with what it does not speak of taken from an earlier message. */
  OrderMessage over(OrderMessage earlier) {
    Map<OrderField, List<String>> together = new LinkedHashMap<>(earlier.values);
    together.putAll(values);
    return new OrderMessage(documentId, status, keys, time.or(() -> earlier.time), together);
  }

  /** Order text is patient data: never printed by accident. */
  @Override
  public String toString() {
    return "OrderMessage[" + status + ", " + values.keySet() + "]";
  }
}
