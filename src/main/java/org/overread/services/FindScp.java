package org.overread.services;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.overread.database.Database;
import org.overread.dicom.Attributes;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * C-FIND SCP of the Patient Root and Study Root models (PS3.4 C.4.1) over what has arrived. A peer
 * that may query sees every study as it is stored, complete or not; a reading group sees what has
 * been sent to it, and nothing else.
 */
public final class FindScp implements FindService {
  private static final Logger log = LoggerFactory.getLogger(FindScp.class);

  private final Database database;
  private final int limit;
  private final Callers callers;
  private final Map<String, Set<String>> readingGroups;
  private final Optional<String> retrieveAeTitle;

  /**
   * @param readingGroups names of the reading groups (column request.reading_group) that an AE
   *     title calls for
   * @param retrieveAeTitle an application entity that serves retrieves of the studies here, e.g.
   *     the PACS
   */
  public FindScp(
      Database database,
      ServicesSettings settings,
      Map<String, Set<String>> readingGroups,
      Optional<String> retrieveAeTitle) {
    this.database = database;
    this.limit = settings.maxMatches();
    this.callers = new Callers(settings);
    this.readingGroups = Map.copyOf(readingGroups);
    this.retrieveAeTitle = retrieveAeTitle;
  }

  @Override
  public Matches find(AssociationInfo association, CFindRq request, Attributes identifier) {
    if (!callers.mayQuery(association)) {
      return refused(association, Status.NOT_AUTHORIZED);
    }
    FindQuery query = FindQuery.read(request.sopClassUid(), identifier);
    if (query.check().category() != Status.Category.SUCCESS) {
      return refused(association, query.check());
    }
    Visibility visibility =
        callers.queriesEverything(association)
            ? Visibility.EVERYTHING
            : Visibility.sentTo(readingGroups.getOrDefault(association.callingAeTitle(), Set.of()));
    FindResponse response = new FindResponse(query, retrieveAeTitle);
    return new FoundMatches(association.id(), database, query, visibility, response, limit);
  }

  private static Matches refused(AssociationInfo association, Status status) {
    log.atInfo()
        .addKeyValue("association", association.id())
        .addKeyValue("status", status)
        .log("query refused");
    return new NoMatches(status);
  }
}
