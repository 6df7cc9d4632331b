// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.change;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.Plan;
import org.dtbind.change.result.Problem;
import org.dtbind.gpio.ChipDirectories;
import org.dtbind.gpio.GpioChip;
import org.dtbind.kernel.Failure;
import org.dtbind.kernel.Watch;
import org.dtbind.kernel.WritableKernel;
import org.dtbind.linux.GenericDriver;

/** Verifies that a device is as planned, and finds what its driver created. */
final class DeviceVerification {

  private static final Duration NODE_APPEARS = Duration.ofSeconds(1);

  private final WritableKernel kernel;
  private final Plan plan;
  private final StepWriter writer;
  private final Duration timeout;
  private final List<String> notes = new ArrayList<>();
  private Optional<GpioChip> chip = Optional.empty();
  private Optional<String> driver = Optional.empty();

  DeviceVerification(WritableKernel kernel, Plan plan, StepWriter writer, Duration timeout) {
    this.kernel = kernel;
    this.plan = plan;
    this.writer = writer;
    this.timeout = timeout;
  }

  /** {@return notes about what could not be verified, or was found, one per line} */
  List<String> notes() {
    return notes;
  }

  /** {@return the GPIO chip when it was last read; empty if there was none} */
  Optional<GpioChip> chip() {
    return chip;
  }

  /** {@return the driver when it was last read; empty if there was none} */
  Optional<String> driver() {
    return driver;
  }

  /**
   * Compares the device with the plan, and waits for the chip and the device nodes of its driver.
   */
  Optional<Problem> verify(ChipDirectories chips, Watch watch) {
    return verifyDriver().or(() -> verifyChip(chips, watch)).or(() -> verifyFile(watch));
  }

  private Optional<Problem> verifyDriver() {
    if (plan.steps().isEmpty() && plan.driver().isEmpty() && writer.gone()) {
      // The plan changes only files of a device that does not exist.
      return Optional.empty();
    }
    Optional<String> now = writer.driver();
    driver = now;
    boolean taken = plan.offers() && now.isPresent();
    if (taken) {
      notes.add("%s supports this device, and is now bound to it".formatted(now.get()));
    }
    // A device with a driver exists, so check the existence only without a driver.
    if ((taken || now.equals(plan.driver())) && (now.isPresent() || !writer.gone())) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            "%s is bound to %s, not to %s"
                .formatted(
                    plan.before().text(), now.orElse("no driver"), plan.driver().orElse("none"))));
  }

  private Optional<Problem> verifyChip(ChipDirectories chips, Watch watch) {
    if (plan.chip().isEmpty()) {
      return Optional.empty();
    }
    watch.until(
        () -> "the GPIO chip of " + plan.before().text(),
        () -> findChip(chips).isPresent() || isLost());
    // Without devtmpfs, udev creates the device node with a delay; in a container, it never
    // appears.
    watch.until(
        NODE_APPEARS,
        () -> findChip(chips).filter(DeviceVerification::hasNode).isPresent() || isLost());
    if (chip.isEmpty()) {
      return Problem.stopped(watch, plan.before().text() + " was being changed")
          .or(() -> Optional.of(explain(watch).noChip(timeout)));
    }
    Optional<Failure> unreadable = chip.get().unreadable();
    if (unreadable.isPresent()) {
      notes.add("dtbind could not verify the lines: " + unreadable.get().text());
      return Optional.empty();
    }
    List<String> differences = plan.chip().get().differences(chip.get());
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of("the chip of %s differs from the devicetree".formatted(plan.before().text()))
                .details(differences));
  }

  private Optional<Problem> verifyFile(Watch watch) {
    Optional<GenericDriver> driver =
        plan.driver().flatMap(GenericDriver::named).filter(GenericDriver::makesFile);
    boolean verified =
        driver.isEmpty()
            || watch.until(
                    () -> "the device node of " + plan.before().text(), () -> hasFile() || isLost())
                && !isLost();
    return verified
        ? Optional.empty()
        : Problem.stopped(watch, plan.before().text() + " was being changed")
            .or(() -> Optional.of(explain(watch).noFile(timeout)));
  }

  private boolean hasFile() {
    return !DeviceNodes.files(kernel.sysfs(), writer.now()).isEmpty();
  }

  /** Whether waiting is useless, because the device has disappeared or lost its driver. */
  private boolean isLost() {
    return !writer.driver().equals(plan.driver());
  }

  /** Reads the chip again, unless it is known to have a device node. */
  private Optional<GpioChip> findChip(ChipDirectories chips) {
    if (chip.filter(DeviceVerification::hasNode).isEmpty()) {
      chip = chips.below(plan.before().directory());
    }
    return chip;
  }

  private static boolean hasNode(GpioChip chip) {
    return chip.unreadable().filter(Failure.Missing.class::isInstance).isEmpty();
  }

  private FailureCauses explain(Watch watch) {
    return new FailureCauses(kernel, plan, watch.messages());
  }
}
