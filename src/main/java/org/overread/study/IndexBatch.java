package org.overread.study;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.overread.database.Transaction;
import org.overread.dicom.Tag;
import org.overread.study.KeyCache.SeriesKey;

/**
 * The instances that are indexed in one transaction. Nothing of it is visible, or cached, before
 * the commit.
 */
final class IndexBatch {
  static final String TWO_PATIENTS =
      "two patients: instances of this study name different patients";
  static final String REBUILT =
      "index rebuilt from the archive: what was decided and sent before is not known; release to have it decided again";

  private static final StudyTable STUDIES = new StudyTable();
  private static final SeriesTable SERIES = new SeriesTable();
  private static final InstanceTable INSTANCES = new InstanceTable();

  private final Transaction tx;
  private final KeyCache cache;
  private final CompletionPolicy policy;
  private final Map<String, StudyKey> studies = new HashMap<>();
  private final Map<SeriesKey, Long> series = new HashMap<>();
  private final Set<Long> newSeries = new HashSet<>();
  private final Map<Long, Arrivals> arrivals = new LinkedHashMap<>();
  private final Set<String> pendingKeys = new HashSet<>();
  private final List<Object[]> pending = new ArrayList<>();

  /** What arrived for one study in this batch. */
  private static final class Arrivals {
    private Instant last = Instant.MIN;
    private Instant quietUntil = Instant.MIN;
    private int newVersions;
    private boolean twoPatients;
  }

  IndexBatch(Transaction tx, KeyCache cache, CompletionPolicy policy) {
    this.tx = tx;
    this.cache = cache;
    this.policy = policy;
  }

  /**
   * Adds an instance.
   *
   * @param differsFrom file numbers with the same length and checksum whose bytes are known to
   *     differ
   * @return what it was to the index, or the file it must be compared with first; then nothing was
   *     added
   */
  IndexStep add(ReceivedInstance instance, Set<Long> differsFrom) {
    StudyKey study = study(instance);
    long seriesPk = series(study.pk(), instance);
    List<InstanceVersion> versions = versions(seriesPk, instance.sopInstanceUid());
    for (InstanceVersion version : versions) {
      if (version.resembles(instance.file()) && !differsFrom.contains(version.file().number())) {
        return IndexStep.compare(study.pk(), version.file().number());
      }
    }
    int last = versions.stream().mapToInt(InstanceVersion::version).max().orElse(0);
    versions.forEach(version -> INSTANCES.noLongerNewest(tx, version.pk()));
    pending.add(InstanceTable.row(study.pk(), seriesPk, last + 1, instance));
    pendingKeys.add(seriesPk + " " + instance.sopInstanceUid());
    arrived(study, instance, last > 0);
    IndexResult.Kind kind = last > 0 ? IndexResult.Kind.NEW_VERSION : IndexResult.Kind.NEW;
    return IndexStep.done(new IndexResult(study.pk(), kind));
  }

  /** Writes what was collected. */
  void write() {
    insertPending();
    arrivals.forEach(this::restartQuiet);
  }

  /** After the commit. */
  void remember() {
    cache.putAll(studies, series);
  }

  private StudyKey study(ReceivedInstance instance) {
    String uid = instance.header().string(Tag.StudyInstanceUID).orElseThrow();
    StudyKey key = studies.get(uid);
    if (key == null) {
      key =
          cache
              .study(uid)
              .or(() -> STUDIES.key(tx, uid))
              .orElseGet(() -> insertStudy(uid, instance));
      studies.put(uid, key);
    }
    return key;
  }

  private StudyKey insertStudy(String uid, ReceivedInstance first) {
    boolean rebuilt = first.arrival() == ReceivedInstance.Arrival.REBUILT;
    StudyState state = rebuilt ? StudyState.HELD : StudyState.RECEIVING;
    long pk =
        STUDIES.insert(tx, uid, first, state, rebuilt ? REBUILT : "receiving", quietUntil(first));
    if (rebuilt) {
      STUDIES.happened(tx, pk, first.completedAt(), "archive", REBUILT);
    }
    return new StudyKey(pk, PatientIdentity.of(first.header()));
  }

  private long series(long studyPk, ReceivedInstance instance) {
    String uid = instance.header().string(Tag.SeriesInstanceUID).orElseThrow();
    SeriesKey key = new SeriesKey(studyPk, uid);
    Long pk = series.get(key);
    if (pk == null) {
      Optional<Long> cached = cache.series(key);
      OptionalLong found =
          cached.isPresent() ? OptionalLong.of(cached.get()) : SERIES.find(tx, studyPk, uid);
      pk =
          found.isPresent()
              ? found.getAsLong()
              : SERIES.insert(tx, studyPk, uid, instance.header());
      if (found.isEmpty()) {
        newSeries.add(pk);
      }
      series.put(key, pk);
    }
    return pk;
  }

  private List<InstanceVersion> versions(long seriesPk, String sopInstanceUid) {
    if (pendingKeys.contains(seriesPk + " " + sopInstanceUid)) {
      insertPending(); // so that the table knows it
    } else if (newSeries.contains(seriesPk)) {
      return List.of();
    }
    return INSTANCES.versions(tx, seriesPk, sopInstanceUid);
  }

  private void insertPending() {
    if (!pending.isEmpty()) {
      INSTANCES.insert(tx, pending);
      pending.clear();
    }
  }

  private void arrived(StudyKey study, ReceivedInstance instance, boolean newVersion) {
    Arrivals of = arrivals.computeIfAbsent(study.pk(), pk -> new Arrivals());
    of.last = later(of.last, instance.completedAt());
    of.quietUntil = later(of.quietUntil, quietUntil(instance));
    of.newVersions += newVersion ? 1 : 0;
    PatientIdentity patient = PatientIdentity.of(instance.header());
    if (study.patient().contradicts(patient)) {
      of.twoPatients = true;
    } else if (!study.patient().equals(study.patient().orElse(patient))) {
      STUDIES.completePatient(tx, study.pk(), instance.header());
      String uid = instance.header().string(Tag.StudyInstanceUID).orElseThrow();
      studies.put(uid, new StudyKey(study.pk(), study.patient().orElse(patient)));
    }
  }

  private void restartQuiet(long studyPk, Arrivals of) {
    if (!STUDIES.arrived(tx, studyPk, of.last, of.quietUntil)) {
      StudyRow study = STUDIES.find(tx, studyPk).orElseThrow(() -> new StaleKeyException(studyPk));
      String late = "late instances came when it was " + study.state();
      if (!STUDIES.move(tx, studyPk, study.state(), StudyState.REOPENED, late, of.last)) {
        throw new StaleKeyException(studyPk); // the state changed meanwhile: the batch is run again
      }
      STUDIES.arrived(tx, studyPk, of.last, of.quietUntil);
      STUDIES.happened(tx, studyPk, of.last, "archive", late);
    }
    if (of.newVersions > 0) {
      String what =
          of.newVersions
              + " instances came again with other content; both kept, the newest is used";
      STUDIES.happened(tx, studyPk, of.last, "archive", what);
    }
    if (of.twoPatients) {
      hold(studyPk, of.last);
    }
  }

  private void hold(long studyPk, Instant now) {
    StudyRow study = STUDIES.find(tx, studyPk).orElseThrow(() -> new StaleKeyException(studyPk));
    if (study.state() != StudyState.HELD
        && STUDIES.move(tx, studyPk, study.state(), StudyState.HELD, TWO_PATIENTS, now)) {
      STUDIES.happened(tx, studyPk, now, "archive", TWO_PATIENTS);
    }
  }

  private Instant quietUntil(ReceivedInstance instance) {
    return instance.completedAt().plus(policy.quietPeriod(instance.origin().callingAeTitle()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
