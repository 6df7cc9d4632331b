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
 * Runs the program once a tracer traces all of its threads. This way, only the program is traced,
 * and not the start of Java, which would take four times as long.
 */
public final class HeldRun {

  /** This file exists once the program waits for a tracer. */
  static final Path READY = Path.of("/tmp/held");

  /** The exit status if no tracer has attached. */
  static final int NO_TRACER = 99;

  private static final int MOST_TRIES = 12_000;

  private HeldRun() {}

  /**
   * Waits for the tracer, and runs the program.
   *
   * @param args of the program
   * @throws IOException if {@code /proc} cannot be read
   * @throws InterruptedException if the thread is interrupted
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
