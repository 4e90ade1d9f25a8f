package org.overread.dicom;

import java.io.IOException;

/**
 * Bytes that are not a data set. The message carries tag, VR, length and offset, never a value (it
 * may be patient data).
 */
public final class DicomFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long offset;

  /**
   * @param message what is wrong, without values
   * @param offset byte offset in the data set at which it was noticed
   */
  public DicomFormatException(String message, long offset) {
    super(message + " at byte " + offset);
    this.offset = offset;
  }

  public long offset() {
    return offset;
  }
}
