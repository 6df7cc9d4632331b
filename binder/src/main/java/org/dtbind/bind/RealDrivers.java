// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LinuxDevice;

/**
 * Finds drivers that were written for a device, other than its current driver. The kernel does not
 * report which compatible strings its drivers match. There are three signs:
 *
 * <ul>
 *   <li>a driver is bound to the device: {@link LinuxDevice#driver()};
 *   <li>a driver defers its probe: its name precedes the reason in {@code devices_deferred}, unless
 *       the kernel itself waits for a supplier;
 *   <li>a module has a matching alias: {@link KernelModules.Aliases#claims}.
 * </ul>
 *
 * <p>A built-in driver that is neither bound nor waiting has rejected the device at boot. This
 * cannot be told from the absence of a driver.
 */
record RealDrivers(ActualState actual) {

  /** The reason why a device without a driver is not bound to another driver without force. */
  Optional<Problem> rejected(LinuxDevice device, String wanted) {
    boolean decided =
        device.driver().isPresent()
            || device.override().driver().filter(wanted::equals).isPresent();
    return decided || device.node().isEmpty()
        ? Optional.empty()
        : waiting(device, wanted).or(() -> claimed(device, wanted));
  }

  private Optional<Problem> waiting(LinuxDevice device, String wanted) {
    Optional<String> reason = actual.deferral(device);
    Optional<String> driver =
        reason
            .filter(text -> text.contains(": "))
            .map(text -> text.substring(0, text.indexOf(": ")))
            .filter(name -> Drivers.exists(actual.kernel(), device.bus(), name))
            .filter(name -> !Drivers.isGeneric(name));
    return driver.map(
        name ->
            Problem.of(
                    Reason.UNSUITABLE,
                    "%s has its own driver, %s, which has deferred probing"
                        .formatted(device.text(), name))
                .details(List.of("the kernel reports: " + reason.get()))
                .help(keeps("make available what the driver is waiting for", wanted)));
  }

  private Optional<Problem> claimed(LinuxDevice device, String wanted) {
    return actual.claims(device).stream().findFirst().map(claim -> claimed(device, wanted, claim));
  }

  private static Problem claimed(LinuxDevice device, String wanted, KernelModules.Claim claim) {
    String module = claim.module();
    return Problem.of(
            Reason.UNSUITABLE,
            "%s has its own driver, in module %s".formatted(device.text(), module))
        .details(List.of("the module supports " + claim.alias()))
        .help(
            keeps(
                claim.builtIn()
                    ? "check the kernel's messages for why this built-in driver did not bind "
                        + "to the device"
                    : "run modprobe " + module + " to load that driver",
                wanted));
  }

  private static String keeps(String first, String wanted) {
    return "%s, or use --force to reserve the device for %s".formatted(first, wanted);
  }
}
