package org.overread.testing;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.overread.dicom.Attributes;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.Admission;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.overread.network.service.ServiceProvider;
import org.overread.network.service.StoreService;

/**
 * A reading group's receiver: counts how often each instance arrived whole, with the CRC-32C of its
 * bytes.
 */
public final class RecordingGroup implements ServiceProvider, StoreService, FindService {
  private final Map<String, AtomicInteger> received = new ConcurrentHashMap<>();
  private final Map<String, Long> checksums = new ConcurrentHashMap<>();
  private final Function<CStoreRq, Status> answer;

  /**
   * @param answer the status for a request, asked when its last byte has arrived
   */
  public RecordingGroup(Function<CStoreRq, Status> answer) {
    this.answer = answer;
  }

  public RecordingGroup() {
    this(request -> Status.SUCCESS);
  }

  /** SOP Instance UID to the number of times it was answered as stored. */
  public Map<String, AtomicInteger> received() {
    return received;
  }

  /** SOP Instance UID to the CRC-32C of the data set. */
  public Map<String, Long> checksums() {
    return checksums;
  }

  @Override
  public Admission admit(String calledAeTitle, String callingAeTitle, InetAddress address) {
    return Admission.ADMITTED;
  }

  @Override
  public boolean isNamed(AssociationInfo association) {
    return true;
  }

  @Override
  public boolean supports(AssociationInfo association, String abstractSyntax) {
    return true;
  }

  @Override
  public Optional<String> chooseTransferSyntax(
      AssociationInfo association, String abstractSyntax, List<String> proposed) {
    return proposed.stream().findFirst();
  }

  @Override
  public StoreService storeService() {
    return this;
  }

  @Override
  public FindService findService() {
    return this;
  }

  @Override
  public void ended(AssociationInfo association, boolean released) {
    // nothing is kept for an association
  }

  @Override
  public Receiver receive(AssociationInfo association, CStoreRq request, String transferSyntaxUid) {
    CRC32C checksum = new CRC32C();
    return new Receiver() {
      @Override
      public void data(ByteBuffer fragment) {
        checksum.update(fragment);
      }

      @Override
      public Status complete() {
        Status status = answer.apply(request);
        if (status.isStored()) {
          checksums.put(request.sopInstanceUid(), checksum.getValue());
          received
              .computeIfAbsent(request.sopInstanceUid(), uid -> new AtomicInteger())
              .incrementAndGet();
        }
        return status;
      }

      @Override
      public void abort() {
        // an unfinished data set is not counted
      }
    };
  }

  @Override
  public Matches find(AssociationInfo association, CFindRq request, Attributes identifier) {
    throw new IllegalStateException("a reading group is not queried");
  }
}
