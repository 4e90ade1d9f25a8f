package org.overread.work;

/**
 * The right to work on one piece of work. Long work asks between its parts whether it still has it.
 */
@FunctionalInterface
public interface Lease {

  /** False once the node stops or another node took the work over: stop at the next safe point. */
  boolean isHeld();
}
