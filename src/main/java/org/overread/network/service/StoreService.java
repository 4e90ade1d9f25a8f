package org.overread.network.service;

import java.nio.ByteBuffer;
import org.overread.network.dimse.CStoreRq;
import org.overread.network.dimse.Status;

/** C-STORE as SCP (PS3.4 Annex B), streaming: the data set is never held whole. */
public interface StoreService {

  /**
   * A request arrived; its data set follows. Does not throw: a refusal is the status of {@link
   * Receiver#complete}.
   */
  Receiver receive(AssociationInfo association, CStoreRq request, String transferSyntaxUid);

  /**
   * Takes one data set. All calls come from the association's own thread, which may wait for the
   * disk.
   */
  interface Receiver {

    /**
     * The next bytes, in order. The buffer is only valid during the call. After a failure the rest
     * is consumed.
     */
    void data(ByteBuffer fragment);

    /**
     * The last byte arrived. Success or warning is returned only when the instance survives a power
     * cut.
     */
    Status complete();

    /** The association ended inside the data set: nothing of it is kept. */
    void abort();
  }
}
