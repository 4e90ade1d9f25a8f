package org.overread.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * Brings stored instances into the index, many in one transaction, and their files to the folders
 * of their studies. Safe for several threads, which take turns.
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
  private final Object turn = new Object(); // guards the cache
  private List<Placement> unplaced = new ArrayList<>();

  private record Placement(String studyUid, long fileNumber) {}

  public InstanceIndexer(Database database, InstanceStore store, CompletionPolicy policy) {
    this.database = database;
    this.store = store;
    this.policy = policy;
  }

  /**
   * Indexes an instance. A duplicate's file is removed; any other file now belongs to the archive.
   * May be called again for an instance that an earlier call, in this run or before it, has
   * committed without saying so.
   *
   * @throws IOException when a possible duplicate cannot be compared
   * @throws DatabaseException when the database refuses, or it is not known whether it has
   *     committed
   */
  public IndexResult index(ReceivedInstance instance) throws IOException {
    Set<Long> differsFrom = new HashSet<>();
    while (true) {
      IndexStep step = add(instance, differsFrom);
      Optional<IndexResult> result = resolve(instance, step, differsFrom);
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  private IndexStep add(ReceivedInstance instance, Set<Long> differsFrom) {
    List<ReceivedInstance> alone = List.of(instance);
    try {
      return transact(alone, differsFrom).get(instance);
    } catch (DatabaseException | StaleKeyException e) {
      // Most likely a key remembered of a study that has been removed: it is forgotten now.
      return transact(alone, differsFrom).get(instance);
    }
  }

  /**
   * Indexes instances in one transaction.
   *
   * @return what was indexed, by identity; those left out are to be indexed one by one
   * @throws DatabaseException when the database refuses all, or it is not known whether it has
   *     committed
   */
  Map<ReceivedInstance, IndexResult> indexAll(List<ReceivedInstance> instances) {
    Map<ReceivedInstance, IndexResult> results = new IdentityHashMap<>();
    transact(instances, Set.of())
        .forEach(
            (instance, step) -> {
              try {
                resolve(instance, step, new HashSet<>())
                    .ifPresent(result -> results.put(instance, result));
              } catch (IOException e) {
                LOG.atDebug()
                    .addKeyValue("file", instance.file().number())
                    .setCause(e)
                    .log("cannot compare with the instance that is there; tried alone");
              }
            });
    return results;
  }

  /**
   * What a step says in the end; empty when the instance only resembles the one that is there, and
   * is to be added again with that knowledge.
   */
  private Optional<IndexResult> resolve(
      ReceivedInstance instance, IndexStep step, Set<Long> differsFrom) throws IOException {
    String studyUid = instance.header().string(Tag.StudyInstanceUID).orElseThrow();
    long own = instance.file().number();
    if (step.compareWith().isEmpty()) {
      toBePlaced(new Placement(studyUid, own));
      return Optional.of(step.result());
    }
    long twin = step.compareWith().getAsLong();
    if (twin == own) {
      // Its row is there, of a commit that was not known of: only its place is missing.
      toBePlaced(new Placement(studyUid, own));
      return Optional.of(new IndexResult(step.result().studyPk(), IndexResult.Kind.NEW));
    }
    if (store.sameDataSet(studyUid, twin, own)) {
      store.discard(own);
      return Optional.of(step.result());
    }
    differsFrom.add(twin);
    return Optional.empty();
  }

  private Map<ReceivedInstance, IndexStep> transact(
      List<ReceivedInstance> instances, Set<Long> differsFrom) {
    Map<ReceivedInstance, IndexStep> steps = new IdentityHashMap<>();
    synchronized (turn) {
      try {
        database
            .inRebuildableTransaction( // what is lost with the process is still in incoming
                tx -> {
                  IndexBatch index = new IndexBatch(tx, cache, policy);
                  instances.forEach(each -> steps.put(each, index.add(each, differsFrom)));
                  index.write();
                  return index;
                })
            .remember();
      } catch (DatabaseException | StaleKeyException e) {
        cache.clear();
        throw e;
      }
    }
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
