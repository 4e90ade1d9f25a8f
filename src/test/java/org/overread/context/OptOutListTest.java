package org.overread.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.report.CaseKeys.Identifier;

class OptOutListTest {
  @TempDir Path folder;
  private Path file;
  private OptOutList list;

  @BeforeEach
  void makeList() {
    file = folder.resolve("opt-out.txt");
    list = new OptOutList(file);
  }

  private boolean contains(String id) {
    return list.contains(List.of(new Identifier(id, "")), (a, b) -> a.value().equals(b.value()));
  }

  @Test
  void tellsEachMistakeWithItsLineAndWithoutThePatient() throws IOException {
    Files.writeString(file, "P1\nP2^A^B\n^HERE\nP3^\n\n# P4^^\nP\u00075\n" + "9".repeat(256));

    assertThat(OptOutList.mistakes(file))
        .containsExactly(
            "line 2 is not a patient ID or ID^issuer",
            "line 3 is not a patient ID or ID^issuer",
            "line 4 is not a patient ID or ID^issuer",
            "line 7 is not a patient ID or ID^issuer",
            "line 8 is not a patient ID or ID^issuer");
  }

  @Test
  void aFileThatIsNotUtf8OrCannotBeReadIsAMistakeAndNoFileIsNone() throws IOException {
    assertThat(OptOutList.mistakes(file)).isEmpty();
    Files.write(file, new byte[] {'P', (byte) 0xE4});
    assertThat(OptOutList.mistakes(file)).containsExactly("it is not UTF-8");
    assertThat(OptOutList.mistakes(folder)).containsExactly("it cannot be read");
  }

  @Test
  void nobodyLeavesAListThatHasAMistakeAndWhoIsNewOnItCounts() throws IOException {
    Files.writeString(file, "P1\n");
    assertThat(contains("P1")).isTrue();

    Files.writeString(file, "P2\nP3^A^B\n");
    assertThat(contains("P1")).isTrue();
    assertThat(contains("P2")).isTrue();

    Files.writeString(file, "P2\n");
    assertThat(contains("P1")).isFalse();
    assertThat(contains("P2")).isTrue();
  }

  @Test
  void aListThatIsGoneStaysInForceUntilThereIsOneAgain() throws IOException {
    Files.writeString(file, "P1\n");
    assertThat(contains("P1")).isTrue();

    Files.delete(file);
    assertThat(contains("P1")).isTrue();

    Files.writeString(file, "");
    assertThat(contains("P1")).isFalse();
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void aListThatWasNeverReadAndCannotBeIsNoEmptyList() throws IOException {
    Files.createDirectory(file);

    assertThatThrownBy(() -> contains("P1")).isInstanceOf(UncheckedIOException.class);
    assertThatThrownBy(() -> list.isEmpty()).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void aListMadeWhileTheNodeRunsCounts() throws IOException {
    assertThat(contains("P1")).isFalse();

    Files.writeString(file, "P1\n");

    assertThat(contains("P1")).isTrue();
  }
}
