// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.DeviceSubject;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.RecordChange;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Recorded;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.change.result.Result;
import org.dtbind.device.LinuxDevice;
import org.dtbind.kernel.Kernel;

/**
 * Turns a request to give a device's nodes to somebody into a plan, or finds the reason why there
 * is none. Only reads.
 */
record GivePreparation(Preparation preparation) {

  Result<DeviceSubject> give(GiveRequest request, LinuxDevice device, Recorded recorded) {
    Kernel kernel = preparation.actual().kernel();
    Plan plan = Plan.of(device, device.driver(), device.override().driver(), Optional.empty());
    AccessPlanning access =
        new AccessPlanning(preparation.actual(), request, plan, recorded.known());
    OwnerPlan owners = access.owners();
    boolean again = owners.revocation().bindsAgain();
    Optional<Problem> rejection =
        Problem.first(
            () -> withoutNode(kernel, device),
            () -> preparation.actual().inUse().remainingAccess(device, owners, request.force()),
            access::rejected);
    if (rejection.isPresent()) {
      return Result.rejected(rejection.get());
    }
    // Without a record, the current driver is also the one to restore later.
    Binding kept =
        preparation
            .actual()
            .held(device, recorded)
            .orElseGet(() -> Binding.of(device, device.driver(), device.override().driver()));
    RecordChange record = new RecordChange(recorded.known(), kept, Optional.of(kept));
    return preparation.given(
        access, (again ? plan.bindingAgain() : plan).with(owners), record, false, owners.notes());
  }

  private static Optional<Problem> withoutNode(Kernel kernel, LinuxDevice device) {
    if (device.driver().isEmpty()) {
      return Optional.of(
          Problem.of(
                  Reason.UNSUITABLE,
                  "%s has no driver, and therefore no device node".formatted(device.text()))
              .help("specify the driver (bind: DRIVER), or omit " + KEYS));
    }
    List<String> nodes = DeviceNodes.of(kernel, device);
    if (nodes.isEmpty()) {
      return Optional.of(
          Problem.of(
                  Reason.UNSUITABLE,
                  "%s does not create a device node for %s"
                      .formatted(device.driver().get(), device.text()))
              .help("specify another driver (bind: DRIVER), or omit " + KEYS));
    }
    List<String> subsystems = DeviceNodes.subsystems(kernel, device);
    return subsystems.size() == 1
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUITABLE,
                    "%s has device nodes in several subsystems".formatted(device.text()))
                .details(nodes)
                .help("write udev rules for them yourself, and omit " + KEYS));
  }

  private static final String KEYS = "owner, group, mode and link";
}
