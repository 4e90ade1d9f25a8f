package org.overread.services;

import java.util.Optional;
import org.overread.dicom.Attributes;
import org.overread.network.dimse.Status;
import org.overread.network.service.FindService;

/** A query that is refused: no match, and the status that says why. */
record NoMatches(Status end) implements FindService.Matches {
  @Override
  public Optional<Attributes> next() {
    return Optional.empty();
  }

  @Override
  public Status pending() {
    return Status.PENDING;
  }

  @Override
  public void close() {
    // holds nothing
  }
}
