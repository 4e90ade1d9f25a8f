package org.overread.work;

/**
 * Does the work. Called by several threads; the same piece of work may be handed over again after a
 * crash.
 */
public interface WorkHandler {

  /**
   * Does one piece of work. Exceptions are bugs or damage: the work is tried again, then given up.
   */
  Outcome handle(WorkItem item, Lease lease);

  /**
   * The work will not be tried again. Called before its row is removed, and again when it throws or
   * the node stops.
   */
  void gaveUp(WorkItem item, String reason);
}
