// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.it;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Vfio;
import org.dtbind.kernel.WritableFiles;
import org.dtbind.kernel.WritableGpioChips;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableSysfs;

/**
 * Runs an event right before one of the calls to a real kernel, counted from the moment at which
 * the lock is taken. Confined to one thread.
 */
final class Disturbance {

  private static final Set<String> CHANGES =
      Set.of(
          "write",
          "writeAndRead",
          "writeWithin",
          "makeDirectory",
          "removeDirectory",
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
   * Creates a disturbance.
   *
   * @param at the number of the call, from 1
   * @param changesOnly whether to count only calls that change something
   * @param event what happens; if it throws {@link Killed}, every later call throws it too
   */
  Disturbance(int at, boolean changesOnly, Runnable event) {
    this.left = at;
    this.changesOnly = changesOnly;
    this.event = event;
  }

  /** Thrown instead of making a call: the simulated process is dead. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Returns whether the event has happened, that is, whether there were enough calls. */
  boolean happened() {
    return happened;
  }

  /** Returns a kernel whose calls are disturbed. */
  WritableKernel in(WritableKernel kernel) {
    return new WritableKernel(
        port(WritableSysfs.class, kernel.sysfs()),
        port(WritableGpioChips.class, kernel.chips()),
        kernel.uevents(),
        kernel.log(),
        port(Lock.class, kernel.lock()),
        port(WritableFiles.class, kernel.files()),
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
              countCall(method.getName());
              return invoke(port, method, args == null ? new Object[0] : args);
            }));
  }

  private void countCall(String call) {
    if (!locked || call.equals("close") || changesOnly && !CHANGES.contains(call)) {
      return;
    }
    left--;
    if (left == 0) {
      happened = true;
      try {
        event.run();
      } catch (Killed killed) {
        // All later calls fail too, including those that roll back.
        left = 1;
        throw killed;
      }
    }
  }

  private Object invoke(Object port, Method method, Object[] args) throws Throwable {
    Object result;
    try {
      result = method.invoke(port, args);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    locked |= method.getName().equals("take");
    return result instanceof Attempt.Done<?> done
            && done.result() instanceof WritableFiles.Appending end
        ? Attempt.done(port(WritableFiles.Appending.class, end))
        : result;
  }
}
