// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Drivers.Availability;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Kernel;

/**
 * Finds the reason not to bind a device to a driver. Only reads.
 *
 * @param availability how the driver becomes available
 * @param fromAnyDriver whether the device may be taken from any driver
 */
record BindRejections(
    DriverChoice choice, String driver, Availability availability, boolean fromAnyDriver) {

  /** {@return the first reason that applies; empty if there is none} */
  Optional<Problem> first() {
    return choice.isBoundTo(driver)
        ? notAtBoot()
        : Problem.first(
            this::groupInUse,
            this::notAtBoot,
            this::driverIsMissing,
            this::hasNoLines,
            choice.request().unlessForced(this::mayNotSupportTheDevice),
            choice.request().unlessForced(this::boundToItsOwnDriver),
            choice.request().unlessForced(this::hasItsOwnDriver),
            choice.request().unlessForced(this::inUse),
            this::keptByTheKernel);
  }

  private Optional<Problem> groupInUse() {
    return fromAnyDriver ? Optional.empty() : InUse.held(kernel(), device());
  }

  private Optional<Problem> notAtBoot() {
    return choice.request().atBoot() instanceof AtBoot.Bound && !choice.overrides()
        ? Optional.of(Rejections.notAtBoot(device()))
        : Optional.empty();
  }

  private Optional<Problem> driverIsMissing() {
    return availability instanceof Availability.None none
        ? Optional.of(none.problem())
        : Optional.empty();
  }

  private Optional<Problem> hasNoLines() {
    return driver.equals(Drivers.AGGREGATOR) && choice.lines().isEmpty()
        ? Optional.of(choice.noLines("which gpio-aggregator needs", "add \"gpios\" to the node"))
        : Optional.empty();
  }

  private Optional<Problem> mayNotSupportTheDevice() {
    // On a bus without overrides, a driver binds only to devices in its own table, so it need not
    // be generic.
    boolean understood =
        !device().override().supported() && choice.request().match() == BindRequest.Match.OVERRIDE;
    return understood || Drivers.isGeneric(driver)
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUITABLE,
                    "%s is not a known generic driver; it might bind to %s without supporting it"
                        .formatted(driver, device().text()))
                .help("if you are sure, use --force"));
  }

  private Optional<Problem> boundToItsOwnDriver() {
    return device()
        .driver()
        .filter(holder -> !fromAnyDriver && !Drivers.isGeneric(holder))
        .map(holder -> Rejections.taken(device(), holder));
  }

  private Optional<Problem> hasItsOwnDriver() {
    return fromAnyDriver
        ? Optional.empty()
        : new RealDrivers(choice.actual()).rejected(device(), driver);
  }

  /** A device without a driver cannot be in use. */
  private Optional<Problem> inUse() {
    return device().driver().flatMap(holder -> choice.actual().inUse().rejected(device()));
  }

  private Optional<Problem> keptByTheKernel() {
    return device().driver().flatMap(holder -> choice.actual().inUse().unreleasable(device()));
  }

  private LinuxDevice device() {
    return choice.device();
  }

  private Kernel kernel() {
    return choice.actual().kernel();
  }
}
