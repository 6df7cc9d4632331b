// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the process alive until a change to the system has been undone, where it is told to end
 * meanwhile: SIGINT, SIGTERM and SIGHUP make the JVM run its shutdown hooks and end with 128 and
 * the signal's number; the hook of this waits. Further signals change nothing then.
 */
public final class Interrupts implements AutoCloseable {

  private final AtomicBoolean wanted = new AtomicBoolean();
  private final AtomicInteger code = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "interrupt");

  private Interrupts() {}

  /** {@return one that guards from now on until it is closed} */
  public static Interrupts guard() {
    Interrupts interrupts = new Interrupts();
    Runtime.getRuntime().addShutdownHook(interrupts.hook);
    return interrupts;
  }

  /** {@return whether the process is to end} */
  public boolean wanted() {
    return wanted.get();
  }

  /** Takes note of how the command ended. */
  public int ended(int exit) {
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
    if (code.get() == Exit.NOT_RESTORED.code()) {
      // More important than which signal it was.
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
        // It has begun in this moment, and waits for nothing any more.
        wanted.set(true);
      }
    }
  }
}
