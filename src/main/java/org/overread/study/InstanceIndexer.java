package org.overread.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.overread.archive.InstanceStore;
import org.overread.database.Database;
import org.overread.database.DatabaseException;
import org.overread.dicom.HeaderReader;
import org.overread.dicom.Tag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stored instances into the index, those that wait at the same time in one transaction. The
 * caller that finds nobody writing writes for all who wait, so a lone association pays no change of
 * thread. Safe for several threads.
 */
public final class InstanceIndexer {
  /** What the header of a {@link ReceivedInstance} must hold, where the data set has it. */
  public static final IntPredicate WANTED_TAGS =
      HeaderReader.tags(
          Tag.SpecificCharacterSet,
          Tag.SOPClassUID,
          Tag.SOPInstanceUID,
          Tag.StudyInstanceUID,
          Tag.SeriesInstanceUID,
          Tag.PatientID,
          Tag.IssuerOfPatientID,
          Tag.PatientName,
          Tag.PatientBirthDate,
          Tag.PatientSex,
          Tag.StudyDate,
          Tag.StudyTime,
          Tag.AccessionNumber,
          Tag.StudyID,
          Tag.StudyDescription,
          Tag.ReferringPhysicianName,
          Tag.InstitutionName,
          Tag.Modality,
          Tag.SeriesNumber,
          Tag.SeriesDescription,
          Tag.SeriesDate,
          Tag.SeriesTime,
          Tag.BodyPartExamined,
          Tag.Laterality,
          Tag.ProtocolName,
          Tag.StationName,
          Tag.InstanceNumber,
          Tag.NumberOfFrames);

  private static final Logger LOG = LoggerFactory.getLogger(InstanceIndexer.class);

  /**
   * Files waiting to be placed before an index call does it itself: bounds the work of the next
   * start.
   */
  private static final int MOST_UNPLACED = 5_000;

  private final Database database;
  private final InstanceStore store;
  private final CompletionPolicy policy;
  private final KeyCache cache = new KeyCache();
  private final Object placing = new Object();
  private List<Waiting> waiting = new ArrayList<>();
  private List<Placement> unplaced = new ArrayList<>();
  private boolean writing;

  private record Placement(String studyUid, long fileNumber) {}

  /** One caller's instance; guarded by the indexer's monitor. */
  private static final class Waiting {
    private final ReceivedInstance instance;
    private final Set<Long> differsFrom;
    private IndexStep step;
    private RuntimeException failure;

    Waiting(ReceivedInstance instance, Set<Long> differsFrom) {
      this.instance = instance;
      this.differsFrom = differsFrom;
    }

    boolean isDone() {
      return step != null || failure != null;
    }

    IndexStep result() {
      if (step == null) {
        throw failure;
      }
      return step;
    }
  }

  public InstanceIndexer(Database database, InstanceStore store, CompletionPolicy policy) {
    this.database = database;
    this.store = store;
    this.policy = policy;
  }

  /**
   * Indexes an instance and waits until that is committed. A duplicate's file is removed; any other
   * file now belongs to the archive.
   *
   * @throws IOException when a possible duplicate cannot be compared; the file is then the caller's
   *     to discard
   * @throws DatabaseException when the database refuses; likewise
   * @throws IndexOutcomeUnknownException when the row may be there; the file must stay in {@code
   *     incoming}
   */
  public IndexResult index(ReceivedInstance instance) throws IOException {
    String studyUid = instance.header().string(Tag.StudyInstanceUID).orElseThrow();
    long own = instance.file().number();
    Set<Long> differsFrom = new HashSet<>();
    while (true) {
      IndexStep step = commit(new Waiting(instance, differsFrom));
      // A file that a crash left in incoming may have its row already: then only its place is
      // missing.
      if (step.compareWith().isEmpty() || step.compareWith().getAsLong() == own) {
        toBePlaced(new Placement(studyUid, own));
        return step.result();
      }
      long twin = step.compareWith().getAsLong();
      if (store.sameDataSet(studyUid, twin, own)) {
        store.discard(own);
        return step.result();
      }
      differsFrom.add(twin);
    }
  }

  private IndexStep commit(Waiting mine) {
    List<Waiting> batch;
    synchronized (this) {
      waiting.add(mine);
      awaitTurn(mine);
      if (mine.isDone()) {
        return mine.result();
      }
      writing = true;
      batch = waiting;
      waiting = new ArrayList<>();
    }
    Map<Waiting, IndexStep> steps = new IdentityHashMap<>();
    Map<Waiting, RuntimeException> failures = new IdentityHashMap<>();
    try {
      write(batch, steps, failures);
    } finally {
      synchronized (this) {
        for (Waiting each : batch) {
          each.step = steps.get(each);
          each.failure =
              failures.getOrDefault(
                  each, new IndexOutcomeUnknownException("the writer of the batch died", null));
        }
        writing = false;
        notifyAll();
      }
    }
    return mine.result();
  }

  private void awaitTurn(Waiting mine) {
    boolean interrupted = false;
    while (writing && !mine.isDone()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted =
            true; // the instance is in the queue and will be written: its fate must be known
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Writes a batch in one transaction, or, when that fails, each of it alone: one bad instance must
   * not refuse the others.
   */
  private void write(
      List<Waiting> batch, Map<Waiting, IndexStep> steps, Map<Waiting, RuntimeException> failures) {
    RuntimeException first;
    try {
      steps.putAll(transact(batch));
      return;
    } catch (DatabaseException | StaleKeyException e) {
      first = e;
      cache.clear();
      LOG.atDebug()
          .addKeyValue("instances", batch.size())
          .setCause(e)
          .log("batch failed; indexing one by one");
    }
    for (Waiting each : batch) {
      try {
        steps.putAll(transact(List.of(each)));
      } catch (RuntimeException e) {
        cache.clear();
        failures.put(each, isCommitUnknown(first) || isCommitUnknown(e) ? unknown(first, e) : e);
      }
    }
  }

  private static boolean isCommitUnknown(RuntimeException e) {
    return e instanceof DatabaseException failure && failure.isCommitUnknown();
  }

  private static RuntimeException unknown(RuntimeException first, RuntimeException second) {
    var unknown = new IndexOutcomeUnknownException("the commit may have been made", second);
    unknown.addSuppressed(first);
    return unknown;
  }

  private Map<Waiting, IndexStep> transact(List<Waiting> batch) {
    Map<Waiting, IndexStep> steps = new IdentityHashMap<>();
    IndexBatch written =
        database.inRebuildableTransaction( // what is lost with the process is still in incoming
            tx -> {
              IndexBatch index = new IndexBatch(tx, cache, policy);
              batch.forEach(each -> steps.put(each, index.add(each.instance, each.differsFrom)));
              index.write();
              return index;
            });
    written.remember();
    return steps;
  }

  private void toBePlaced(Placement placement) {
    boolean many;
    synchronized (this) {
      unplaced.add(placement);
      many = unplaced.size() >= MOST_UNPLACED;
    }
    if (many) {
      try {
        placeIndexed();
      } catch (DatabaseException e) {
        // The instance itself is committed: its caller must not be told otherwise.
        LOG.atError()
            .setCause(e)
            .log("could not make the index durable; instances stay in incoming");
      }
    }
  }

  /**
   * Makes the index durable, then moves what it knows out of {@code incoming}. Called every second
   * or so; a crash before the move only means that the next start reads those files again.
   *
   * @return instances moved
   */
  public int placeIndexed() {
    synchronized (placing) {
      List<Placement> due;
      synchronized (this) {
        due = unplaced;
        unplaced = new ArrayList<>();
      }
      if (due.isEmpty()) {
        return 0;
      }
      try {
        database.checkpoint();
      } catch (DatabaseException e) {
        synchronized (this) {
          unplaced.addAll(due);
        }
        throw e;
      }
      int placed = 0;
      for (Placement each : due) {
        placed += place(each) ? 1 : 0;
      }
      return placed;
    }
  }

  private boolean place(Placement placement) {
    try {
      store.place(placement.studyUid, placement.fileNumber);
      return true;
    } catch (IOException e) {
      LOG.atWarn()
          .addKeyValue("file", placement.fileNumber)
          .setCause(e)
          .log("an instance stays in incoming; tried again");
      synchronized (this) {
        unplaced.add(placement);
      }
      return false;
    }
  }
}
