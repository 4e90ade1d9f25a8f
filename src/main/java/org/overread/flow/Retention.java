package org.overread.flow;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.overread.archive.ArchiveSettings;
import org.overread.archive.InstanceStore;
import org.overread.database.Database;
import org.overread.database.Transaction;
import org.overread.request.SentStudyTable;
import org.overread.study.InstanceTable;
import org.overread.study.StudyRow;
import org.overread.study.StudyTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes studies of which nothing is waited for any more: those older than {@link ArchiveSettings#keepFor}, and the
 * oldest
 * ones while the disk has less than {@link ArchiveSettings#keepFreeBytes}.
 */
public final class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  /** Studies looked up at once. */
  private static final int PAGE = 50;

  private final Database database;
  private final InstanceStore store;
  private final ArchiveSettings settings;
  private final Clock clock;
  private final StudyTable studies = new StudyTable();
  private final InstanceTable instances = new InstanceTable();
  private final SentStudyTable sentStudies = new SentStudyTable();

  public Retention(Database database, InstanceStore store, ArchiveSettings settings, Clock clock) {
    this.database = database;
    this.store = store;
    this.settings = settings;
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
   * Rows first: a study that is reopened at this moment is no longer removable and keeps its files. Then exactly the
   * files
   * those rows named: what arrives under the same Study Instance UID from now on is a new study.
   */
  private boolean remove(StudyRow study) throws IOException {
    Set<Long> files = database.durably(tx -> removeRows(tx, study));
    store.remove(study.studyUid(), files);
    return !files.isEmpty();
  }

  private Set<Long> removeRows(Transaction tx, StudyRow study) {
    Set<Long> files = instances.fileNumbers(tx, study.pk());
    return studies.remove(tx, study.pk(), clock.instant()) ? files : Set.of();
  }
}
