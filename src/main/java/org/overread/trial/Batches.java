package org.overread.trial;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs a function over any number of cases on all processors, and hands on the results in the order
 * of the cases. Holds one batch at a time.
 */
final class Batches {
  private static final int SIZE = 512;

  private Batches() {}

  static <A, B> void run(Stream<A> input, Function<A, B> function, Consumer<B> inOrder) {
    Iterator<A> iterator = input.iterator();
    while (iterator.hasNext()) {
      List<A> batch = new ArrayList<>(SIZE);
      while (batch.size() < SIZE && iterator.hasNext()) {
        batch.add(iterator.next());
      }
      batch.parallelStream().map(function).toList().forEach(inOrder);
    }
  }
}
