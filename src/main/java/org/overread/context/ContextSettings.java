package org.overread.context;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the site says of its readers and its patients.
 *
 * @param readers of this site
 * @param groupReaders name of the reading group by identifier of a reader who reads for it
 * @param optOutFile list of patients who opted out, see {@link OptOutList}
 * @param episode requests for a patient and body part within this time are of one episode
 * @param dryRun requests of a dry run count as requests
 */
public record ContextSettings(
    List<Reader> readers,
    Map<String, String> groupReaders,
    Path optOutFile,
    Duration episode,
    boolean dryRun) {
  public ContextSettings {
    readers = List.copyOf(readers);
    groupReaders = Map.copyOf(groupReaders);
  }

  /** By each identifier. */
  Map<String, Reader> readersById() {
    Map<String, Reader> result = new HashMap<>();
    readers.forEach(reader -> reader.ids().forEach(id -> result.put(id, reader)));
    return result;
  }

  /** The reading group a reader reads for. */
  Optional<String> groupOf(String readerId) {
    return Optional.ofNullable(groupReaders.get(readerId.strip()));
  }
}
