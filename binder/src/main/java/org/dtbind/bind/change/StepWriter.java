// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Operation;

/** Writes steps about one device, each once the journal has it, and sees what became of it. */
final class StepWriter {

  /** Is told of a step before it is done. */
  interface Intentions {
    /** Stores what comes next. */
    Attempt<Nothing> intend(Step step);
  }

  private final Kernel kernel;
  private final LinuxDevice before;
  private final Intentions intentions;
  private final List<Step> written = new ArrayList<>();

  /** How long a write that the kernel may keep waiting is waited for. */
  private final Duration limit;

  /** Whether such a write is still going on: another one would wait for it. */
  private boolean waiting;

  /** As it was read when it was written last; as it was before, until then. */
  private DriverOverride override;

  StepWriter(Kernel kernel, LinuxDevice before, Duration limit, Intentions intentions) {
    this.kernel = kernel;
    this.limit = limit;
    this.before = before;
    this.intentions = intentions;
    this.override = before.override();
  }

  /** {@return one for going back, of which there is nothing to be known but what was before} */
  StepWriter unrecorded() {
    return new StepWriter(kernel, before, limit, step -> Attempt.done());
  }

  /** {@return whether the kernel still waits for somebody to let the device go} */
  boolean isWaiting() {
    return waiting;
  }

  Attempt<Nothing> write(Step step) {
    if (waiting) {
      return Attempt.failed(Failure.of(Operation.WRITE, step.path(), Errno.ETIMEDOUT));
    }
    return intentions
        .intend(step)
        .then(
            stored -> {
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
            });
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

  /** {@return what was written so far} */
  List<Step> written() {
    return List.copyOf(written);
  }

  /** {@return the device as it is now} */
  LinuxDevice now() {
    return before.again(kernel.sysfs());
  }

  /** {@return what its override read after it was written; as it was, where it was not} */
  DriverOverride override() {
    return override;
  }

  /** {@return the driver that has it now} */
  Optional<String> driver() {
    return LinuxDevice.driver(kernel.sysfs(), before.folder());
  }

  boolean has(String driver) {
    return driver().filter(driver::equals).isPresent();
  }

  /**
   * Whether a driver has it for good.
   *
   * <p>Linux makes the driver link before it calls the probe and removes it when that fails
   * (drivers/base/dd.c, {@code really_probe()}). Another write to {@code drivers_probe} takes the
   * device's lock, so it returns after a probe that is going on, and does nothing to a bound
   * device.
   */
  boolean isSettled(String driver) {
    if (!has(driver)) {
      return false;
    }
    write(new Queue(before));
    return has(driver);
  }

  /** {@return whether the device itself has disappeared} */
  boolean gone() {
    return !kernel.sysfs().exists(before.folder());
  }
}
