package org.overread.study;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.overread.database.Database;
import org.overread.database.DatabaseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of the {@link IndexQueue}: all rows in one transaction, or, when that fails, each
 * in its own, because one bad instance must not hold up the others. Used by the queue's thread.
 */
final class IndexWriter {
  private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
  private static final StudyTable STUDIES = new StudyTable();

  private final InstanceIndexer indexer;
  private final Database database;
  private final IndexQueue queue;
  private boolean down;

  IndexWriter(InstanceIndexer indexer, Database database, IndexQueue queue) {
    this.indexer = indexer;
    this.database = database;
    this.queue = queue;
  }

  /** Gives those that are left because the database is down, in their order. */
  List<QueuedInstance> write(List<QueuedInstance> batch) {
    writeTogether(batch.stream().filter(QueuedInstance::needsRow).toList());
    for (int i = 0; i < batch.size(); i++) {
      QueuedInstance queued = batch.get(i);
      try {
        if (queued.needsRow()) {
          queued.indexed(indexer.index(queued.instance()));
        }
        queued.tell();
        isDown(false);
        queue.done(queued);
      } catch (IOException | RuntimeException e) {
        if (e instanceof DatabaseException && !answers()) {
          return List.copyOf(batch.subList(i, batch.size()));
        }
        refused(queued, e);
      }
    }
    return List.of();
  }

  private void writeTogether(List<QueuedInstance> instances) {
    try {
      List<ReceivedInstance> received =
          new ArrayList<>(instances.stream().map(QueuedInstance::instance).toList());
      Map<ReceivedInstance, IndexResult> results = indexer.indexAll(received);
      instances.stream()
          .filter(queued -> results.containsKey(queued.instance()))
          .forEach(queued -> queued.indexed(results.get(queued.instance())));
    } catch (RuntimeException e) {
      LOG.atDebug()
          .addKeyValue("instances", instances.size())
          .setCause(e)
          .log("batch failed; indexing one by one");
    }
  }

  private void refused(QueuedInstance queued, Exception why) {
    if (!queued.isInstance()) {
      LOG.atError().setCause(why).log("what follows the rows of an association failed");
      queue.done(queued);
      return;
    }
    LOG.atError()
        .addKeyValue("file", queued.instance().file().number())
        .setCause(why)
        .log("an instance cannot be indexed; it stays in incoming and is tried again");
    queue.setAside(queued);
  }

  /** A database that answers nothing at all refuses no single instance. */
  private boolean answers() {
    try {
      database.inTransaction(STUDIES::isEmpty);
      isDown(false);
      return true;
    } catch (DatabaseException e) {
      if (!down) {
        LOG.atError()
            .addKeyValue("instances", queue.size())
            .setCause(e)
            .log("the database does not answer: C-STORE is refused with A700 until it does");
      }
      isDown(true);
      return false;
    }
  }

  private void isDown(boolean now) {
    if (down && !now) {
      LOG.atInfo().log("the database answers again");
    }
    down = now;
    queue.databaseIs(now);
  }
}
