// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.dtbind.change.result.ExitStatus;

/**
 * Delays the end of the process until a change to the system is rolled back. On SIGINT, SIGTERM and
 * SIGHUP, the JVM runs its shutdown hooks and exits with 128 plus the number of the signal; the
 * hook of this class waits. Further signals then have no effect.
 */
public final class Interrupts implements AutoCloseable {

  private static final int RUNNING = -1;

  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicInteger code = new AtomicInteger(RUNNING);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "interrupt");

  private Interrupts() {}

  /** {@return an instance that delays the end of the process until it is closed} */
  public static Interrupts guard() {
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(interrupts.hook);
    return interrupts;
  }

  /** Returns whether the process received a signal to end. */
  public boolean wanted() {
    return wanted.get();
  }

  /** Records and returns the exit code of the command. */
  public int exitCode(int exit) {
    code.set(exit);
    return exit;
  }

  private void hold() {
    wanted.set(true);
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (code.get() != RUNNING && code.get() != ExitStatus.STOPPED.code()) {
      // The signal came too late to stop the change, or the change was not rolled back. Without
      // this,
      // the exit code would be the number of the signal, which means that everything was rolled
      // back.
      Runtime.getRuntime().halt(code.get());
    }
  }

  @Override
  public void close() {
    end.countDown();
    if (!wanted()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM has just begun to shut down; the hook no longer waits.
        wanted.set(true);
      }
    }
  }
}
