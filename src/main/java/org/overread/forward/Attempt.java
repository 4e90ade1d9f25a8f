package org.overread.forward;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.overread.archive.InstanceReader;
import org.overread.archive.StoredDataSet;
import org.overread.dicom.DicomFormatException;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.network.service.Requestor;
import org.overread.request.DeliveryState;
import org.overread.request.InstanceAnswer;
import org.overread.routing.Coercion;
import org.overread.routing.ReadingGroup;
import org.overread.study.InstanceRow;

/** One attempt: what is to be sent, dealt out to associations, and the count of what came of it. */
final class Attempt {
  /**
   * A destination that answers so many instances of one association in a row with a passing failure
   * is left alone.
   */
  private static final int TRANSIENT_IN_A_ROW = 3;

  /** Fewer instances than this are not worth opening one more association for. */
  private static final int WORTH_AN_ASSOCIATION = 4;

  private final Requestor requestor;
  private final InstanceReader archive;
  private final ReadingGroup group;
  private final RemoteAe remote;
  private final int perAssociation;
  private final int priority;
  private final Coercion coercion;
  private final ZonedDateTime asOf;
  private final DeliveryListener listener;
  private final BooleanSupplier goOn;

  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final List<InstanceRow> notAccepted = new ArrayList<>();
  private volatile boolean somethingAccepted;
  private volatile boolean stopped;
  private volatile Optional<AssociationException> trouble = Optional.empty();
  private volatile String lastPostponed = "";

  /**
   * @param coercion what is changed in each instance
   * @param asOf when the change was asked for
   */
  Attempt(
      Requestor requestor,
      InstanceReader archive,
      ReadingGroup group,
      int perAssociation,
      int priority,
      Coercion coercion,
      ZonedDateTime asOf,
      DeliveryListener listener,
      BooleanSupplier goOn) {
    this.requestor = requestor;
    this.archive = archive;
    this.group = group;
    this.remote = new RemoteAe(group.aeTitle(), group.host(), group.port());
    this.perAssociation = Math.max(1, perAssociation);
    this.priority = priority;
    this.coercion = coercion;
    this.asOf = asOf;
    this.listener = listener;
    this.goOn = goOn;
  }

  /** Counts an answer and hands it on. */
  void answered(InstanceRow instance, InstanceAnswer answer) {
    listener.answered(instance, answer);
    if (answer.state() == DeliveryState.SENT) {
      sent.incrementAndGet();
    } else if (answer.state() == DeliveryState.REFUSED) {
      refused.incrementAndGet();
    } else {
      lastPostponed =
          answer.status() == InstanceAnswer.NO_STATUS
              ? answer.comment()
              : new Status(answer.status(), answer.comment()).toString();
    }
  }

  /**
   * Sends a batch; the first association is opened alone, so that a destination that is away is
   * called once.
   */
  void send(ContextPlan.Batch batch, Executor executor) {
    if (stopped || trouble.isPresent()) {
      return;
    }
    Queue<InstanceRow> queue = new ConcurrentLinkedQueue<>(batch.instances());
    List<CompletableFuture<Void>> others = new ArrayList<>();
    int wanted =
        Math.min(
            group.associations(),
            (batch.instances().size() + WORTH_AN_ASSOCIATION - 1) / WORTH_AN_ASSOCIATION);
    try {
      runAssociations(
          batch,
          queue,
          () -> {
            for (int i = 1; i < wanted; i++) {
              others.add(
                  CompletableFuture.runAsync(
                      () -> runAssociations(batch, queue, () -> {}), executor));
            }
          });
    } finally {
      join(others);
    }
  }

  private static void join(List<CompletableFuture<Void>> others) {
    try {
      CompletableFuture.allOf(others.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Opens one association after the other until the queue is empty or something ends it. */
  private void runAssociations(
      ContextPlan.Batch batch, Queue<InstanceRow> queue, Runnable afterFirstOpen) {
    Runnable afterOpen = afterFirstOpen;
    try {
      while (!queue.isEmpty() && mayGoOn()) {
        try (RequestedAssociation association =
            requestor.open(group.callingAeTitle(), remote, batch.contexts())) {
          if (acceptsNothing(association, batch)) {
            setAside(queue);
            return;
          }
          somethingAccepted = true;
          afterOpen.run();
          afterOpen = () -> {};
          if (!sendSome(association, queue)) {
            return;
          }
        }
      }
    } catch (AssociationException e) {
      trouble = Optional.of(e);
    } catch (RuntimeException e) {
      stopped = true;
      throw e;
    }
  }

  private boolean mayGoOn() {
    if (!stopped && !goOn.getAsBoolean()) {
      stopped = true;
    }
    return !stopped;
  }

  private static boolean acceptsNothing(RequestedAssociation association, ContextPlan.Batch batch) {
    return batch.contexts().stream()
        .noneMatch(
            context -> association.acceptedTransferSyntax(context.abstractSyntax()).isPresent());
  }

  private void setAside(Queue<InstanceRow> queue) {
    synchronized (notAccepted) {
      for (InstanceRow next = queue.poll(); next != null; next = queue.poll()) {
        notAccepted.add(next);
      }
    }
  }

  /**
   * Sends until the association has had its share; false when no further association should be
   * opened.
   */
  private boolean sendSome(RequestedAssociation association, Queue<InstanceRow> queue)
      throws AssociationException {
    int inARow = 0;
    for (int count = 0; count < perAssociation && mayGoOn(); count++) {
      InstanceRow instance = queue.poll();
      if (instance == null) {
        return false;
      }
      Optional<InstanceAnswer> answer = store(association, instance);
      if (answer.isEmpty()) {
        return true; // the archive failed in the middle of the data set: this association is gone,
        // the next may do
      }
      answered(instance, answer.get());
      inARow = answer.get().state() == DeliveryState.PENDING ? inARow + 1 : 0;
      if (inARow == TRANSIENT_IN_A_ROW) {
        return false;
      }
    }
    return mayGoOn();
  }

  /**
   * The answer for one instance; empty when it was answered for here and the association is gone.
   */
  private Optional<InstanceAnswer> store(RequestedAssociation association, InstanceRow instance)
      throws AssociationException {
    String syntax = instance.transferSyntaxUid();
    if (!association.accepts(instance.sopClassUid(), syntax)) {
      return Optional.of(notAccepted(association, instance));
    }
    CStoreRq request =
        new CStoreRq(0, instance.sopClassUid(), instance.sopInstanceUid(), priority, "", 0);
    StoredDataSet dataSet;
    try {
      dataSet = archive.open(instance.studyUid(), instance.fileNumber());
    } catch (IOException e) {
      return Optional.of(unreadable(e));
    }
    try (dataSet) {
      return Optional.of(answerOf(association.store(request, syntax, source(dataSet))));
    } catch (CoercionException e) {
      return Optional.of(InstanceAnswer.refused("cannot be coerced: " + e.getMessage()));
    } catch (DicomFormatException e) {
      return Optional.of(InstanceAnswer.refused("cannot be coerced: it is damaged"));
    } catch (AssociationException e) {
      answered(instance, InstanceAnswer.unanswered(e.getMessage()));
      throw e;
    } catch (IOException e) {
      answered(instance, unreadable(e));
      return Optional.empty();
    }
  }

  /** As archived, or as the group wants it. */
  private DataSetSource source(StoredDataSet dataSet) throws CoercionException, IOException {
    return coercion.isNone()
        ? new DataSetSource(dataSet.channel(), dataSet.position(), dataSet.length())
        : CoercedCopy.of(dataSet, coercion, group.callingAeTitle(), asOf);
  }

  private static InstanceAnswer notAccepted(
      RequestedAssociation association, InstanceRow instance) {
    return association
        .acceptedTransferSyntax(instance.sopClassUid())
        .map(
            accepted ->
                InstanceAnswer.refused("needs transcoding: destination accepts only " + accepted))
        .orElseGet(
            () ->
                InstanceAnswer.refused(
                    "destination does not accept SOP class " + instance.sopClassUid()));
  }

  private static InstanceAnswer unreadable(IOException e) {
    return InstanceAnswer.refused(
        "cannot be read from our archive: " + e.getClass().getSimpleName());
  }

  /** What a C-STORE status means (DM-30): stored, worth another try, or refused. */
  static InstanceAnswer answerOf(Status status) {
    DeliveryState state =
        status.isStored()
            ? DeliveryState.SENT
            : status.isTransient() ? DeliveryState.PENDING : DeliveryState.REFUSED;
    return new InstanceAnswer(state, status.code(), status.comment());
  }

  static Delivery.Kind kindOf(AssociationException e) {
    return e.reason().isTransient() ? Delivery.Kind.INTERRUPTED : Delivery.Kind.REJECTED;
  }

  /**
   * Closes the account. Where some batches were accepted, the instances of those that were not are
   * refused.
   */
  Delivery end(int total) {
    if (somethingAccepted) {
      notAccepted.forEach(
          instance ->
              answered(
                  instance,
                  InstanceAnswer.refused(
                      "destination does not accept SOP class " + instance.sopClassUid())));
      notAccepted.clear();
    }
    int left = total - sent.get() - refused.get();
    if (left == 0) {
      return new Delivery(Delivery.Kind.ANSWERED, "", sent.get(), refused.get(), 0);
    }
    if (trouble.isPresent()) {
      // a rejection after others were let in is a limit of the moment, not of the settings
      Delivery.Kind kind = somethingAccepted ? Delivery.Kind.INTERRUPTED : kindOf(trouble.get());
      return new Delivery(
          kind, remote + ": " + trouble.get().getMessage(), sent.get(), refused.get(), left);
    }
    if (!notAccepted.isEmpty()) {
      String reason = remote + " accepts none of the kinds of image in the study";
      return new Delivery(Delivery.Kind.NOTHING_ACCEPTED, reason, sent.get(), refused.get(), left);
    }
    return stopped
        ? new Delivery(Delivery.Kind.STOPPED, "stopped", sent.get(), refused.get(), left)
        : new Delivery(
            Delivery.Kind.INTERRUPTED,
            remote + " answers " + lastPostponed,
            sent.get(),
            refused.get(),
            left);
  }
}
