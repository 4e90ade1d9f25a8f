package org.overread.services;

import org.overread.dicom.Attributes;
import org.overread.network.dimse.CFindRq;
import org.overread.network.dimse.Status;
import org.overread.network.service.AssociationInfo;
import org.overread.network.service.FindService;
import org.overread.study.IndexQueue;

/**
 * C-FIND that knows what was acknowledged before it was asked: waits for the rows of those
 * instances, then lets the query go. When they do not come the answer is A700, not a wrong "no
 * match".
 */
public final class FindWhenIndexed implements FindService {
  private final IndexQueue queue;
  private final FindService find;

  public FindWhenIndexed(IndexQueue queue, FindService find) {
    this.queue = queue;
    this.find = find;
  }

  @Override
  public Matches find(AssociationInfo association, CFindRq request, Attributes identifier) {
    return queue.awaitIndexed()
        ? find.find(association, request, identifier)
        : new NoMatches(Status.OUT_OF_RESOURCES.withComment("the index is not up to date"));
  }
}
