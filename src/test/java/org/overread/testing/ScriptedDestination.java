package org.overread.testing;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.overread.dicom.Attributes;
import org.overread.dicom.Uid;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.network.service.Requestor;

/** A destination without a network: does what its script says and remembers what it was asked. */
public final class ScriptedDestination implements Requestor {

  /** What it does with the n-th C-STORE-RQ since its start, n from 1. */
  public interface StoreScript {
    Status answer(int number, CStoreRq request) throws IOException;
  }

  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger echoes = new AtomicInteger();
  private final AtomicInteger stores = new AtomicInteger();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<List<ProposedContext>> proposals = new CopyOnWriteArrayList<>();
  private volatile Optional<AssociationException> away = Optional.empty();
  private volatile BiPredicate<String, String> accepts = (sopClass, syntax) -> true;
  private volatile StoreScript script = (number, request) -> Status.SUCCESS;

  /** Every association fails from now on. */
  public void isAway(AssociationException.Reason reason, String message) {
    away = Optional.of(new AssociationException(reason, message));
  }

  public void isBack() {
    away = Optional.empty();
  }

  /**
   * Which pairs of SOP class and transfer syntax it accepts; Verification too must be among them.
   */
  public void accepts(BiPredicate<String, String> pairs) {
    accepts = pairs;
  }

  public void stores(StoreScript newScript) {
    script = newScript;
    stores.set(0);
  }

  /** SOP Instance UIDs it answered with success or warning, in order. */
  public List<String> received() {
    return received;
  }

  /** Associations that were asked for, those for C-ECHO included. */
  public int opened() {
    return opened.get();
  }

  public int echoes() {
    return echoes.get();
  }

  public List<List<ProposedContext>> proposals() {
    return proposals;
  }

  @Override
  public RequestedAssociation open(
      String callingAeTitle, RemoteAe remote, List<ProposedContext> contexts)
      throws AssociationException {
    opened.incrementAndGet();
    if (away.isPresent()) {
      throw away.get();
    }
    proposals.add(contexts);
    return new Association(contexts);
  }

  private final class Association implements RequestedAssociation {
    private final List<ProposedContext> contexts;
    private boolean gone;

    Association(List<ProposedContext> contexts) {
      this.contexts = contexts;
    }

    @Override
    public boolean accepts(String abstractSyntax, String transferSyntax) {
      return contexts.contains(new ProposedContext(abstractSyntax, List.of(transferSyntax)))
          && accepts.test(abstractSyntax, transferSyntax);
    }

    @Override
    public Optional<String> acceptedTransferSyntax(String abstractSyntax) {
      return contexts.stream()
          .filter(context -> context.abstractSyntax().equals(abstractSyntax))
          .flatMap(context -> context.transferSyntaxes().stream())
          .filter(syntax -> accepts.test(abstractSyntax, syntax))
          .findFirst();
    }

    @Override
    public int maxOperationsInvoked() {
      return 1;
    }

    @Override
    public Status echo() {
      echoes.incrementAndGet();
      return Status.SUCCESS;
    }

    @Override
    public Status store(CStoreRq request, String transferSyntax, DataSetSource dataSet)
        throws IOException {
      if (gone
          || !accepts(request.sopClassUid(), transferSyntax)
          || request.sopClassUid().equals(Uid.Verification)) {
        throw new IllegalStateException("sent on an association or in a context that is not there");
      }
      try {
        Status status = script.answer(stores.incrementAndGet(), request);
        if (status.isStored()) {
          received.add(request.sopInstanceUid());
        }
        return status;
      } catch (IOException e) {
        gone = true;
        throw e;
      }
    }

    @Override
    public Status find(String sopClassUid, Attributes identifier, Consumer<Attributes> match) {
      throw new IllegalStateException("a reading group is not queried");
    }

    @Override
    public void close() {
      gone = true;
    }

    @Override
    public void abort() {
      gone = true;
    }
  }
}
