package org.overread.services;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs trouble with the disk once per episode: a full disk refuses thousands of instances for one
 * reason.
 */
final class DiskTrouble {
  private static final Logger LOG = LoggerFactory.getLogger(StorageScp.class);

  private final AtomicBoolean now = new AtomicBoolean();

  void met(long association, IOException cause) {
    if (now.compareAndSet(false, true)) {
      LOG.atError()
          .addKeyValue("association", association)
          .setCause(cause)
          .log("cannot store: instances are refused with A700 until the disk accepts them again");
    }
  }

  /** True from the first instance that the disk refused until the next that it took. */
  boolean isNow() {
    return now.get();
  }

  void over() {
    if (now.get() && now.compareAndSet(true, false)) {
      LOG.atInfo().log("the disk accepts instances again");
    }
  }
}
