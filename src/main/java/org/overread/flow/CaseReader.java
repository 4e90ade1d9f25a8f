package org.overread.flow;

import java.time.ZoneId;
import java.util.List;
import org.overread.rules.CaseFacts;
import org.overread.study.InstanceRow;
import org.overread.study.StudyRow;

/**
 * Reads the headers of archived instances, one after the other, into the facts that rules judge.
 */
final class CaseReader {
  private final ArchivedInstances archive;
  private final ZoneId zone;

  CaseReader(ArchivedInstances archive, ZoneId zone) {
    this.archive = archive;
    this.zone = zone;
  }

  /**
   * Reads every instance given.
   *
   * @throws java.io.UncheckedIOException when one cannot be read: a decision without it would rest
   *     on less than was received
   */
  CaseFacts.Builder read(StudyRow study, List<InstanceRow> instances) {
    CaseFacts.Builder builder = new CaseFacts.Builder();
    for (InstanceRow instance : instances) {
      builder.add(archive.header(instance, CaseFacts.WANTED_TAGS::contains));
    }
    return builder
        .source(study.sourceAeTitle(), study.calledAeTitle())
        .receivedOn(study.firstReceivedAt().atZone(zone).toLocalDate());
  }
}
