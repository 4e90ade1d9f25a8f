package org.overread;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Small files: none above 500 lines except generated tables, and a median of at most 100. */
class FileSizesTest {
  private static final Set<String> TABLES = Set.of("Tag.java", "Uid.java");

  @Test
  void noFileIsLongerThanFiveHundredLinesAndTheMedianIsAtMostOneHundred() throws IOException {
    List<Long> sizes = new ArrayList<>();
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (TABLES.contains(file.getFileName().toString())) {
          continue;
        }
        try (Stream<String> lines = Files.lines(file)) {
          long count = lines.count();
          sizes.add(count);
          if (count > 500) {
            tooLong.add(file + ": " + count);
          }
        }
      }
    }
    sizes.sort(null);
    assertThat(tooLong).isEmpty();
    assertThat(sizes.get(sizes.size() / 2)).isLessThanOrEqualTo(100);
  }
}
