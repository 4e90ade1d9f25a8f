package org.overread.services;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.overread.database.Database;
import org.overread.database.DatabaseException;
import org.overread.dicom.Attributes;
import org.overread.network.dimse.Status;
import org.overread.network.service.FindService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The matches of one query, read page by page. Between pages nothing is held, neither connection
 * nor transaction, so a slow reader costs one page of memory. Used by the association's thread.
 */
final class FoundMatches implements FindService.Matches {
  private static final Logger log = LoggerFactory.getLogger(FoundMatches.class);

  /**
   * Rows per page: large enough that the query's cost is shared, small enough to be held for a slow
   * reader.
   */
  static final int PAGE = 200;

  private final long association;
  private final Database database;
  private final FindTable table;
  private final FindQuery query;
  private final Visibility visibility;
  private final FindResponse response;
  private final int limit;

  private Iterator<FoundRow> page = List.<FoundRow>of().iterator();
  private long before = Long.MAX_VALUE;
  private boolean lastPage;
  private int count;
  private Optional<Status> end = Optional.empty();
  private boolean closed;

  /**
   * @param association ID for the log
   * @param limit most matches given
   */
  FoundMatches(
      long association,
      Database database,
      FindQuery query,
      Visibility visibility,
      FindResponse response,
      int limit) {
    this.association = association;
    this.database = database;
    this.table = new FindTable(database.isEmbedded());
    this.query = query;
    this.visibility = visibility;
    this.response = response;
    this.limit = limit;
  }

  @Override
  public Optional<Attributes> next() {
    while (end.isEmpty()) {
      if (!page.hasNext() && !turnPage()) {
        return Optional.empty();
      }
      if (page.hasNext()) {
        FoundRow row = page.next();
        if (query.matches(row) && admit()) {
          return Optional.of(response.of(row));
        }
      }
    }
    return Optional.empty();
  }

  /** Counts a match; the one beyond the limit ends the query. */
  private boolean admit() {
    if (count == limit) {
      end = Optional.of(Status.MATCHES_LIMIT_REACHED.withComment("more match; narrow the query"));
      return false;
    }
    count++;
    return true;
  }

  private boolean turnPage() {
    if (lastPage) {
      end = Optional.of(Status.SUCCESS);
      return false;
    }
    try {
      List<FoundRow> rows =
          database.inTransaction(tx -> table.page(tx, query, visibility, before, PAGE));
      lastPage = rows.size() < PAGE;
      before = rows.isEmpty() ? before : rows.get(rows.size() - 1).pk();
      page = rows.iterator();
      return true;
    } catch (DatabaseException e) {
      log.atError()
          .addKeyValue("association", association)
          .setCause(e)
          .log("a query could not be answered");
      end = Optional.of(Status.PROCESSING_FAILURE);
      return false;
    }
  }

  @Override
  public Status pending() {
    return query.unsupported() ? Status.PENDING_OPTIONAL_KEYS_UNSUPPORTED : Status.PENDING;
  }

  @Override
  public Status end() {
    return end.orElseThrow(() -> new IllegalStateException("there may be more matches"));
  }

  /** Also when the peer cancels or goes away: there is nothing to release but the page. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    page = List.<FoundRow>of().iterator();
    lastPage = true;
    log.atInfo()
        .addKeyValue("association", association)
        .addKeyValue("level", query.level())
        .addKeyValue("everything", visibility.everything())
        .addKeyValue("matches", count)
        .addKeyValue("status", end.map(Status::toString).orElse("not read to the end"))
        .log("query answered");
  }
}
