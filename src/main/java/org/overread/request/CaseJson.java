package org.overread.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.overread.rules.RuleResult;

/**
 * Rule results and explanations as JSON, for their columns. Patient-related text stays inside the
 * database.
 */
final class CaseJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CaseJson() {}

  static String write(List<?> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON", e);
    }
  }

  static List<RuleResult> readResults(String json) {
    return read(json, new TypeReference<>() {});
  }

  static List<String> readLines(String json) {
    return read(json, new TypeReference<>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      e.clearLocation(); // it may quote the text
      throw new IllegalStateException("a stored case is not the JSON that was written");
    }
  }
}
