// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does work in several threads, and takes the results in the order of the work, in one thread. */
public final class InOrder<T> implements AutoCloseable {

  private static final int AHEAD = 4;

  /** Receives results. */
  public interface Take<T> {
    /** Receives one. */
    void take(T result) throws IOException;
  }

  private final ExecutorService workers;
  private final int ahead;
  private final Take<T> take;
  private final Queue<Future<T>> pending = new ArrayDeque<>();

  /**
   * Starts no thread yet.
   *
   * @param take receives the results; called in the thread that adds work
   */
  public InOrder(int threads, Take<T> take) {
    this.workers = Executors.newFixedThreadPool(threads);
    this.ahead = AHEAD * threads;
    this.take = take;
  }

  /** Adds work, and waits for an earlier result if there is much to do already. */
  public void add(Supplier<T> work) throws IOException, InterruptedException {
    pending.add(workers.submit(work::get));
    if (pending.size() > ahead) {
      takeFirst();
    }
  }

  /** Waits for all results. */
  public void finish() throws IOException, InterruptedException {
    while (!pending.isEmpty()) {
      takeFirst();
    }
  }

  private void takeFirst() throws IOException, InterruptedException {
    try {
      take.take(pending.remove().get());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException bug
          ? bug
          : new IllegalStateException("a file could not be processed", e.getCause());
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
