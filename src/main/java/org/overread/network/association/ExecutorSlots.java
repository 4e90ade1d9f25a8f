package org.overread.network.association;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One single-threaded executor for each association that may be open at once. A free list, not
 * round robin: an association never waits behind another one's disk. Threads end after a minute
 * without work; the last one used is the first one taken again. Safe for all threads.
 */
final class ExecutorSlots {
  private static final long KEEP_ALIVE_SECONDS = 60;

  private final Deque<ThreadPoolExecutor> free = new ArrayDeque<>();
  private final List<ThreadPoolExecutor> all = new ArrayList<>();

  ExecutorSlots(int count) {
    for (int i = 1; i <= count; i++) {
      String name = "association-" + i;
      ThreadPoolExecutor executor =
          new ThreadPoolExecutor(
              1,
              1,
              KEEP_ALIVE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
              });
      executor.allowCoreThreadTimeOut(true);
      all.add(executor);
      free.addLast(executor);
    }
  }

  synchronized Optional<Executor> take() {
    return Optional.ofNullable(free.pollFirst());
  }

  synchronized void giveBack(Executor executor) {
    free.addFirst((ThreadPoolExecutor) executor);
  }

  /** Lets what was handed in run to its end and takes no more. */
  void shutdown() {
    all.forEach(ThreadPoolExecutor::shutdown);
  }
}
