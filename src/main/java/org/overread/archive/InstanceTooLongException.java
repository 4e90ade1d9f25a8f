package org.overread.archive;

import java.io.IOException;

/** An instance is longer than the settings allow; the disk may be well. */
public final class InstanceTooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  InstanceTooLongException(String message) {
    super(message);
  }
}
