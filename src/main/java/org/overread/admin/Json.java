package org.overread.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;

/**
 * JSON of the admin interface: records, texts and numbers only, so that no Jackson module is
 * needed.
 */
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(
              DeserializationFeature
                  .FAIL_ON_UNKNOWN_PROPERTIES); // a client may be older than the node

  private Json() {}

  /** An answer that is no result: what is wrong and what to do. */
  record Problem(String error, @JsonProperty("do") String next) {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass(), e);
    }
  }

  static <T> T read(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(text, type);
  }

  static <T> List<T> readList(String text, Class<T> type) throws JsonProcessingException {
    return MAPPER.readValue(
        text, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
  }

  static JsonNode tree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }
}
