package org.overread.flow;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.InstanceStore;
import org.overread.archive.RemovalNotes;
import org.overread.archive.RemovalNotes.Note;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.request.SentStudyTable;
import org.overread.study.InstanceTable;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes studies of which nothing is waited for any more: those older than {@link
 * ArchiveSettings#keepFor}, and the oldest ones while the disk has less than {@link
 * ArchiveSettings#keepFreeBytes}.
 */
public final class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);

  /** Studies looked up at once. */
  private static final int PAGE = 50;

  private final Database database;
  private final InstanceStore store;
  private final ArchiveSettings settings;
  private final RemovalNotes notes;
  private final Clock clock;
  private final StudyTable studies = new StudyTable();
  private final InstanceTable instances = new InstanceTable();
  private final SentStudyTable sentStudies = new SentStudyTable();

  /**
   * @throws IOException when the archive has no room for the notes of removals
   */
  public Retention(Database database, InstanceStore store, ArchiveSettings settings, Clock clock)
      throws IOException {
    this.database = database;
    this.store = store;
    this.settings = settings;
    this.notes = new RemovalNotes(settings);
    this.clock = clock;
  }

  /** One round; gives the number of studies removed. Called by one thread. */
  public int run() throws IOException {
    Instant now = clock.instant();
    database.run(tx -> sentStudies.forgetBefore(tx, now.minus(CaseEvaluation.RETURN_PERIOD)));
    int removed = 0;
    for (List<StudyRow> page = due(now); !page.isEmpty(); page = due(now)) {
      int before = removed;
      for (StudyRow study : page) {
        if (mustGo(study, now) && remove(study)) {
          removed++;
        }
      }
      if (removed == before) {
        break;
      }
    }
    if (removed > 0) {
      log.atInfo().addKeyValue("studies", removed).log("removed by age or for free space");
    }
    return removed;
  }

  private List<StudyRow> due(Instant now) throws IOException {
    Instant before = isShortOfSpace() ? now : now.minus(settings.keepFor());
    return database.inTransaction(tx -> studies.removable(tx, before, PAGE));
  }

  /** Asked before each study: removing one may have made enough room. */
  private boolean mustGo(StudyRow study, Instant now) throws IOException {
    return study.lastReceivedAt().isBefore(now.minus(settings.keepFor())) || isShortOfSpace();
  }

  private boolean isShortOfSpace() throws IOException {
    return store.freeBytes() < settings.keepFreeBytes();
  }

  /**
   * Rows first: a study that is reopened at this moment is no longer removable and keeps its files.
   * Then exactly the files those rows named: what arrives under the same Study Instance UID from
   * now on is a new study.
   */
  private boolean remove(StudyRow study) throws IOException {
    Set<Long> files = database.inTransaction(tx -> instances.fileNumbers(tx, study.pk()));
    if (files.isEmpty()) {
      return database.durably(tx -> studies.remove(tx, study.pk(), clock.instant()));
    }
    if (files.stream().anyMatch(store::isIncoming)) {
      return false; // placed within a second: would be placed after its row is gone
    }
    Note note = notes.write(study.studyUid(), files);
    boolean removed = database.durably(tx -> removeRows(tx, study, files));
    if (removed) {
      store.remove(study.studyUid(), files);
    }
    notes.done(note);
    return removed;
  }

  /** False also when instances came since they were noted: the study is then no longer old. */
  private boolean removeRows(Transaction tx, StudyRow study, Set<Long> files) {
    return instances.fileNumbers(tx, study.pk()).equals(files)
        && studies.remove(tx, study.pk(), clock.instant());
  }

  /**
   * At the start, before the archive is scanned: ends the removals that a crash interrupted. Only
   * files that the database says were removed are deleted, so one that was lost with its rows takes
   * no image with it.
   *
   * @return files removed
   */
  public int finish() throws IOException {
    int removed = 0;
    for (Note note : notes.unfinished()) {
      Set<Long> gone = database.inTransaction(tx -> withoutRow(tx, note));
      removed += store.remove(note.studyUid(), gone);
      notes.done(note);
    }
    if (removed > 0) {
      log.atInfo().addKeyValue("files", removed).log("ended a removal that the last run had begun");
    }
    return removed;
  }

  private Set<Long> withoutRow(Transaction tx, Note note) {
    return studies.wasRemoved(tx, note.studyUid())
        ? note.files().stream()
            .filter(file -> !instances.hasFile(tx, file))
            .collect(Collectors.toSet())
        : Set.of();
  }
}
