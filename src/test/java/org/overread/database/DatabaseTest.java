package org.overread.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.overread.testing.TestDatabase;

final class DatabaseTest {
  @TempDir Path folder;
  @TempDir Path copy;

  private static Database open(Path folder) {
    return Database.open(new DatabaseSettings("jdbc:h2:file:" + folder.resolve("test"), "", "", 2));
  }

  private static int put(Transaction tx, String uid) {
    return tx.update(
        "INSERT INTO removed_study (study_uid, removed_at, last_state, instances) VALUES (?, ?, ?,"
            + " ?)",
        uid,
        Instant.parse("2026-11-23T12:00:00Z"),
        "FORWARDED",
        3);
  }

  private static List<String> uids(Database database) {
    return database.inTransaction(
        tx ->
            tx.query(
                "SELECT study_uid FROM removed_study ORDER BY removed_pk",
                row -> row.string("study_uid")));
  }

  /** What is on the disk of a process killed now. */
  private Database afterKill() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return open(copy);
  }

  @Test
  void migrationsAreAppliedOnceAndTheRowsStay() {
    try (Database database = open(folder)) {
      database.run(tx -> put(tx, "1.2"));
    }
    try (Database database = open(folder)) {
      assertThat(uids(database)).containsExactly("1.2");
    }
  }

  @Test
  void aCommitSurvivesAKillAndWhatWasCommittedBeforeItToo() throws Exception {
    try (Database database = open(folder)) {
      database.inRebuildableTransaction(tx -> put(tx, "1"));
      database.inTransaction(tx -> put(tx, "2"));
      try (Database killed = afterKill()) {
        assertThat(uids(killed)).containsExactly("1", "2");
      }
    }
  }

  @Test
  void aRebuildableCommitIsSeenAtOnceAndDurableAfterTheCheckpoint() throws Exception {
    try (Database database = open(folder)) {
      database.inRebuildableTransaction(tx -> put(tx, "1"));
      assertThat(uids(database)).containsExactly("1");
      database.checkpoint();
      try (Database killed = afterKill()) {
        assertThat(uids(killed)).containsExactly("1");
      }
    }
  }

  @Test
  void workThatThrowsLeavesNothingAndTheConnectionIsUsableAgain() {
    try (Database database = open(folder)) {
      for (int i = 0; i < 5; i++) { // more often than there are connections
        assertThatThrownBy(
                () ->
                    database.run(
                        tx -> {
                          put(tx, "1");
                          throw new IllegalStateException("stop");
                        }))
            .hasMessage("stop");
      }
      assertThat(uids(database)).isEmpty();
    }
  }

  @Test
  void saysWhichFailuresAreDuplicateKeysWithoutSayingTheValues() {
    try (Database database = open(folder)) {
      String sql = "INSERT INTO migration (name) VALUES (?)";
      database.run(tx -> tx.update(sql, "secret"));
      assertThatThrownBy(() -> database.run(tx -> tx.update(sql, "secret")))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.isDuplicateKey()).isTrue())
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "OVERREAD_TEST_POSTGRES", matches = ".+")
  void theSameStatementsRunOnPostgres() {
    try (Database database = TestDatabase.postgres().orElseThrow()) {
      database.inRebuildableTransaction(tx -> put(tx, "1"));
      database.durably(tx -> put(tx, "2"));
      assertThat(uids(database)).containsExactly("1", "2");
    }
  }
}
