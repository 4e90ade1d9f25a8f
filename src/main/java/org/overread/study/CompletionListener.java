package org.overread.study;

import org.overread.database.Transaction;

/**
 * Is told of each completed study, in the transaction that completes it: what it enqueues there is
 * never lost or doubled.
 */
@FunctionalInterface
public interface CompletionListener {

  /**
   * @param studyPk a study that has just become COMPLETE
   * @param contentVersion the same as before when nothing new arrived since it was last complete
   */
  void complete(Transaction tx, long studyPk, int contentVersion);
}
