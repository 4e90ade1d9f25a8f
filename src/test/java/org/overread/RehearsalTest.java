package org.overread;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
  @TempDir Path data;

  @Test
  void leavesNothingBehindNotEvenWhatACrashLeftOfTheLastOne() throws Exception {
    Path folder = data.resolve("rehearsal");
    Files.createDirectories(folder.resolve("archive/incoming"));
    Files.writeString(folder.resolve("archive/incoming/1.part"), "half an instance");
    Files.writeString(data.resolve("other"), "of the node");

    int stored = Rehearsal.begin(folder, Clock.systemUTC()).await();

    assertThat(stored).isPositive();
    assertThat(folder).doesNotExist();
    assertThat(data.resolve("other")).hasContent("of the node");
  }

  @Test
  void aFolderThatCannotBeMadeDoesNotKeepTheNodeFromStarting() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "not a folder");
    int stored = Rehearsal.begin(file.resolve("rehearsal"), Clock.systemUTC()).await();
    assertThat(stored).isZero();
    assertThat(file).hasContent("not a folder");
  }
}
