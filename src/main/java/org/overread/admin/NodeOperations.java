package org.overread.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the admin interface asks of the running node. Every method may wait for the database or the
 * network: none is called on an event loop. Times in the records are ISO 8601 in UTC, empty where
 * there is none.
 */
public interface NodeOperations {

  StatusReport status();

  /** Newest first. */
  List<StudySummary> studies(Optional<String> state, int limit);

  /** Everything known of a study; holds patient-related text. */
  Optional<Explanation> explain(String studyUid);

  List<AssociationReport> associations();

  List<DestinationReport> destinations();

  /**
   * @param who asked for it, as told by the caller: goes to the study's events
   */
  ActionResult act(StudyAction action, String studyUid, String who);

  /** C-ECHO to a reading group or peer; empty when there is none of this name. */
  Optional<EchoReport> echo(String destination);

  /** Writes the instances of a study as Part 10 files into a folder that exists and is empty. */
  ActionResult export(String studyUid, Path folder, Consumer<Progress> progress) throws IOException;

  /** Compares the archive with the database and mends the database. */
  ActionResult scan(Consumer<Progress> progress) throws IOException;
}
