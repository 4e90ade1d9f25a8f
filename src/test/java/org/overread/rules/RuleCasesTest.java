package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every folder of src/test/resources/rules is a case; a new one needs no Java. */
class RuleCasesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "rules");

  static List<String> cases() throws Exception {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsExpected(String name) throws Exception {
    RuleCase ruleCase = new RuleCase(FOLDER.resolve(name));
    assertThat(ruleCase.actual()).isEqualTo(ruleCase.expected());
  }

  @Test
  void theCasesAreThere() throws Exception {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(40);
  }
}
