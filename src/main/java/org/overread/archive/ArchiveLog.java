package org.overread.archive;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the archive tells the administrator, by number of the file. */
final class ArchiveLog {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceStore.class);

  private ArchiveLog() {}

  static void leftBehind(long number, IOException cause) {
    LOG.atWarn()
        .addKeyValue("file", number)
        .setCause(cause)
        .log("could not remove an unfinished instance; removed at next start");
  }

  static void unfinished(long number, IOException cause) {
    LOG.atInfo()
        .addKeyValue("file", number)
        .addKeyValue("why", cause.getMessage())
        .log("removed an unfinished instance");
  }

  static void damaged(long number, IOException cause) {
    LOG.atError().addKeyValue("file", number).setCause(cause).log("an archived file is damaged");
  }

  static void foreign(Path path) {
    LOG.atWarn()
        .addKeyValue("path", path)
        .log("a file that is not the archive's own lies in its folder; left alone");
  }
}
