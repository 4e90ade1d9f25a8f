package org.overread.network.association;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.dicom.DataSetReader;
import org.overread.dicom.DicomFormatException;
import org.overread.dicom.Limits;
import org.overread.dicom.TransferSyntax;
import org.overread.network.dimse.CommandSet;
import org.overread.network.dimse.Status;

/** Receives the identifier of a C-FIND (PS3.7 9.1.2), at most 1 MiB, and starts the answer. */
final class FindOperation implements Operation {
  static final int MAX_IDENTIFIER = 1 << 20;

  private final AcceptedContext context;
  private final CommandSet request;
  private final DimseServer server;
  private final ByteArrayOutputStream identifier = new ByteArrayOutputStream();
  private boolean tooLong;

  FindOperation(AcceptedContext context, CommandSet request, DimseServer server) {
    this.context = context;
    this.request = request;
    this.server = server;
  }

  @Override
  public void data(ByteBuffer bytes) {
    tooLong |= identifier.size() + bytes.remaining() > MAX_IDENTIFIER;
    if (!tooLong) {
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      identifier.writeBytes(piece);
    }
  }

  @Override
  public Optional<Status> end() {
    if (tooLong) {
      return Optional.of(Status.OUT_OF_RESOURCES.withComment("identifier longer than 1 MiB"));
    }
    Attributes keys;
    try {
      keys =
          DataSetReader.read(
              identifier.toByteArray(), TransferSyntax.of(context.transferSyntax()), Limits.QUERY);
    } catch (DicomFormatException e) {
      return Optional.of(Status.CANNOT_UNDERSTAND.withComment("identifier is not a data set"));
    }
    FindAnswer answer =
        new FindAnswer(
            context,
            request,
            server.services().findService().find(server.info(), request.findRequest(), keys));
    if (server.enqueue(answer)) {
      return Optional.empty();
    }
    answer.close();
    return Optional.of(Status.OUT_OF_RESOURCES.withComment("too many queries at once"));
  }

  @Override
  public void abort() {}
}
