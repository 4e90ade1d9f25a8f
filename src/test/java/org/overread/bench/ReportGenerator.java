package org.overread.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Writes reports for back-tests, one JSON object a line: synthetic, reproducible by the seed, of
 * the length of real ones (about 1,500 characters). Arguments: file, count.
 */
public final class ReportGenerator {
  private static final int DAYS = 365;
  private static final int SENTENCES = 16;

  private static final List<String> PARTS =
      List.of("knee", "shoulder", "lumbar spine", "brain", "hip", "prostate", "breast", "heart");
  private static final List<String> HISTORIES =
      List.of("pain", "pre-op planning", "no relief after injection", "follow-up", "trauma");
  private static final List<String> STRUCTURES =
      List.of("ligament", "tendon", "joint", "bone marrow", "disc", "soft tissue", "muscle");
  private static final List<String> CLAIMS =
      List.of(
          "The %s is intact.",
          "No fracture of the %s is seen.",
          "There is a small effusion beside the %s, without mass effect.",
          "Old fracture near the %s, unchanged since the previous examination of 2019.",
          "Signal of the %s is normal on all sequences, without oedema or enhancement.",
          "A lesion of 12 mm in the %s is suspicious for malignancy.",
          "A stress fracture of the %s cannot be excluded.",
          "The patient's mother had a tumour of the %s.",
          "If the pain of the %s persists, surgical consultation may be considered.",
          "Full-thickness tear of the %s with 2.1 cm retraction.");
  private static final List<String> IMPRESSIONS =
      List.of(
          "Normal examination.",
          "Degenerative changes, stable.",
          "Surgical consultation is recommended.",
          "Findings suspicious for malignancy; biopsy recommended.",
          "No acute abnormality. Motion artefact limits the examination.");

  private final Random random;

  public ReportGenerator(long seed) {
    this.random = new Random(seed);
  }

  public static void main(String[] arguments) throws IOException {
    new ReportGenerator(1).write(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
  }

  public void write(Path file, int count) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < count; i++) {
        out.write(line(i));
        out.newLine();
      }
    }
  }

  private String line(int number) {
    StringBuilder report = new StringBuilder("FINDINGS:");
    for (int i = 0; i < SENTENCES; i++) {
      report.append("\\n").append(String.format(pick(CLAIMS), pick(STRUCTURES)));
    }
    report.append("\\n\\nIMPRESSION:\\n").append(pick(IMPRESSIONS));
    return String.format(
        "{\"id\":\"G-%06d\",\"date\":\"%s\",\"modality\":\"MR\",\"body_part\":\"%s\","
            + "\"clinical_history\":\"%s\",\"report\":\"%s\"}",
        number,
        LocalDate.of(2026, 1, 1).plusDays(random.nextInt(DAYS)),
        pick(PARTS),
        pick(HISTORIES),
        report);
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
