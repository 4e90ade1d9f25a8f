package org.overread.work;

import java.util.concurrent.atomic.AtomicBoolean;

/** Work of this process that is being done now, with the token its claim is stored under. */
final class RunningWork implements Lease {
  private final WorkItem item;
  private final String token;
  private final AtomicBoolean held = new AtomicBoolean(true);

  RunningWork(WorkItem item, String token) {
    this.item = item;
    this.token = token;
  }

  WorkItem item() {
    return item;
  }

  String token() {
    return token;
  }

  void lose() {
    held.set(false);
  }

  @Override
  public boolean isHeld() {
    return held.get();
  }
}
