package org.overread.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of documents as JSON for table document_part: plain types, read back as written. */
final class StoredContent {
  /** Column document_part.content. */
  private static final int LONGEST_PART = 500_000;

  // ASCII only: a lone surrogate or NUL, which PostgreSQL refuses, is an escape
  private static final ObjectMapper MAPPER =
      new ObjectMapper(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build());

  private StoredContent() {}

  /** A report part; {@code kind} is empty when only headings can tell. */
  record Part(String kind, String heading, String text) {
    static Part of(ReportPart part) {
      return new Part(part.kind().map(SectionKind::name).orElse(""), part.heading(), part.text());
    }

    ReportPart toPart() {
      Optional<SectionKind> known =
          kind.isEmpty() ? Optional.empty() : Optional.of(SectionKind.valueOf(kind));
      return new ReportPart(known, heading, text);
    }
  }

  /** What a report row does not hold. */
  record Report(List<String> readers, List<Part> parts) {}

  /** What an order row does not hold. */
  record Order(Map<OrderField, List<String>> values) {}

  static String write(Object content) {
    try {
      return MAPPER.writeValueAsString(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot be written as JSON", e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      e.clearLocation(); // it may quote the text
      throw new IllegalStateException("a stored document is not the JSON that was written");
    }
  }

  /** Pieces that fit the column. */
  static List<String> cut(String json) {
    List<String> pieces = new ArrayList<>();
    for (int start = 0; start < json.length(); start += LONGEST_PART) {
      pieces.add(json.substring(start, Math.min(json.length(), start + LONGEST_PART)));
    }
    return pieces;
  }
}
