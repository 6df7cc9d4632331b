// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.plan.Step.Queue;
import org.dtbind.bind.plan.Step.Release;
import org.dtbind.bind.plan.Step.SetLine;
import org.dtbind.bind.plan.Step.SetOverride;
import org.dtbind.device.DriverOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Attempt;
import org.dtbind.kernel.Attempt.Nothing;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Operation;
import org.dtbind.kernel.WritableKernel;

/**
 * Writes the steps for one device, and reads the resulting state. The journal lists only the steps
 * of a plan, not those of a rollback, so {@link PlanSteps} records them.
 */
final class StepWriter {

  private final WritableKernel kernel;
  private final LinuxDevice before;
  private final List<Step> written = new ArrayList<>();

  /** The timeout for a write that can block in the kernel. */
  private final Duration limit;

  /** Whether a write is still blocked in the kernel. A second write would block, too. */
  private boolean waiting;

  /**
   * The override as read back after the last write; before the first write, the former override.
   */
  private DriverOverride override;

  StepWriter(WritableKernel kernel, LinuxDevice before, Duration limit) {
    this.kernel = kernel;
    this.limit = limit;
    this.before = before;
    this.override = before.override();
  }

  /** {@return a writer for rolling back, which has not written anything} */
  StepWriter forRollBack() {
    return new StepWriter(kernel, before, limit);
  }

  /** {@return whether the release of the device is still blocked in the kernel} */
  boolean isWaiting() {
    return waiting;
  }

  Attempt<Nothing> write(Step step) {
    if (waiting) {
      return Attempt.failed(Failure.of(Operation.WRITE, step.path(), Errno.ETIMEDOUT));
    }
    if (kernel.trace().listens()) {
      kernel.trace().decided(step.text());
    }
    written.add(step);
    if (step instanceof SetLine line) {
      return line.line().set(kernel);
    }
    if (step instanceof Release release && release.mayWait()) {
      return release(release);
    }
    return step instanceof SetOverride other
        ? set(other)
        : kernel.sysfs().write(step.path(), step.content());
  }

  private Attempt<Nothing> release(Release step) {
    Attempt<Nothing> released = kernel.sysfs().writeWithin(step.path(), step.content(), limit);
    waiting = released.failure().filter(why -> why.errno() == Errno.ETIMEDOUT).isPresent();
    return released;
  }

  private Attempt<Nothing> set(SetOverride step) {
    return kernel
        .sysfs()
        .writeAndRead(step.path(), step.content())
        .then(
            now -> {
              override = DriverOverride.of(now.latin1());
              return Attempt.done();
            });
  }

  List<Step> written() {
    return List.copyOf(written);
  }

  LinuxDevice now() {
    return before.readAgain(kernel.sysfs());
  }

  /**
   * {@return the override as read back after the last write; the former override if there was none}
   */
  DriverOverride override() {
    return override;
  }

  Optional<String> driver() {
    return LinuxDevice.driver(kernel.sysfs(), before.directory());
  }

  boolean has(String driver) {
    return driver().filter(driver::equals).isPresent();
  }

  /**
   * Whether a driver is bound, and its probe is complete.
   *
   * <p>Linux creates the driver link before it calls the probe and removes it when the probe fails
   * (drivers/base/dd.c, {@code really_probe()}). A write to {@code drivers_probe} takes the
   * device's lock, so it returns after a running probe, and does nothing to a bound device.
   */
  boolean isSettled(String driver, Consumer<Step> write) {
    if (!has(driver)) {
      return false;
    }
    write.accept(new Queue(before));
    return has(driver);
  }

  boolean gone() {
    return !kernel.sysfs().exists(before.directory());
  }
}
