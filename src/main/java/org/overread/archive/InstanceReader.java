package org.overread.archive;

import java.io.IOException;

/** Reads what is archived. */
public interface InstanceReader {

  /**
   * Opens the data set of an instance.
   *
   * @param studyUid Study Instance UID it was archived under
   * @param fileNumber its number in the archive
   * @throws java.nio.file.NoSuchFileException when it is not there
   */
  StoredDataSet open(String studyUid, long fileNumber) throws IOException;
}
