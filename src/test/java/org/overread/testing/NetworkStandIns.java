package org.overread.testing;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
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
 * A program behind the port that lets everybody named in, counts what arrives, and can be told how
 * to behave. Called title OVERREAD, any calling title but STRANGER; those that begin with GUEST are
 * named by no setting.
 */
public final class NetworkStandIns implements ServiceProvider, StoreService, FindService {

  /** What became of one data set. */
  public record Received(
      CStoreRq request, String transferSyntax, long bytes, int hash, boolean aborted) {}

  public final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  public final BlockingQueue<AssociationInfo> ended = new LinkedBlockingQueue<>();

  /** For each that ended, whether it was released. */
  public final BlockingQueue<Boolean> wasReleased = new LinkedBlockingQueue<>();

  public final AtomicInteger cursorsClosed = new AtomicInteger();
  public final AtomicInteger matchesTaken = new AtomicInteger();

  /** Runs before each piece of a data set is taken, on the association's thread. */
  public volatile Runnable onData = () -> {};

  public volatile Runnable onComplete = () -> {};
  public volatile Function<CStoreRq, Status> answer = request -> Status.SUCCESS;

  /** The i-th match of a query, empty after the last. */
  public volatile Function<Integer, Optional<Attributes>> match = i -> Optional.empty();

  @Override
  public Admission admit(String calledAeTitle, String callingAeTitle, InetAddress address) {
    if (!calledAeTitle.equals("OVERREAD")) {
      return Admission.CALLED_AE_TITLE_NOT_RECOGNIZED;
    }
    return callingAeTitle.equals("STRANGER")
        ? Admission.CALLING_AE_TITLE_NOT_RECOGNIZED
        : Admission.ADMITTED;
  }

  @Override
  public boolean isNamed(AssociationInfo association) {
    return !association.callingAeTitle().startsWith("GUEST");
  }

  @Override
  public boolean supports(AssociationInfo association, String abstractSyntax) {
    return abstractSyntax.startsWith("1.2.840.10008.");
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
    ended.add(association);
    wasReleased.add(released);
  }

  @Override
  public Receiver receive(AssociationInfo association, CStoreRq request, String transferSyntaxUid) {
    return new Receiver() {
      private long bytes;
      private int hash = 1;

      @Override
      public void data(ByteBuffer fragment) {
        onData.run();
        bytes += fragment.remaining();
        while (fragment.hasRemaining()) {
          hash = 31 * hash + fragment.get();
        }
      }

      @Override
      public Status complete() {
        onComplete.run();
        received.add(new Received(request, transferSyntaxUid, bytes, hash, false));
        return answer.apply(request);
      }

      @Override
      public void abort() {
        received.add(new Received(request, transferSyntaxUid, bytes, hash, true));
      }
    };
  }

  @Override
  public Matches find(AssociationInfo association, CFindRq request, Attributes identifier) {
    return new Matches() {
      private int next;

      @Override
      public Optional<Attributes> next() {
        matchesTaken.incrementAndGet();
        return match.apply(next++);
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
        cursorsClosed.incrementAndGet();
      }
    };
  }
}
