package org.overread.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.overread.archive.RemovalNotes;
import org.overread.network.dimse.Status;
import org.overread.study.ArchiveScan;
import org.overread.study.InstanceTable;
import org.overread.study.StudyState;
import org.overread.study.StudyTable;
import org.overread.testing.CaseRig;
import org.overread.testing.Studies;

class RetentionTest {
  private static final Duration KEEP = Duration.ofDays(30);
  private static final long NO_NEED = 0;
  private static final long MORE_THAN_THERE_IS = Long.MAX_VALUE;

  @TempDir Path folder;
  private CaseRig rig;

  @BeforeEach
  void open() {
    rig = new CaseRig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Retention retention(long keepFreeBytes) throws IOException {
    return new Retention(
        rig.database, rig.store, CaseRig.archive(folder, keepFreeBytes), rig.clock);
  }

  /** Receives a study of three instances and takes it as far as it goes. */
  private void study(int number) {
    rig.receive("PACS", Studies.mrKnee(number, 3));
    rig.newWorker().runDue();
    rig.indexer.placeIndexed();
  }

  private boolean isThere(int number) {
    return rig.database
        .inTransaction(tx -> new StudyTable().find(tx, Studies.studyUid(number)))
        .isPresent();
  }

  private long files(String below) {
    try (Stream<Path> files = Files.walk(folder.resolve("archive").resolve(below))) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<Long> fileNumbers(int number) {
    return rig.database.inTransaction(
        tx -> new InstanceTable().fileNumbers(tx, rig.study(number).pk()));
  }

  @Test
  void removesWhatWasForwardedOrNotFlaggedAfterItsTimeAndNotBefore() throws IOException {
    study(1);
    rig.level = 0;
    study(2);
    rig.clock.advance(KEEP.minus(Duration.ofHours(1)));
    study(3);
    assertThat(retention(NO_NEED).run()).isZero();

    rig.clock.advance(Duration.ofHours(1));
    assertThat(retention(NO_NEED).run()).isEqualTo(2);

    assertThat(isThere(1) || isThere(2)).isFalse();
    assertThat(isThere(3)).isTrue();
    assertThat(files("studies")).isEqualTo(3);
    assertThat(files("removing")).isZero();
  }

  @Test
  void forFreeSpaceAlsoYoungStudiesGoButOnlyThoseOfWhichNothingWaits() throws IOException {
    study(1);
    rig.clock.advance(Duration.ofMinutes(1));
    assertThat(retention(NO_NEED).run()).isZero();
    assertThat(retention(MORE_THAN_THERE_IS).run()).isEqualTo(1);
    assertThat(isThere(1)).isFalse();
    assertThat(files("studies")).isZero();
  }

  @Test
  void whatIsNotDeliveredOrHeldOrNeedsAttentionStaysHoweverOldAndHoweverFullTheDisk()
      throws IOException {
    study(2);
    rig.studyControl.hold(Studies.studyUid(2), "admin");
    rig.destination.stores((number, request) -> new Status(0xA900, "no"));
    study(3); // every instance refused
    rig.destination.stores((number, request) -> Status.OUT_OF_RESOURCES);
    study(4); // waits for its next attempt
    rig.store("PACS", Studies.mrKnee(1, 3)); // is being received
    rig.indexer.placeIndexed();
    assertThat(Stream.of(1, 2, 3, 4).map(number -> rig.study(number).state()))
        .containsExactly(
            StudyState.RECEIVING, StudyState.HELD, StudyState.NEEDS_ATTENTION, StudyState.FLAGGED);

    rig.clock.advance(KEEP.multipliedBy(10));
    assertThat(retention(MORE_THAN_THERE_IS).run()).isZero();
    assertThat(files("studies")).isEqualTo(12);
  }

  @Test
  void whatIsNotPlacedYetStaysForTheNextRound() throws IOException {
    rig.receive("PACS", Studies.mrKnee(1, 3));
    rig.newWorker().runDue();
    rig.clock.advance(KEEP);
    assertThat(retention(NO_NEED).run()).isZero();

    rig.indexer.placeIndexed();
    assertThat(retention(NO_NEED).run()).isEqualTo(1);
    assertThat(files("studies") + files("incoming")).isZero();
  }

  @Test
  void cmp31AfterACrashBetweenRowsAndFilesTheNextStartEndsTheRemovalAndNothingComesBack()
      throws IOException {
    study(1);
    study(2);
    Set<Long> files = fileNumbers(1);
    long pk = rig.study(1).pk();
    new RemovalNotes(CaseRig.archive(folder, NO_NEED)).write(Studies.studyUid(1), files);
    rig.database.run(
        tx -> new StudyTable().remove(tx, pk, rig.clock.instant())); // and here the node died

    assertThat(retention(NO_NEED).finish()).isEqualTo(3);

    assertThat(files("studies")).isEqualTo(3);
    assertThat(files("removing")).isZero();
    scan();
    assertThat(isThere(1)).isFalse();
    assertThat(isThere(2)).isTrue();
  }

  @Test
  void cmp31AfterACrashBeforeTheRowsWentTheStudyStays() throws IOException {
    study(1);
    new RemovalNotes(CaseRig.archive(folder, NO_NEED)).write(Studies.studyUid(1), fileNumbers(1));

    assertThat(retention(NO_NEED).finish()).isZero();

    assertThat(files("studies")).isEqualTo(3);
    assertThat(files("removing")).isZero();
    assertThat(isThere(1)).isTrue();
  }

  @Test
  void aNoteThatACrashCutOffIsForgotten() throws IOException {
    study(1);
    RemovalNotes notes = new RemovalNotes(CaseRig.archive(folder, NO_NEED));
    Path note = notes.write(Studies.studyUid(1), fileNumbers(1)).path();
    String text = Files.readString(note);
    for (int length = 0; length < text.length(); length++) {
      Files.writeString(note, text.substring(0, length));
      assertThat(notes.unfinished()).as(text.substring(0, length)).isEmpty();
    }
    Files.writeString(note, text);
    assertThat(notes.unfinished()).hasSize(1);
  }

  @Test
  void filesWhoseRowsWereLostWithoutARemovalAreFoundByAScanAndHeld() throws IOException {
    study(1);
    new RemovalNotes(CaseRig.archive(folder, NO_NEED)).write(Studies.studyUid(1), fileNumbers(1));
    rig.database.run(tx -> tx.update("DELETE FROM study")); // a database restored from an old copy

    assertThat(retention(NO_NEED).finish()).isZero();
    scan();

    assertThat(rig.study(1).state()).isEqualTo(StudyState.HELD);
    assertThat(fileNumbers(1)).hasSize(3);
  }

  private void scan() throws IOException {
    new ArchiveScan(rig.database, rig.store, rig.indexer, rig.clock).all(files -> {});
  }
}
