package org.overread.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of mistakes.txt is a rule file and what is told of it: "== name", the file, "--", the
 * mistakes.
 */
class RuleCheckTest {
  private static final Path TABLE = Path.of("src", "test", "resources", "rule-mistakes.txt");
  private static final Set<String> CONCEPTS = Set.of("tumour", "fracture", "nodule");
  private static final Set<String> GROUPS = Set.of("serious", "operations");
  private static final String LISTS =
      "lists:\n  known: [tumour, nodule]\n  bad_list: [tumour, fractur]\n";

  @TempDir private Path folder;

  private record Mistake(String name, String file, String told) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Mistake> mistakes() throws IOException {
    return Stream.of(Files.readString(TABLE).split("(?m)^== "))
        .filter(block -> !block.isBlank())
        .map(RuleCheckTest::mistake)
        .toList();
  }

  private static Mistake mistake(String block) {
    int name = block.indexOf('\n');
    int told = block.indexOf("\n--\n");
    return new Mistake(
        block.substring(0, name),
        block.substring(name + 1, told + 1),
        block.substring(told + "\n--\n".length()));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsEachMistakeWithItsPlace(Mistake mistake) throws IOException {
    Files.writeString(folder.resolve("00.yaml"), LISTS);
    Files.writeString(folder.resolve("a.yaml"), mistake.file());
    String told =
        RuleCheck.check(folder, CONCEPTS, GROUPS).stream()
            .map(issue -> issue + "\n")
            .collect(Collectors.joining())
            .replace(folder + "/", "");
    assertThat(told).isEqualTo(mistake.told());
  }

  @Test
  void theMistakesAreDifferent() throws IOException {
    assertThat(mistakes().stream().map(Mistake::told).distinct().count()).isGreaterThan(50);
  }

  @Test
  void aFolderWithoutMistakesHasNone() throws IOException {
    Files.writeString(folder.resolve("00.yaml"), LISTS);
    Files.writeString(
        folder.resolve("a.yaml"),
        """
        rule: a
        criterion: serious_diagnosis
        mode: approve
        level: 3
        because: B.
        when: findings.exists(f, f.concept in known && f.present && f.section != "order")
        ---
        rule: same-condition-of-another-criterion
        criterion: complex_unusual
        mode: auto
        level: 3
        because: B.
        when: findings.exists(f, f.concept in known && f.present && f.section != "order")
        ---
        rule: same-condition-but-sent-at-once
        criterion: serious_diagnosis
        mode: auto
        level: 3
        because: B.
        when: findings.exists(f, f.concept in known && f.present && f.section != "order")
        ---
        rule: more-concepts
        criterion: complex_unusual
        mode: auto
        level: 3
        because: B.
        when: findings.exists(f, f.concept in ["tumour", "nodule", "fracture"] && f.present && f.section != "order")
        ---
        rule: fewer-concepts-under-a-not
        criterion: serious_diagnosis
        mode: auto
        level: 4
        because: B.
        when: "!findings.exists(f, f.concept in known)"
        ---
        rule: fewer-concepts-under-a-not-2
        criterion: serious_diagnosis
        mode: auto
        level: 4
        because: B.
        when: '!findings.exists(f, f.concept == "tumour")'
        """);
    Files.writeString(folder.resolve("00.yaml"), "lists:\n  known: [tumour, nodule]\n");
    assertThat(RuleCheck.check(folder, CONCEPTS, GROUPS)).isEmpty();
  }
}
