package org.overread.network.association;

import java.util.Optional;
import org.overread.network.pdu.AAssociateAc;
import org.overread.network.pdu.AAssociateRj;
import org.overread.network.pdu.AAssociateRq;
import org.overread.network.pdu.PdvFragment;

/**
 * The indications and confirmations of PS3.8 section 7, given on the event loop. No method may
 * wait.
 */
interface UpperLayerUser {

  /** AE-6: what refuses the request before the user sees it; empty lets it through (Sta3). */
  Optional<AAssociateRj> refuse(AAssociateRq request);

  /**
   * The request is answered later by {@link UpperLayer#accept} or {@link UpperLayer#reject}, from
   * any thread.
   */
  void associateIndication(AAssociateRq request);

  /** AE-3: the peer accepted. */
  void associateConfirm(AAssociateAc accepted);

  /** DT-2, AR-6: the user releases the fragment's buffer. */
  void data(PdvFragment fragment);

  /**
   * AR-2: answered by {@link UpperLayer#releaseResponse} when what is outstanding has been
   * answered.
   */
  void releaseIndication();

  /**
   * All that one read brought has been given; the user asks for the next one when it can take it.
   */
  void readComplete();

  /**
   * The association is over, in whatever way; called once, also for a connection that never became
   * one.
   */
  void ended(Ending ending);

  /** The connection is closed; called once, after {@link #ended}. */
  void transportClosed();
}
