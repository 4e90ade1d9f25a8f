package org.overread.network.association;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.overread.network.dimse.CommandField;
import org.overread.network.dimse.CommandSet;
import org.overread.network.dimse.Status;
import org.overread.network.pdu.AAbort;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.ServiceProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the requests of one accepted association (PS3.7 section 9). All methods are called on the
 * association's own thread. Requests are answered in the order in which they are complete; while
 * matches of a C-FIND go out, a C-CANCEL, a C-ECHO or a C-STORE is served between two matches and a
 * further C-FIND waits its turn.
 */
final class DimseServer implements MessageAssembler.Sink {
  private static final Logger LOG = LoggerFactory.getLogger(DimseServer.class);

  /** C-FINDs that may wait behind the one being answered; the window negotiated is 1. */
  private static final int MAX_WAITING_QUERIES = 16;

  /** A request whose data set is being received. */
  private record Current(int contextId, CommandSet request, Operation operation) {}

  private final AssociationInfo info;
  private final Map<Integer, AcceptedContext> contexts;
  private final ServiceProvider services;
  private final MessageWriter writer;
  private final Executor executor;
  private final List<FindAnswer> queries = new ArrayList<>();
  private Optional<Current> current = Optional.empty();
  private Runnable quiet = () -> {};
  private boolean ended;
  private volatile long requests;

  DimseServer(
      AssociationInfo info,
      Map<Integer, AcceptedContext> contexts,
      ServiceProvider services,
      MessageWriter writer,
      Executor executor) {
    this.info = info;
    this.contexts = contexts;
    this.services = services;
    this.writer = writer;
    this.executor = executor;
  }

  /** No request is being received or answered. */
  boolean isQuiet() {
    return current.isEmpty() && queries.isEmpty();
  }

  /** An answer of ours is due. */
  boolean isAnswering() {
    return !queries.isEmpty();
  }

  /** Requests begun; any thread. */
  long requests() {
    return requests;
  }

  @Override
  public void command(int contextId, CommandSet command) throws ProtocolViolation {
    if (command.field() == CommandField.C_CANCEL_RQ) {
      cancel(command);
      return;
    }
    if (!command.field().isRequest()) {
      // We ask nothing of those who call us, so no response can match (DM-09).
      throw new ProtocolViolation("response without request", AAbort.UNEXPECTED_PDU_PARAMETER);
    }
    requests = requests + 1;
    Operation operation =
        guard(command, () -> begin(contexts.get(contextId), command))
            .orElseGet(() -> Operation.answering(failureOf(command)));
    current = Optional.of(new Current(contextId, command, operation));
    if (!command.hasDataSet()) {
      end();
    }
  }

  @Override
  public void data(ByteBuf bytes) {
    current.ifPresent(
        request -> {
          boolean taken =
              guard(
                      request.request(),
                      () -> {
                        request.operation().data(bytes.nioBuffer());
                        return true;
                      })
                  .isPresent();
          if (!taken) {
            guard(
                request.request(),
                () -> {
                  request.operation().abort();
                  return true;
                });
            Operation refusal = Operation.answering(failureOf(request.request()));
            current = Optional.of(new Current(request.contextId(), request.request(), refusal));
          }
        });
  }

  @Override
  public void end() {
    current.ifPresent(
        request -> {
          current = Optional.empty();
          Optional<Optional<Status>> outcome = guard(request.request(), request.operation()::end);
          outcome
              .orElseGet(() -> Optional.of(failureOf(request.request())))
              .ifPresent(status -> respond(request.contextId(), request.request(), status));
        });
  }

  /** The association is over: what is half received is dropped, cursors are closed. */
  void ended() {
    ended = true;
    current.ifPresent(
        request ->
            guard(
                request.request(),
                () -> {
                  request.operation().abort();
                  return true;
                }));
    current = Optional.empty();
    queries.forEach(this::close);
    queries.clear();
  }

  private Operation begin(AcceptedContext context, CommandSet command) {
    ServiceClass service = ServiceClass.of(context.abstractSyntax());
    if (!service.offers(command.field())) {
      return Operation.answering(Status.UNRECOGNIZED_OPERATION);
    }
    if (!command.sopClassUid().equals(context.abstractSyntax())) {
      return Operation.answering(Status.SOP_CLASS_NOT_SUPPORTED);
    }
    if (queries.stream().anyMatch(query -> query.messageId() == command.messageId())) {
      return Operation.answering(Status.DUPLICATE_INVOCATION);
    }
    if (service == ServiceClass.VERIFICATION) {
      return Operation.answering(Status.SUCCESS);
    }
    if (!command.hasDataSet()) {
      return Operation.answering(Status.CANNOT_UNDERSTAND.withComment("no data set"));
    }
    return service == ServiceClass.STORAGE
        ? Operation.storing(
            services.storeService().receive(info, command.storeRequest(), context.transferSyntax()))
        : new FindOperation(context, command, this);
  }

  // ---- C-FIND
  // -----------------------------------------------------------------------------------------------------

  ServiceProvider services() {
    return services;
  }

  AssociationInfo info() {
    return info;
  }

  /** Takes a query whose matches are to be sent; false when too many wait already. */
  boolean enqueue(FindAnswer answer) {
    if (queries.size() > MAX_WAITING_QUERIES) {
      return false;
    }
    queries.add(answer);
    if (queries.size() == 1) {
      executor.execute(this::answerNext);
    }
    return true;
  }

  /**
   * One response, then back in line behind what has been received meanwhile, so that a C-CANCEL is
   * seen at once.
   */
  private void answerNext() {
    if (ended || queries.isEmpty()) {
      return;
    }
    FindAnswer query = queries.get(0);
    boolean more =
        guard(query.request(), () -> query.sendNext(writer))
            .orElseGet(
                () -> {
                  respond(query.contextId(), query.request(), failureOf(query.request()));
                  return false;
                });
    if (!more) {
      close(query);
      queries.remove(0);
    }
    if (!queries.isEmpty()) {
      writer.whenReady(() -> executor.execute(this::answerNext));
    } else {
      quiet.run();
    }
  }

  /** What to run when the last answer has been given after the request was complete. */
  void onQuiet(Runnable action) {
    quiet = action;
  }

  /**
   * C-CANCEL has no response of its own; for an unknown or finished message it is ignored (PS3.7
   * 9.3.2.3).
   */
  private void cancel(CommandSet command) {
    queries.stream()
        .filter(query -> query.messageId() == command.messageIdBeingRespondedTo())
        .forEach(FindAnswer::cancel);
  }

  private void close(FindAnswer query) {
    guard(
        query.request(),
        () -> {
          query.close();
          return true;
        });
  }

  private void respond(int contextId, CommandSet request, Status status) {
    writer.write(contextId, CommandSet.response(request, status, false));
  }

  /**
   * The one place where what a service throws becomes a failure status; the association goes on.
   */
  private <T> Optional<T> guard(CommandSet request, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (RuntimeException | Error e) {
      LOG.atError()
          .addKeyValue("association", info.id())
          .addKeyValue("command", request.field())
          .setCause(e)
          .log("service failed");
      return Optional.empty();
    }
  }

  private static Status failureOf(CommandSet request) {
    return request.field() == CommandField.C_FIND_RQ
        ? Status.CANNOT_UNDERSTAND
        : Status.PROCESSING_FAILURE;
  }
}
