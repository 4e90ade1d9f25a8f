package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.overread.network.dimse.CommandField;
import org.overread.network.dimse.CommandSet;
import org.overread.network.dimse.Status;
import org.overread.network.pdu.AAbort;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.PduDecoder;
import org.overread.network.pdu.PdvFragment;
import org.overread.network.service.AssociationException;
import org.overread.network.service.AssociationException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event loop's side of an association we open: collects whole messages and puts them in a queue
 * for the thread that uses the association. Stops reading while that thread is behind.
 */
final class RequestorLink implements UpperLayerUser, MessageAssembler.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(RequestorLink.class);

  /** Data set of a response, in memory, bytes. */
  private static final int MAX_DATA_SET = 1 << 20;

  /** Received and not yet taken, bytes: reading pauses above it. */
  private static final long MAX_QUEUED = 1 << 20;

  /** What a message costs beside its data set, bytes; so that empty ones count too. */
  private static final int MESSAGE_OVERHEAD = 1024;

  /** A response with its data set, of no bytes when there was none. */
  record Message(CommandSet command, byte[] dataSet) {}

  private final Wire wire = new Wire();
  private final UpperLayer upper;
  private final Channel channel;
  private final CompletableFuture<AAssociateAc> confirmed = new CompletableFuture<>();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final BlockingQueue<Optional<Message>> messages = new LinkedBlockingQueue<>();
  private final AtomicLong queued = new AtomicLong();
  private volatile boolean paused;

  // owned by the event loop
  private final ByteArrayOutputStream dataSet = new ByteArrayOutputStream();
  private Optional<MessageAssembler> assembler = Optional.empty();
  private Optional<CommandSet> current = Optional.empty();
  private int contextId;
  private boolean tooLong;

  RequestorLink(Channel channel, AssociationSettings settings, AAssociateRq proposal) {
    this.channel = channel;
    this.upper = UpperLayer.requestor(settings.artim(), this, proposal);
    channel.pipeline().addLast(wire, new PduDecoder(settings.receiveMaxPdu()), upper);
  }

  UpperLayer upper() {
    return upper;
  }

  /**
   * Completed by A-ASSOCIATE-AC, failed with an {@link AssociationException} by everything else.
   */
  CompletableFuture<AAssociateAc> confirmed() {
    return confirmed;
  }

  CompletableFuture<Ending> ending() {
    return ending;
  }

  /** Messages in order; an empty one says that the association is over. */
  BlockingQueue<Optional<Message>> messages() {
    return messages;
  }

  /** A message was taken from the queue. */
  void taken(Message message) {
    queued.addAndGet(-sizeOf(message));
    if (paused) {
      channel.eventLoop().execute(this::resume);
    }
  }

  /** How the association ended, as the exception that its user gets. */
  AssociationException failure() {
    Ending how = ending.getNow(Ending.closed());
    Reason reason =
        switch (how.kind()) {
          case REJECTED_PERMANENT -> Reason.REJECTED_PERMANENT;
          case REJECTED_TRANSIENT -> Reason.REJECTED_TRANSIENT;
          case ABORTED_BY_PEER, ABORTED_BY_US -> Reason.ABORTED;
          case RELEASED, CLOSED -> Reason.CLOSED;
        };
    return new AssociationException(reason, how.text());
  }

  // ---- upper layer
  // ------------------------------------------------------------------------------------------------

  @Override
  public Optional<AAssociateRj> refuse(AAssociateRq request) {
    throw new IllegalStateException("a requestor is not asked");
  }

  @Override
  public void associateIndication(AAssociateRq request) {
    throw new IllegalStateException("a requestor is not asked");
  }

  @Override
  public void associateConfirm(AAssociateAc accepted) {
    confirmed.complete(accepted);
  }

  /**
   * The contexts on which messages may come; known as soon as the answer is. Called on the event
   * loop.
   */
  void expectMessagesOn(Set<Integer> contexts) {
    assembler = Optional.of(new MessageAssembler(contexts, this));
  }

  @Override
  public void data(PdvFragment fragment) {
    if (assembler.isEmpty()) {
      fragment.data().release();
      return;
    }
    try {
      assembler.get().accept(fragment);
    } catch (ProtocolViolation violation) {
      LOG.atWarn()
          .addKeyValue("association", upper.id())
          .addKeyValue("fault", violation.getMessage())
          .log("peer breaks the message protocol, aborting");
      upper.abort(violation.abort());
    }
  }

  /**
   * A peer that wants to leave may: whoever waits for an answer learns that the association is
   * gone.
   */
  @Override
  public void releaseIndication() {
    upper.releaseResponse();
  }

  @Override
  public void readComplete() {
    if (queued.get() < MAX_QUEUED) {
      upper.read();
    } else {
      paused = true;
      resume(); // the queue may have been emptied between the look and the mark
    }
  }

  private void resume() {
    if (paused && queued.get() < MAX_QUEUED) {
      paused = false;
      upper.read();
    }
  }

  @Override
  public void ended(Ending how) {
    ending.complete(how);
    confirmed.completeExceptionally(failure());
    messages.add(Optional.empty());
    LOG.atDebug().addKeyValue("association", upper.id()).log("requested association " + how.text());
  }

  @Override
  public void transportClosed() {
    // ended() has told everything
  }

  // ---- messages
  // ---------------------------------------------------------------------------------------------------

  @Override
  public void command(int context, CommandSet command) {
    contextId = context;
    current = Optional.of(command);
    dataSet.reset();
    tooLong = false;
    if (!command.hasDataSet()) {
      end();
    }
  }

  @Override
  public void data(ByteBuf bytes) {
    tooLong |= dataSet.size() + bytes.readableBytes() > MAX_DATA_SET;
    if (!tooLong) {
      try {
        bytes.readBytes(dataSet, bytes.readableBytes());
      } catch (IOException e) {
        throw new AssertionError("an array cannot fail", e);
      }
    }
  }

  @Override
  public void end() {
    CommandSet command = current.orElseThrow();
    if (tooLong) {
      LOG.atWarn()
          .addKeyValue("association", upper.id())
          .log("data set of a response longer than 1 MiB, aborting");
      upper.abort(AAbort.BY_USER);
    } else if (command.field() == CommandField.C_CANCEL_RQ) {
      LOG.atDebug().addKeyValue("association", upper.id()).log("C-CANCEL from the peer ignored");
    } else if (command.field().isRequest()) {
      refuseRequest(command);
    } else {
      Message message = new Message(command, dataSet.toByteArray());
      queued.addAndGet(sizeOf(message));
      messages.add(Optional.of(message));
    }
  }

  /** We offer nothing on associations that we open (DM-06). */
  private void refuseRequest(CommandSet command) {
    new MessageWriter(upper, channel.alloc(), PData.DEFAULT_MAXIMUM_LENGTH / 2)
        .write(contextId, CommandSet.response(command, Status.UNRECOGNIZED_OPERATION, false));
  }

  private static long sizeOf(Message message) {
    return message.dataSet().length + MESSAGE_OVERHEAD;
  }
}
