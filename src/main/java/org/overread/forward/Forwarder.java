package org.overread.forward;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.overread.archive.InstanceReader;
import org.overread.dicom.Uid;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationException;
import org.overread.network.service.ProposedContext;
import org.overread.network.service.RemoteAe;
import org.overread.network.service.RequestedAssociation;
import org.overread.network.service.Requestor;
import org.overread.request.InstanceAnswer;
import org.overread.routing.Coercion;
import org.overread.routing.ReadingGroup;
import org.overread.study.InstanceRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt to send instances to a reading group and says what happened. Safe for use by
 * several threads.
 */
public final class Forwarder {
  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
  private static final ProposedContext VERIFICATION =
      new ProposedContext(Uid.Verification, List.of(Uid.ImplicitVRLittleEndian));

  /** Documents are made with the group's values: nothing is changed at any time. */
  private static final ZonedDateTime UNCHANGED = Instant.EPOCH.atZone(ZoneOffset.UTC);

  private final Requestor requestor;
  private final InstanceReader archive;
  private final ForwardSettings settings;
  private final Executor executor;
  private final LoopGuard guard;
  private final Set<String> verified = ConcurrentHashMap.newKeySet();

  /**
   * @param executor runs the second and further associations of an attempt; the first runs on the
   *     caller's thread
   */
  public Forwarder(
      Requestor requestor, InstanceReader archive, ForwardSettings settings, Executor executor) {
    this.requestor = requestor;
    this.archive = archive;
    this.settings = settings;
    this.executor = executor;
    this.guard = new LoopGuard(settings.ourAeTitles());
  }

  /**
   * Sends instances over up to {@link ReadingGroup#associations} associations at once. Waits for
   * the destination, not longer than the network's time limits allow; never throws for what the
   * destination does.
   *
   * @param priority of C-STORE-RQ: 0 medium, 1 high, 2 low (PS3.7 9.3.1.1)
   * @param asOf when the request was made: the time in the record of what was changed (FWD-12)
   * @param listener is told each answer as it comes
   * @param goOn asked before each instance; false ends the attempt in order
   */
  public Delivery send(
      ReadingGroup group,
      List<InstanceRow> instances,
      int priority,
      ZonedDateTime asOf,
      DeliveryListener listener,
      BooleanSupplier goOn) {
    Optional<String> forbidden = guard.forbids(group);
    if (forbidden.isPresent()) {
      return Delivery.nothingSent(Delivery.Kind.NOT_ALLOWED, forbidden.get(), instances.size());
    }
    Attempt attempt =
        new Attempt(
            requestor,
            archive,
            group,
            settings.instancesPerAssociation(),
            priority,
            group.coercion(),
            asOf,
            listener,
            goOn);
    List<InstanceRow> allowed = withoutLoops(group, instances, attempt);
    Optional<Delivery> unverified =
        allowed.isEmpty() ? Optional.empty() : verify(group, instances.size());
    if (unverified.isPresent()) {
      return unverified.get();
    }
    ContextPlan.of(allowed).forEach(batch -> attempt.send(batch, executor));
    Delivery delivery = attempt.end(instances.size());
    if (delivery.kind() == Delivery.Kind.INTERRUPTED || delivery.kind() == Delivery.Kind.REJECTED) {
      verified.remove(key(group));
    }
    log.atInfo()
        .addKeyValue("group", group.name())
        .addKeyValue("result", delivery.kind())
        .addKeyValue("sent", delivery.sent())
        .addKeyValue("refused", delivery.refused())
        .addKeyValue("left", delivery.left())
        .log("attempt to send ended");
    return delivery;
  }

  /**
   * Sends documents that are not in the archive, one after the other on one association. As {@link
   * #send}, of which it is the small form: what the destination does not take is refused.
   *
   * @param documents rows with SOP Class, SOP Instance UID and transfer syntax
   * @param reader gives their bytes
   */
  public Delivery sendDocuments(
      ReadingGroup group,
      List<InstanceRow> documents,
      InstanceReader reader,
      int priority,
      DeliveryListener listener,
      BooleanSupplier goOn) {
    Optional<String> forbidden = guard.forbids(group);
    if (forbidden.isPresent()) {
      return Delivery.nothingSent(Delivery.Kind.NOT_ALLOWED, forbidden.get(), documents.size());
    }
    Attempt attempt =
        new Attempt(
            requestor,
            reader,
            group,
            settings.instancesPerAssociation(),
            priority,
            Coercion.NONE,
            UNCHANGED,
            listener,
            goOn);
    ContextPlan.of(documents).forEach(batch -> attempt.send(batch, Runnable::run));
    Delivery delivery = attempt.end(documents.size());
    log.atInfo()
        .addKeyValue("group", group.name())
        .addKeyValue("result", delivery.kind())
        .addKeyValue("sent", delivery.sent())
        .addKeyValue("refused", delivery.refused())
        .addKeyValue("left", delivery.left())
        .log("attempt to send documents ended");
    return delivery;
  }

  private static List<InstanceRow> withoutLoops(
      ReadingGroup group, List<InstanceRow> instances, Attempt attempt) {
    List<InetAddress> addresses = LoopGuard.addressesOf(group);
    List<InstanceRow> allowed = new ArrayList<>();
    for (InstanceRow instance : instances) {
      LoopGuard.forbids(group, addresses, instance)
          .ifPresentOrElse(
              reason -> attempt.answered(instance, InstanceAnswer.refused(reason)),
              () -> allowed.add(instance));
    }
    return allowed;
  }

  /** C-ECHO before the first use since the start or since the last trouble (FWD-10). */
  private Optional<Delivery> verify(ReadingGroup group, int left) {
    if (verified.contains(key(group))) {
      return Optional.empty();
    }
    RemoteAe remote = new RemoteAe(group.aeTitle(), group.host(), group.port());
    try (RequestedAssociation association =
        requestor.open(group.callingAeTitle(), remote, List.of(VERIFICATION))) {
      if (association.acceptedTransferSyntax(Uid.Verification).isEmpty()) {
        return Optional.of(
            Delivery.nothingSent(
                Delivery.Kind.NOTHING_ACCEPTED,
                remote + " does not accept Verification (C-ECHO)",
                left));
      }
      Status status = association.echo();
      if (!status.isStored()) {
        return Optional.of(
            Delivery.nothingSent(
                Delivery.Kind.INTERRUPTED, remote + " answered C-ECHO with " + status, left));
      }
      verified.add(key(group));
      return Optional.empty();
    } catch (AssociationException e) {
      return Optional.of(
          Delivery.nothingSent(Attempt.kindOf(e), remote + ": " + e.getMessage(), left));
    }
  }

  private static String key(ReadingGroup group) {
    return group.callingAeTitle() + " " + group.aeTitle() + "@" + group.host() + ":" + group.port();
  }
}
