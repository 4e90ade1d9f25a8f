package org.overread.network.association;

import io.netty.buffer.ByteBufAllocator;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetReader;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Limits;
import org.overread.dicom.TransferSyntax;
import org.overread.dicom.Uid;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.CommandSet;
import org.overread.network.dimse.Status;
import org.overread.network.pdu.AAbort;
import org.overread.network.service.AssociationException;
import org.overread.network.service.AssociationException.Reason;
import org.overread.network.service.DataSetSource;
import org.overread.network.service.RequestedAssociation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An established association that we opened. One operation at a time; the calling thread waits for
 * its answer.
 */
final class OpenAssociation implements RequestedAssociation {
  private static final Logger LOG = LoggerFactory.getLogger(OpenAssociation.class);

  /** Longest wait for the event loop to take an A-ABORT. */
  private static final Duration ABORT_HAND_OVER = Duration.ofSeconds(1);

  private static final int MAX_MESSAGE_ID = 0xFFFF;
  private static final int MEDIUM_PRIORITY = 0; // PS3.7 9.3.1.1

  /** Responses that match no request, tolerated on one association (DM-09). */
  private static final int MAX_STRAY_RESPONSES = 2;

  /** The peer may take a second more to answer for each so many bytes stored. */
  private static final long SLOWEST_STORE_BYTES_PER_SECOND = 1 << 20;

  private final RequestorLink link;
  private final OpenContexts contexts;
  private final AssociationSettings settings;
  private final MessageWriter writer;
  private final DataSetSender sender;
  private int messageId;
  private int strays;

  OpenAssociation(
      RequestorLink link,
      OpenContexts contexts,
      AssociationSettings settings,
      ByteBufAllocator allocator,
      int maxFragment) {
    this.link = link;
    this.contexts = contexts;
    this.settings = settings;
    this.writer = new MessageWriter(link.upper(), allocator, maxFragment);
    this.sender = new DataSetSender(link.upper(), allocator, maxFragment, settings.writeTimeout());
    link.ending().thenRun(sender::release);
  }

  @Override
  public boolean accepts(String abstractSyntax, String transferSyntax) {
    return contexts.find(abstractSyntax, transferSyntax).isPresent();
  }

  @Override
  public Optional<String> acceptedTransferSyntax(String abstractSyntax) {
    return contexts.find(abstractSyntax).map(AcceptedContext::transferSyntax);
  }

  @Override
  public int maxOperationsInvoked() {
    return 1;
  }

  @Override
  public Status echo() throws AssociationException {
    AcceptedContext context =
        contexts.find(Uid.Verification).orElseThrow(() -> notAccepted(Uid.Verification));
    int id = nextMessageId();
    writer.write(context.id(), CommandSet.echoRq(id));
    return await(id, settings.responseTimeout()).command().status();
  }

  @Override
  public Status store(CStoreRq request, String transferSyntax, DataSetSource dataSet)
      throws IOException {
    AcceptedContext context =
        contexts
            .find(request.sopClassUid(), transferSyntax)
            .orElseThrow(() -> notAccepted(request.sopClassUid()));
    failIfOver();
    int id = nextMessageId();
    CStoreRq numbered =
        new CStoreRq(
            id,
            request.sopClassUid(),
            request.sopInstanceUid(),
            request.priority(),
            request.moveOriginatorAeTitle(),
            request.moveOriginatorMessageId());
    try {
      sender.send(context.id(), CommandSet.storeRq(numbered), dataSet);
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (DataSetSender.StalledException e) {
      abort();
      throw new AssociationException(
          Reason.TIMED_OUT, "the peer took no data for " + words(settings.writeTimeout()));
    } catch (IOException e) {
      abort(); // a message once begun can only be completed or aborted (UL-82)
      throw e;
    }
    Duration bySize = Duration.ofSeconds(dataSet.length() / SLOWEST_STORE_BYTES_PER_SECOND);
    return await(id, settings.responseTimeout().plus(bySize)).command().status();
  }

  @Override
  public Status find(String sopClassUid, Attributes identifier, Consumer<Attributes> match)
      throws AssociationException {
    AcceptedContext context =
        contexts.find(sopClassUid).orElseThrow(() -> notAccepted(sopClassUid));
    TransferSyntax syntax = TransferSyntax.of(context.transferSyntax());
    int id = nextMessageId();
    CommandSet request = CommandSet.findRq(new CFindRq(id, sopClassUid, MEDIUM_PRIORITY));
    writer.write(context.id(), request, DataSetWriter.write(identifier, syntax));
    while (true) {
      RequestorLink.Message response = await(id, settings.responseTimeout());
      Status status = response.command().status();
      if (status.category() != Status.Category.PENDING) {
        return status; // some peers repeat the last match here: it is not another one (DM-45)
      }
      if (response.dataSet().length > 0) {
        hand(response.dataSet(), syntax, match);
      }
    }
  }

  private void hand(byte[] dataSet, TransferSyntax syntax, Consumer<Attributes> match)
      throws AssociationException {
    try {
      match.accept(DataSetReader.read(dataSet, syntax, Limits.QUERY));
    } catch (DicomFormatException e) {
      abort();
      throw new AssociationException(
          Reason.ABORTED, "the peer sent a match that is not a data set: " + e.getMessage());
    } catch (RuntimeException e) {
      abort(); // nobody would take the rest of the matches
      throw e;
    }
  }

  /**
   * PS3.7 9.1: unique among outstanding requests; there is one at most. 0 is legal, but some peers
   * think it is not.
   */
  private int nextMessageId() {
    messageId = messageId == MAX_MESSAGE_ID ? 1 : messageId + 1;
    return messageId;
  }

  private RequestorLink.Message await(int id, Duration limit) throws AssociationException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      Optional<Optional<RequestorLink.Message>> next;
      try {
        next =
            Optional.ofNullable(
                link.messages().poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
      } catch (InterruptedException e) {
        throw interrupted();
      }
      if (next.isEmpty()) {
        abort();
        throw new AssociationException(Reason.TIMED_OUT, "no response within " + words(limit));
      }
      if (next.get().isEmpty()) {
        link.messages().add(Optional.empty()); // for the next call
        throw link.failure();
      }
      RequestorLink.Message message = next.get().get();
      link.taken(message);
      if (message.command().messageIdBeingRespondedTo() == id) {
        return message;
      }
      ignoreStray();
    }
  }

  private void ignoreStray() throws AssociationException {
    LOG.atWarn()
        .addKeyValue("association", link.upper().id())
        .log("response to no request of ours ignored");
    if (++strays > MAX_STRAY_RESPONSES) {
      abort();
      throw new AssociationException(
          Reason.ABORTED, "the peer answers requests that were not made");
    }
  }

  private void failIfOver() throws AssociationException {
    if (link.ending().isDone()) {
      throw link.failure();
    }
  }

  private AssociationException interrupted() {
    Thread.currentThread().interrupt();
    abort();
    return new AssociationException(Reason.ABORTED, "interrupted while waiting for the peer");
  }

  private static IllegalArgumentException notAccepted(String abstractSyntax) {
    return new IllegalArgumentException("no accepted presentation context for " + abstractSyntax);
  }

  private static String words(Duration duration) {
    return duration.toSeconds() > 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }

  @Override
  public void close() {
    if (link.ending().isDone()) {
      return;
    }
    link.upper().releaseRequest();
    if (!awaitEnding(settings.artim())) {
      LOG.atWarn()
          .addKeyValue("association", link.upper().id())
          .log("peer does not answer the release, aborting");
      abort();
    }
  }

  /** When this returns, the A-ABORT has been given to the socket. */
  @Override
  public void abort() {
    link.upper().abort(AAbort.BY_USER);
    awaitEnding(ABORT_HAND_OVER);
  }

  private boolean awaitEnding(Duration limit) {
    try {
      link.ending().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("an ending is never exceptional", e);
    }
  }
}
