// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Files;
import org.dtbind.kernel.GpioChips;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Sysfs;
import org.dtbind.kernel.Vfio;

/**
 * Something that happens right before one of the calls to a kernel: real calls to a real kernel,
 * counted from the moment the lock is taken. Confined to one thread.
 */
final class Disturbance {

  private static final Set<String> CHANGES =
      Set.of(
          "write",
          "writeAndRead",
          "writeWithin",
          "makeFolder",
          "removeFolder",
          "replace",
          "replacePrivately",
          "append",
          "add",
          "remove",
          "link",
          "give");

  private final Runnable event;
  private final boolean changesOnly;
  private int left;
  private boolean locked;
  private boolean happened;

  /**
   * Creates one.
   *
   * @param at which call, from 1
   * @param changesOnly whether to count only those that change something
   * @param event what happens; where it throws, it throws at every later call, too
   */
  Disturbance(int at, boolean changesOnly, Runnable event) {
    this.left = at;
    this.changesOnly = changesOnly;
    this.event = event;
  }

  /** In place of a call, from one on: whoever makes it is dead. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Whether there were as many calls. */
  boolean happened() {
    return happened;
  }

  /** A kernel, disturbed. */
  Kernel in(Kernel kernel) {
    return new Kernel(
        port(Sysfs.class, kernel.sysfs()),
        port(GpioChips.class, kernel.chips()),
        kernel.uevents(),
        kernel.log(),
        port(Lock.class, kernel.lock()),
        port(Files.class, kernel.files()),
        kernel.modules(),
        kernel.udev(),
        port(Vfio.class, kernel.vfio()),
        kernel.live(),
        kernel.trace());
  }

  private <T> T port(Class<T> type, T port) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              count(method.getName());
              return called(port, method, args == null ? new Object[0] : args);
            }));
  }

  private void count(String call) {
    if (!locked || call.equals("close") || changesOnly && !CHANGES.contains(call)) {
      return;
    }
    left--;
    if (left == 0) {
      happened = true;
      try {
        event.run();
      } catch (Killed killed) {
        // Dead for all that comes, also for going back.
        left = 1;
        throw killed;
      }
    }
  }

  private Object called(Object port, Method method, Object[] args) throws Throwable {
    Object result;
    try {
      result = method.invoke(port, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    locked |= method.getName().equals("take");
    return result instanceof Attempt.Done<?> done && done.result() instanceof Files.Appending end
        ? Attempt.done(port(Files.Appending.class, end))
        : result;
  }
}
