package org.overread.rules;

import static org.overread.rules.FactField.STUDY_BODY_PART;
import static org.overread.rules.FactField.STUDY_BODY_PARTS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;

/**
 * Which body parts a study shows, by the first of these kinds of evidence that names one the table
 * knows: procedure code, anatomic region, Body Part Examined, descriptions. The part named by most
 * instances comes first.
 */
final class BodyPartCollector {
  /** Kinds of evidence, strongest first, each with the label its facts are quoted by. */
  private static final List<String> LABELS =
      List.of(
          "Procedure Code Sequence (0008,1032)",
          "Anatomic Region Sequence (0008,2218)",
          "Body Part Examined (0018,0015)",
          "Study Description (0008,1030)",
          "Requested Procedure Description (0032,1060)",
          "Protocol Name (0018,1030)",
          "Series Description (0008,103E)");

  /** How often each part was named and the first text that named it, by kind of evidence. */
  private final List<Map<String, Named>> named =
      Stream.generate(() -> new TreeMap<String, Named>())
          .limit(LABELS.size())
          .<Map<String, Named>>map(map -> map)
          .toList();

  private final Map<String, Set<String>> texts = new LinkedHashMap<>();

  private record Named(int times, String text) {
    Named with(Named other) {
      return new Named(times + other.times, text.compareTo(other.text) <= 0 ? text : other.text);
    }
  }

  void add(Attributes image) {
    codes(0, image, Tag.ProcedureCodeSequence);
    codes(1, image, Tag.AnatomicRegionSequence);
    image
        .string(Tag.BodyPartExamined)
        .ifPresent(value -> name(2, value, BodyParts.TABLE.ofTerm(value)));
    words(3, image, Tag.StudyDescription);
    words(4, image, Tag.RequestedProcedureDescription);
    words(5, image, Tag.ProtocolName);
    words(6, image, Tag.SeriesDescription);
  }

  private void codes(int kind, Attributes image, int sequence) {
    for (String code : InstanceHeader.codeValues(image, sequence)) {
      name(kind, code, BodyParts.TABLE.ofCode(code));
    }
    if (named.get(kind).isEmpty()) {
      InstanceHeader.codeMeanings(image, sequence)
          .forEach(meaning -> name(kind, meaning, ofWords(meaning)));
    }
  }

  private void words(int kind, Attributes image, int tag) {
    image.string(tag).ifPresent(text -> name(kind, text, ofWords(text)));
  }

  /** Texts repeat in every instance of a series: each is looked up once. */
  private Set<String> ofWords(String text) {
    return texts.computeIfAbsent(text, BodyParts.TABLE::ofWords);
  }

  private void name(int kind, String text, Set<String> parts) {
    parts.forEach(part -> named.get(kind).merge(part, new Named(1, text), Named::with));
  }

  List<Fact> facts() {
    for (int kind = 0; kind < LABELS.size(); kind++) {
      Map<String, Named> found = named.get(kind);
      if (!found.isEmpty()) {
        List<String> parts = new ArrayList<>(found.keySet());
        parts.sort(
            Comparator.<String>comparingInt(part -> found.get(part).times())
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
        String quoted = parts.get(0) + " (" + found.get(parts.get(0)).text() + ")";
        String all =
            String.join(
                ", ",
                parts.stream().map(part -> part + " (" + found.get(part).text() + ")").toList());
        return List.of(
            new Fact(STUDY_BODY_PART, parts.get(0), LABELS.get(kind), quoted),
            new Fact(STUDY_BODY_PARTS, List.copyOf(parts), LABELS.get(kind), all));
      }
    }
    return List.of();
  }
}
