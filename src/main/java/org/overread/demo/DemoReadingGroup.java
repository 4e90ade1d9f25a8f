package org.overread.demo;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.overread.dicom.Attributes;
import org.overread.dicom.Tag;
import org.overread.dicom.Uid;
import org.overread.dicom.Uids;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.Admission;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.overread.network.service.ServiceProvider;
import org.overread.network.service.StoreService;

/**
 * The reading group of the demo: takes every instance, counts it once, keeps nothing. Answers no
 * query.
 */
final class DemoReadingGroup implements ServiceProvider, StoreService, FindService {
  private final Set<String> received = ConcurrentHashMap.newKeySet();
  private final Set<String> documents = ConcurrentHashMap.newKeySet();

  /** How many different instances of a study have arrived. */
  long received(DemoStudy study) {
    return study.instances().stream()
        .flatMap(instance -> instance.string(Tag.SOPInstanceUID).stream())
        .filter(received::contains)
        .count();
  }

  /** How many instances have arrived that are documents of the request. */
  long documents() {
    return documents.size();
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
    return abstractSyntax.equals(Uid.Verification) || Uids.isStorageSopClass(abstractSyntax);
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
    return new Receiver() {
      @Override
      public void data(ByteBuffer fragment) {
        fragment.position(fragment.limit());
      }

      @Override
      public Status complete() {
        boolean image = request.sopClassUid().equals(Uid.MRImageStorage);
        (image ? received : documents).add(request.sopInstanceUid());
        return Status.SUCCESS;
      }

      @Override
      public void abort() {
        // nothing was kept
      }
    };
  }

  @Override
  public Matches find(AssociationInfo association, CFindRq request, Attributes identifier) {
    return new Matches() {
      @Override
      public Optional<Attributes> next() {
        return Optional.empty();
      }

      @Override
      public Status pending() {
        return Status.PENDING;
      }

      @Override
      public Status end() {
        return Status.SUCCESS;
      }

      @Override
      public void close() {
        // holds nothing
      }
    };
  }
}
