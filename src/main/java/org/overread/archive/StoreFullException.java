package org.overread.archive;

import java.io.IOException;

/** There is no room for an instance: the disk is below its reserve. */
public final class StoreFullException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreFullException(String message) {
    super(message);
  }
}
