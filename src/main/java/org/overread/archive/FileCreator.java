package org.overread.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Makes the file of an incoming instance. The one place at which tests put a disk that is full or
 * fails.
 */
@FunctionalInterface
public interface FileCreator {

  /** Creates a file that must not exist, readable by the owner only, open for writing. */
  FileChannel create(Path path) throws IOException;
}
