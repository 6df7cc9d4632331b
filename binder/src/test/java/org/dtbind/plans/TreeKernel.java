// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.plans;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.KernelLog;
import org.dtbind.kernel.Lock;
import org.dtbind.kernel.Modules;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.Trace;
import org.dtbind.kernel.Uevents;
import org.dtbind.kernel.Vfio;
import org.dtbind.kernel.WritableGpioChips;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.kernel.WritableUdev;
import org.dtbind.plans.SystemTree.Entry;
import org.dtbind.plans.SystemTree.Node;

/** The kernel of a system that is written as text. Whatever would change it fails the test. */
public final class TreeKernel {

  private TreeKernel() {}

  /**
   * {@return the kernel of a system}
   *
   * @param text the system, in the format of the cases for planners
   */
  public static WritableKernel of(String text) {
    return of(SystemText.read(new SystemTree(Map.of(), Map.of()), text.lines().toList()));
  }

  static WritableKernel of(SystemTree tree) {
    return of(() -> tree);
  }

  /** {@return the kernel of a system that may change} */
  static WritableKernel of(Supplier<SystemTree> tree) {
    return new WritableKernel(
        new TreeSysfs(tree),
        chips(tree),
        never(Uevents.class),
        never(KernelLog.class),
        never(Lock.class),
        new TreeFiles(tree),
        never(Modules.class),
        udev(tree),
        vfio(tree),
        true,
        Trace.NONE);
  }

  private static WritableGpioChips chips(Supplier<SystemTree> tree) {
    return new WritableGpioChips() {
      @Override
      public Attempt<Answer> ask(String device) {
        Optional<Failure> failure = refusal(tree.get(), device);
        return failure.isPresent()
            ? Attempt.failed(failure.get())
            : Optional.ofNullable(tree.get().chips().get(device))
                .map(Attempt::done)
                .orElseGet(() -> Attempt.failed(Failure.of(Operation.OPEN, device, Errno.ENOENT)));
      }

      @Override
      public Attempt<Boolean> drive(String device, int offset, boolean active) {
        throw new AssertionError("planning drove a line of " + device);
      }
    };
  }

  private static Vfio vfio(Supplier<SystemTree> tree) {
    return new Vfio() {
      @Override
      public Attempt<GroupStatus> status(String path) {
        Optional<Failure> failure = refusal(tree.get(), path);
        return failure.isPresent()
            ? Attempt.failed(failure.get())
            : Attempt.done(new GroupStatus(true, false));
      }

      @Override
      public Attempt<Nothing> open(String path) {
        throw new AssertionError("planning opened " + path);
      }
    };
  }

  private static WritableUdev udev(Supplier<SystemTree> tree) {
    return new WritableUdev() {
      @Override
      public boolean runs() {
        return tree.get().entries().containsKey("/run/udev/control");
      }

      @Override
      public Attempt<Nothing> reload() {
        throw new AssertionError("planning reloaded udev's rules");
      }
    };
  }

  /** Why a device node cannot be opened; empty if it can. */
  private static Optional<Failure> refusal(SystemTree tree, String path) {
    Attempt<Entry> entry = tree.open(path);
    return entry
        .failure()
        .or(
            () ->
                entry
                    .value()
                    .flatMap(file -> file instanceof Node node ? node.refused() : Optional.empty())
                    .map(errno -> Failure.of(Operation.OPEN, path, errno)));
  }

  private static <T> T never(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              throw new AssertionError("planning used " + port.getSimpleName());
            }));
  }
}
