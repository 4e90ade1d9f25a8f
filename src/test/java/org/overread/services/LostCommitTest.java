package org.overread.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.overread.dicom.Attributes;
import org.overread.dicom.Uid;
import org.overread.network.dimse.Status;
import org.overread.testing.Eventually;
import org.overread.testing.LostCommits;
import org.overread.testing.StorageRig;
import org.overread.testing.Studies;
import org.overread.testing.TestDatabase;

/**
 * C-STORE when the connection to the database breaks at the commit: no row may be left without its
 * file.
 */
class LostCommitTest {
  @TempDir Path folder;
  private LostCommits line;
  private StorageRig rig;

  @BeforeEach
  void open() throws SQLException {
    line = new LostCommits("jdbc:h2:file:" + folder.resolve("index"));
    TestDatabase.put(folder, line.url());
    rig = new StorageRig(folder);
  }

  @AfterEach
  void close() throws SQLException {
    rig.close();
    line.close();
  }

  private static Attributes instance(int number) {
    return Studies.instance(1, 1, number, "MR", Uid.MRImageStorage);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dm21OneLostCommitIsFoundOutOnANewConnection(boolean commitWasMade) {
    line.lose(1, commitWasMade);
    assertThat(rig.send(instance(1))).isEqualTo(Status.SUCCESS);
    rig.indexer.placeIndexed();
    assertThat(rig.count("instance")).isEqualTo(1);
    assertThat(rig.files("studies")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dm21WhenTheServerIsLostTheRowIsWrittenOnceItIsBack(boolean commitWasMade) throws Exception {
    line.loseServer(commitWasMade);
    assertThat(rig.send(instance(1))).isEqualTo(Status.SUCCESS);
    Eventually.until("the database is found to be down", () -> !rig.queue.isTaking());
    assertThat(rig.send(instance(2)).code()).isEqualTo(0xA700);
    assertThat(rig.files("incoming")).isEqualTo(1);

    line.comeBack();
    Eventually.until("the database is found to be back", rig.queue::isTaking);
    assertThat(rig.send(instance(2))).isEqualTo(Status.SUCCESS);
    assertThat(rig.send(instance(1))).isEqualTo(Status.SUCCESS);
    rig.indexer.placeIndexed();

    assertBothAreThereOnce();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void dm21WhenTheNodeEndsBeforeTheServerIsBackTheNextStartWritesTheRow(boolean commitWasMade)
      throws Exception {
    line.loseServer(commitWasMade);
    assertThat(rig.send(instance(1))).isEqualTo(Status.SUCCESS);
    rig.close();
    line.comeBack();

    rig = new StorageRig(folder);
    rig.scan.start();
    assertThat(rig.send(instance(2))).isEqualTo(Status.SUCCESS);
    rig.indexer.placeIndexed();

    assertBothAreThereOnce();
  }

  private void assertBothAreThereOnce() throws IOException {
    assertThat(rig.count("instance")).isEqualTo(2);
    assertThat(rig.files("incoming")).isZero();
    assertThat(rig.files("studies")).isEqualTo(2);
    assertThat(rig.scan.all(files -> {}).rowsRemoved()).isZero();
  }
}
