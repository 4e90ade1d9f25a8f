package org.overread.network.service;

import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.Status;

/** C-FIND as SCP (PS3.4 Annex C). */
public interface FindService {

  /**
   * Does not throw: an identifier that does not fit gives no match and the failure as {@link
   * Matches#end}.
   */
  Matches find(AssociationInfo association, CFindRq request, Attributes identifier);

  /**
   * Matches one by one from a cursor; nothing is collected. Used by one thread. Closed also when
   * the peer goes away.
   */
  interface Matches extends AutoCloseable {

    /** The next identifier to answer with, empty after the last. */
    Optional<Attributes> next();

    /** The status that goes with each match: FF00 or FF01. */
    Status pending();

    /** The final status, valid after {@link #next} gave nothing. */
    Status end();

    @Override
    void close();
  }
}
