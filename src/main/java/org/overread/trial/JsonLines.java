package org.overread.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * One JSON object a line, with the fields id, report, and where known date, modality, body_part,
 * clinical_history, flagged, labels, subspecialty and subspecialty_alt. Other fields are ignored.
 */
final class JsonLines {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonLines() {}

  static Stream<ReportCase> open(Path file) throws IOException {
    AtomicLong line = new AtomicLong();
    return Files.lines(file)
        .map(text -> new Object[] {line.incrementAndGet(), text})
        .filter(numbered -> !((String) numbered[1]).isBlank())
        .map(numbered -> read(file.toString(), (Long) numbered[0], (String) numbered[1]));
  }

  private static ReportCase read(String file, long line, String text) {
    JsonNode node;
    try {
      node = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ReportFileException(
          file, line, "is not JSON at column " + e.getLocation().getColumnNr());
    }
    if (!node.isObject()) {
      throw new ReportFileException(file, line, "is not a JSON object");
    }
    if (!node.hasNonNull("report") && !node.hasNonNull("clinical_history")) {
      throw new ReportFileException(file, line, "has neither \"report\" nor \"clinical_history\"");
    }
    return new ReportCase(
        node.path("id").asText("line " + line),
        date(file, line, node),
        node.path("modality").asText(""),
        node.path("body_part").asText(""),
        node.path("clinical_history").asText(""),
        node.path("report").asText(""),
        labels(node));
  }

  private static Optional<LocalDate> date(String file, long line, JsonNode node) {
    String date = node.path("date").asText("");
    if (date.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(date));
    } catch (DateTimeParseException e) {
      throw new ReportFileException(file, line, "\"date\" is not of the form 2026-11-24");
    }
  }

  private static Optional<ReportCase.Labels> labels(JsonNode node) {
    if (!node.has("labels")) {
      return Optional.empty();
    }
    Map<String, Boolean> criteria = new LinkedHashMap<>();
    Map<String, List<String>> evidence = new LinkedHashMap<>();
    node.path("labels")
        .properties()
        .forEach(
            label -> {
              criteria.put(label.getKey(), label.getValue().path("flag").asBoolean());
              evidence.put(label.getKey(), texts(label.getValue().path("evidence")));
            });
    List<String> subspecialties = new ArrayList<>();
    if (node.hasNonNull("subspecialty")) {
      subspecialties.add(node.path("subspecialty").asText());
    }
    subspecialties.addAll(texts(node.path("subspecialty_alt")));
    boolean flagged =
        node.has("flagged") ? node.path("flagged").asBoolean() : criteria.containsValue(true);
    return Optional.of(new ReportCase.Labels(flagged, criteria, evidence, subspecialties));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
