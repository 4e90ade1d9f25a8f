package org.overread.network.service;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.overread.dicom.Attributes;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;

/**
 * An association we opened. One thread uses it at a time; every call waits for its answer within
 * the time limits of the settings. After an {@link AssociationException} the association is gone.
 */
public interface RequestedAssociation extends AutoCloseable {

  /**
   * The transfer syntax the peer accepted for a context that proposed exactly this pair, if it did.
   */
  boolean accepts(String abstractSyntax, String transferSyntax);

  /** Any transfer syntax accepted for the abstract syntax. */
  Optional<String> acceptedTransferSyntax(String abstractSyntax);

  /** Maximum C-STORE requests that may be outstanding: 1 unless negotiated (PS3.7 D.3.3.3). */
  int maxOperationsInvoked();

  Status echo() throws AssociationException;

  /**
   * Sends an instance in the context accepted for (SOP class, transfer syntax); the message ID of
   * the request is replaced.
   *
   * @throws IOException when the source cannot be read: the association has then been aborted
   */
  Status store(CStoreRq request, String transferSyntax, DataSetSource dataSet) throws IOException;

  /** Queries; each match is handed over as it arrives; gives the final status. */
  Status find(String sopClassUid, Attributes identifier, Consumer<Attributes> match)
      throws AssociationException;

  /** Releases in order; aborts when the peer does not answer. */
  @Override
  void close();

  void abort();
}
