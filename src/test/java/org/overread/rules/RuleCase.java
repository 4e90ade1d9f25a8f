package org.overread.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.VR;

/**
 * A folder of src/test/resources/rules: facts.txt (what was received), rules/*.yaml, and
 * expected.txt (the decision, or the mistakes). rules.txt may name a folder beside, whose rules
 * several cases share; without either the product's own decide, with its vocabulary. Of these,
 * expected.txt has the rules the case is about; the others speak only through its first line, which
 * is of them all. facts.txt has lines "Keyword = value" for all images, then "series n, m images"
 * with lines for that series; a sequence's value is "code | meaning".
 */
final class RuleCase {
  private static final Set<String> ANSWERS =
      Arrays.stream(Answer.values()).map(Answer::name).collect(Collectors.toSet());
  private static final Map<String, VR> VRS = vrs();

  /** The product's own rules; loaded by the first case that needs them. */
  private static final class Ours {
    private static final RuleBook BOOK = load();

    private static RuleBook load() {
      try {
        return RuleBook.load(Path.of("conf", "rules"), Path.of("conf", "vocabulary"));
      } catch (RuleFileException e) {
        throw new AssertionError(e);
      }
    }
  }

  private final Path folder;

  RuleCase(Path folder) {
    this.folder = folder;
  }

  String expected() throws IOException {
    return Files.readString(folder.resolve("expected.txt"));
  }

  String actual() throws IOException {
    String facts = Files.readString(folder.resolve("facts.txt"));
    Path shared = folder.resolve("rules.txt");
    Path rules =
        Files.exists(shared)
            ? folder.getParent().resolveSibling(Files.readString(shared).strip())
            : folder.resolve("rules");
    if (!Files.exists(rules)) {
      CaseFacts.Builder builder = builder(facts);
      String order = builder.build().order().text(FactField.ORDER_TEXT).orElse("");
      Ours.BOOK.read(builder, order, List.of(), Optional.empty());
      return text(Ours.BOOK.decide(builder.build()), rulesOf(expected()));
    }
    try {
      Decision decision = RuleSet.load(rules).evaluate(facts(facts));
      return text(decision, decision.results().stream().map(RuleResult::rule).toList());
    } catch (RuleFileException e) {
      return e.getMessage().replace(rules + "/", "").replace(rules.toString(), "rules") + "\n";
    }
  }

  /** The rules that an expected decision names: second words of lines "YES rule". */
  private static List<String> rulesOf(String expected) {
    return expected
        .lines()
        .map(line -> line.split(" "))
        .filter(words -> ANSWERS.contains(words[0]))
        .map(words -> words[1])
        .toList();
  }

  private static String text(Decision decision, List<String> about) {
    StringBuilder text =
        new StringBuilder(decision.flagged() ? "FLAGGED level " + decision.level() : "not flagged");
    for (RuleResult result :
        decision.results().stream().filter(r -> about.contains(r.rule())).toList()) {
      text.append("\n").append(result.answer()).append(" ").append(result.rule());
      result.missing().forEach(missing -> text.append("\n  absent: ").append(missing));
      result
          .evidence()
          .forEach(
              item -> text.append("\n  ").append(item.source()).append(" = ").append(item.value()));
    }
    return text.append("\n").toString();
  }

  static CaseFacts facts(String text) {
    return builder(text).build();
  }

  private static CaseFacts.Builder builder(String text) {
    CaseFacts.Builder builder =
        new CaseFacts.Builder()
            .source("MAINPACS", "OVERREAD")
            .receivedOn(LocalDate.of(2026, 11, 23));
    List<String> common = new ArrayList<>();
    List<String> lines = common;
    Map<String, List<String>> series = new LinkedHashMap<>();
    for (String line :
        text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).toList()) {
      if (line.startsWith("series ")) {
        lines = series.computeIfAbsent(line, l -> new ArrayList<>());
      } else {
        lines.add(line);
      }
    }
    series.forEach((head, own) -> addSeries(builder, head, common, own));
    return builder;
  }

  private static void addSeries(
      CaseFacts.Builder builder, String head, List<String> common, List<String> own) {
    String[] numbers = head.replaceAll("[^0-9 ]", "").strip().split(" +");
    for (int image = 1; image <= Integer.parseInt(numbers[1]); image++) {
      Attributes header = new Attributes();
      header.set(Tag.SeriesInstanceUID, VR.UI, "1.2.3." + numbers[0]);
      header.set(Tag.SeriesNumber, VR.IS, numbers[0]);
      header.set(Tag.InstanceNumber, VR.IS, String.valueOf(image));
      header.set(Tag.SOPInstanceUID, VR.UI, "1.2.3." + numbers[0] + "." + image);
      common.forEach(line -> set(header, line));
      own.forEach(line -> set(header, line));
      builder.add(header);
    }
  }

  private static void set(Attributes header, String line) {
    String keyword = line.substring(0, line.indexOf('=')).strip();
    String value = line.substring(line.indexOf('=') + 1).strip();
    int tag = tag(keyword);
    VR vr = VRS.get(keyword);
    if (vr == VR.SQ) {
      String[] code = value.split("\\|");
      Attributes item = new Attributes().set(Tag.CodeValue, VR.SH, code[0].strip());
      header.set(tag, List.of(item.set(Tag.CodeMeaning, VR.LO, code[1].strip())));
    } else if (vr == VR.FD || vr == VR.US) {
      header.set(tag, vr, Double.parseDouble(value));
    } else {
      header.set(tag, vr, value.replace("\\n", "\n"));
    }
  }

  private static int tag(String keyword) {
    try {
      return Tag.class.getField(keyword).getInt(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no attribute has the keyword " + keyword, e);
    }
  }

  private static Map<String, VR> vrs() {
    Map<String, VR> vrs = new LinkedHashMap<>();
    try (var in = Tag.class.getResourceAsStream("elements.tsv")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] columns = line.split("\t");
        for (VR vr : VR.values()) {
          if (columns.length > 3 && List.of(columns).contains(vr.name())) {
            List.of(columns).forEach(column -> vrs.put(column, vr));
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return vrs;
  }
}
