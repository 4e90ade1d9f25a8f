package org.overread.forward;

import org.overread.request.InstanceAnswer;
import org.overread.study.InstanceRow;

/**
 * Is told what came of each instance. Called on the thread of the association that sent it, before
 * that association sends the next one; several associations call at once. When it throws, the
 * attempt ends with that exception.
 */
@FunctionalInterface
public interface DeliveryListener {
  void answered(InstanceRow instance, InstanceAnswer answer);
}
