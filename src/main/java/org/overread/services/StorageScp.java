package org.overread.services;

import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.overread.archive.InstanceStore;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.StoreService;
import org.overread.study.IndexQueue;
import org.overread.study.ReceivedInstance;
import org.overread.study.StudyTracker;

/**
 * C-STORE as SCP (PS3.4 Annex B): success means that the instance is durable on the disk, sealed,
 * and on its way into the index, which a crash cannot stop (DM-21; package-info says why). The work
 * on one data set is in {@link StorageReceiver}. Safe for several threads.
 */
public final class StorageScp implements StoreService {
  private final InstanceStore store;
  private final IndexQueue queue;
  private final StudyTracker tracker;
  private final Clock steady;
  private final DiskTrouble diskTrouble = new DiskTrouble();
  private final Set<Long> disorderly = ConcurrentHashMap.newKeySet();
  private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();
  private final LongAdder bytes = new LongAdder();

  /**
   * @param steady see {@link org.overread.study.SteadyClock}
   */
  public StorageScp(InstanceStore store, IndexQueue queue, StudyTracker tracker, Clock steady) {
    this.store = store;
    this.queue = queue;
    this.tracker = tracker;
    this.steady = steady;
  }

  @Override
  public Receiver receive(AssociationInfo association, CStoreRq request, String transferSyntaxUid) {
    return new StorageReceiver(this, store, steady, association, request, transferSyntaxUid);
  }

  /**
   * The association ended; one that was not released may have had more to send, whatever it sent
   * last.
   */
  public void ended(AssociationInfo association, boolean released) {
    boolean orderly = !disorderly.remove(association.id()) && released;
    tracker.associationEnded(association.id(), association.callingAeTitle(), orderly);
  }

  /** Answers given since the start, by status code. */
  public Map<Integer, Long> answers() {
    Map<Integer, Long> result = new TreeMap<>();
    answers.forEach((code, count) -> result.put(code, count.sum()));
    return result;
  }

  /** Bytes of data sets received since the start, refused ones included. */
  public long bytesReceived() {
    return bytes.sum();
  }

  DiskTrouble diskTrouble() {
    return diskTrouble;
  }

  /** False while nothing is accepted because the index cannot be written. */
  boolean isTaking() {
    return queue.isTaking();
  }

  /** Hands a durable instance on; false when it was not taken. */
  boolean keep(AssociationInfo association, ReceivedInstance instance) {
    return queue.offer(instance, result -> tracker.received(association.id(), result));
  }

  void answered(AssociationInfo association, Status status, long length) {
    answers.computeIfAbsent(status.code(), code -> new LongAdder()).increment();
    bytes.add(length);
    if (!status.isStored()) {
      disorderly.add(association.id());
    }
  }

  void aborted(AssociationInfo association, long length) {
    bytes.add(length);
    disorderly.add(association.id());
  }
}
