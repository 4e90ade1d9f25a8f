package org.overread.network.association;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.overread.network.dimse.Status;
import org.overread.network.service.StoreService;

/**
 * A request being served: takes its data set, then gives the status to answer with. Runs on the
 * association's thread.
 */
interface Operation {

  /** The next bytes; the buffer is valid during the call. */
  void data(ByteBuffer bytes);

  /** The request is complete. Empty when it is answered later by several responses. */
  Optional<Status> end();

  /** The association ended before {@link #end}. */
  void abort();

  /** Takes and forgets the data set, so that the association stays usable, and answers. */
  static Operation answering(Status status) {
    return new Operation() {
      @Override
      public void data(ByteBuffer bytes) {}

      @Override
      public Optional<Status> end() {
        return Optional.of(status);
      }

      @Override
      public void abort() {}
    };
  }

  /**
   * C-STORE: the answer is given when the receiver says that the instance is safe (DIMSE success
   * means "I own it").
   */
  static Operation storing(StoreService.Receiver receiver) {
    return new Operation() {
      @Override
      public void data(ByteBuffer bytes) {
        receiver.data(bytes);
      }

      @Override
      public Optional<Status> end() {
        return Optional.of(receiver.complete());
      }

      @Override
      public void abort() {
        receiver.abort();
      }
    };
  }
}
