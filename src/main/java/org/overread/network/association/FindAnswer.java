package org.overread.network.association;

import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetWriter;
import org.overread.dicom.TransferSyntax;
import org.overread.network.dimse.CommandSet;
import org.overread.network.dimse.Status;
import org.overread.network.service.FindService;

/**
 * The responses to one C-FIND (PS3.7 9.1.2): a pending one with each match, a final one without.
 * One thread.
 */
final class FindAnswer {
  private final AcceptedContext context;
  private final CommandSet request;
  private final FindService.Matches matches;
  private boolean cancelled;

  FindAnswer(AcceptedContext context, CommandSet request, FindService.Matches matches) {
    this.context = context;
    this.request = request;
    this.matches = matches;
  }

  CommandSet request() {
    return request;
  }

  int contextId() {
    return context.id();
  }

  int messageId() {
    return request.messageId();
  }

  /** The next response is the final one, FE00 (PS3.7 9.3.2.3). */
  void cancel() {
    cancelled = true;
  }

  /** Sends one response; false after the final one. */
  boolean sendNext(MessageWriter writer) {
    if (cancelled) {
      writer.write(context.id(), CommandSet.response(request, Status.CANCEL, false));
      return false;
    }
    Optional<Attributes> match = matches.next();
    if (match.isEmpty()) {
      writer.write(context.id(), CommandSet.response(request, matches.end(), false));
      return false;
    }
    byte[] identifier =
        DataSetWriter.write(match.get(), TransferSyntax.of(context.transferSyntax()));
    writer.write(context.id(), CommandSet.response(request, matches.pending(), true), identifier);
    return true;
  }

  void close() {
    matches.close();
  }
}
