package org.overread.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.overread.report.DocumentState;
import org.overread.services.MessageState;

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

  /** Reports and orders in a state, newest first. */
  List<DocumentReport> documents(DocumentState state, int limit);

  /** HL7 messages in a state, newest first. */
  List<MessageReport> messages(MessageState state, int limit);

  /** A person says which study a report or order belongs to. */
  ActionResult attach(long document, String studyUid, String who);

  /** A report or order that no rule shall read. */
  ActionResult discard(long document, String who);

  /** Reads a refused or ignored message once more. */
  ActionResult readAgain(long message, String who);

  /** Takes rules and vocabulary as they are on the disk into use, if there is no mistake. */
  ReloadReport reload(String who);

  /** Computes the last decision of a study again from the inputs stored with it. */
  ActionResult replay(String studyUid);

  /** C-ECHO to a reading group or peer; empty when there is none of this name. */
  Optional<EchoReport> echo(String destination);

  /** Writes the instances of a study as Part 10 files into a folder that exists and is empty. */
  ActionResult export(String studyUid, Path folder, Consumer<Progress> progress) throws IOException;

  /** Compares the archive with the database and mends the database. */
  ActionResult scan(Consumer<Progress> progress) throws IOException;
}
