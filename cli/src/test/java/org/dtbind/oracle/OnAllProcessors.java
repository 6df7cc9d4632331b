// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.oracle;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Applies a function to many values on all processors. */
final class OnAllProcessors {

  private OnAllProcessors() {}

  /**
   * A function that may throw IOException.
   *
   * @param <T> the type of the values
   * @param <R> the type of the results
   */
  interface Work<T, R> {
    R of(T value) throws IOException;
  }

  /** Returns the result for each value, in the same order. */
  static <T, R> List<R> map(List<T> values, Work<T, R> work) throws IOException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<R>> results =
          values.stream().map(value -> threads.submit(() -> work.of(value))).toList();
      return IntStream.range(0, values.size()).mapToObj(i -> result(results.get(i))).toList();
    } finally {
      threads.shutdownNow();
    }
  }

  private static <R> R result(Future<R> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
