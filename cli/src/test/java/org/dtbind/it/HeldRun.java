// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dtbind.cli.Main;

/**
 * The program, held back until a tracer looks at all of its threads: that Java starts needs no
 * tracer, and takes four times as long with one. Nothing else is otherwise.
 */
public final class HeldRun {

  /** Is there once a tracer is waited for. */
  static final Path READY = Path.of("/tmp/held");

  /** No tracer came. */
  static final int NO_TRACER = 99;

  private static final int MOST_TRIES = 12_000;

  private HeldRun() {}

  /**
   * Runs it.
   *
   * @param args of the program
   * @throws IOException where {@code /proc} cannot be read
   * @throws InterruptedException where the thread is told to stop
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Files.createFile(READY);
    for (int tries = 0; !traced(); tries++) {
      if (tries == MOST_TRIES) {
        System.exit(NO_TRACER);
      }
      Thread.sleep(5);
    }
    Main.main(args);
  }

  private static boolean traced() throws IOException {
    List<Path> threads;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      threads = tasks.toList();
    }
    for (Path thread : threads) {
      String status = Files.readString(thread.resolve("status"));
      if (status.contains("\nTracerPid:\t0\n")) {
        return false;
      }
    }
    return true;
  }
}
