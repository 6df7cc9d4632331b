// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Step;
import org.dtbind.bind.plan.Step.Attach;
import org.dtbind.bind.plan.Step.Queue;
import org.dtbind.bind.plan.Step.Release;
import org.dtbind.bind.plan.Step.SetOverride;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Errno;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Watch;

/** Restores a device to its state before a plan. */
record DeviceRollBack(LinuxDevice before, StepWriter writer, Optional<Step.RemoveId> forget) {

  /** How long to wait for a probe, in addition to the request's timeout, which may have passed. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** {@return the differences from the former state that remain, one per line} */
  List<String> run(Watch watch) {
    List<String> left = forgetId();
    if (!writer.driver().equals(before.driver())) {
      // Until the former driver is bound again, the override keeps other drivers away.
      override(before.driver().or(() -> before.override().driver()), left);
      writer.driver().ifPresent(now -> undo(new Release(before, now), left));
      before.driver().ifPresent(former -> attach(former, watch, left));
    }
    override(before.override().driver(), left);
    LinuxDevice back = writer.now();
    if (!back.driver().equals(before.driver())) {
      left.add(
          "the driver is %s, but was %s before"
              .formatted(text(back.driver()), text(before.driver())));
    }
    if (!back.override().equals(before.override())) {
      left.add(
          "driver_override is %s, but was %s before"
              .formatted(text(back.override().driver()), text(before.override().driver())));
    }
    return left;
  }

  /**
   * Removes only the temporary id, which exists even if the device does not; returns the failure.
   */
  List<String> forgetId() {
    List<String> left = new ArrayList<>();
    // ENODEV: the driver does not have this id, or no longer.
    forget
        .flatMap(step -> writer.write(step).failure())
        .filter(why -> why.errno() != Errno.ENODEV)
        .ifPresent(why -> left.add(why.text()));
    return left;
  }

  private void attach(String former, Watch watch, List<String> left) {
    Attach attach = new Attach(before, former);
    if (writer.write(attach).failure().isPresent() && !writer.isSettled(former, writer::write)) {
      Optional<Failure> refused = writer.write(new Queue(before)).failure();
      // EINVAL means that a device link defers the probe. The device is queued nevertheless.
      if (refused.filter(why -> why.errno() != Errno.EINVAL).isPresent()) {
        left.add(refused.get().text());
      } else if (mayHave(former)) {
        watch.unstoppable(PATIENCE).until(() -> writer.isSettled(former, writer::write));
      }
    }
  }

  /** Whether the driver can still be bound: no other one is, and the override is restored. */
  private boolean mayHave(String driver) {
    LinuxDevice now = writer.now();
    Optional<String> only = Optional.of(driver);
    return (now.driver().isEmpty() || now.driver().equals(only))
        && (!now.override().supported() || now.override().driver().equals(only));
  }

  private void override(Optional<String> driver, List<String> left) {
    if (before.override().supported() && !writer.now().override().driver().equals(driver)) {
      undo(new SetOverride(before, driver), left);
    }
  }

  private void undo(Step step, List<String> left) {
    writer.write(step).failure().ifPresent(why -> left.add(why.text()));
  }

  private static String text(Optional<String> name) {
    return name.orElse("none");
  }
}
