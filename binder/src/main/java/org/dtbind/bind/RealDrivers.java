// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Refusal;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LinuxDevice;

/**
 * Drivers that were written for a device, beside the one that has it. The kernel shows nobody which
 * compatibles its drivers match; three things tell:
 *
 * <ul>
 *   <li>a driver that has the device: {@link LinuxDevice#driver()};
 *   <li>a driver whose probe waits: it names itself in front of the reason, in {@code
 *       devices_deferred}, unless the kernel waits by itself for a supplier;
 *   <li>a module whose list fits the device: {@link KernelModules.Aliases#claims}.
 * </ul>
 *
 * <p>A driver that is built in, and neither has the device nor waits, has refused it before any
 * program ran: that cannot be told from there being none.
 */
record RealDrivers(ActualState actual) {

  /** Why a device without driver is not to be given to another one unasked. */
  Optional<Refusal> rejected(LinuxDevice device, String wanted) {
    boolean decided =
        device.driver().isPresent()
            || device.override().driver().filter(wanted::equals).isPresent();
    return decided || device.node().isEmpty()
        ? Optional.empty()
        : waiting(device, wanted).or(() -> claimed(device, wanted));
  }

  private Optional<Refusal> waiting(LinuxDevice device, String wanted) {
    Optional<String> reason = actual.deferral(device);
    Optional<String> driver =
        reason
            .filter(text -> text.contains(": "))
            .map(text -> text.substring(0, text.indexOf(": ")))
            .filter(name -> Drivers.exists(actual.kernel().sysfs(), device.bus(), name))
            .filter(name -> !Drivers.isGeneric(name));
    return driver.map(
        name ->
            Rejections.unsuitable(
                Problem.of("%s belongs to %s, which is waiting".formatted(device.text(), name))
                    .details(List.of("the kernel says: " + reason.get()))
                    .help(keeps("provide what it waits for", wanted))));
  }

  private Optional<Refusal> claimed(LinuxDevice device, String wanted) {
    return actual.claims(device).stream().findFirst().map(claim -> claimed(device, wanted, claim));
  }

  private static Refusal claimed(LinuxDevice device, String wanted, KernelModules.Claim claim) {
    String module = claim.module();
    return Rejections.unsuitable(
        Problem.of("%s has its own driver, in module %s".formatted(device.text(), module))
            .details(List.of("the module supports " + claim.alias()))
            .help(
                keeps(
                    claim.builtIn()
                        ? "it is built into this kernel: the kernel's messages may show why it "
                            + "did not bind to the device"
                        : "modprobe " + module + " loads that driver",
                    wanted)));
  }

  private static String keeps(String first, String wanted) {
    return "%s, or use --force to reserve the device for %s".formatted(first, wanted);
  }
}
