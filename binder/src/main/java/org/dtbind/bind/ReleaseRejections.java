// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.Optional;
import org.dtbind.bind.UnbindRequest.Then;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.Drivers.Availability;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.plan.Rejections;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;

/**
 * Finds the reason not to release a device as planned. Only reads.
 *
 * @param binding how dtbind bound the device; empty if it did not
 * @param availability how the former driver becomes available
 * @param stale how the device was changed after dtbind changed it; empty if it was not
 */
record ReleaseRejections(
    ActualState actual,
    UnbindRequest request,
    Plan plan,
    Optional<Binding> binding,
    Availability availability,
    Optional<String> stale) {

  /** {@return the first reason that applies; empty if there is none} */
  Optional<Problem> first() {
    return Problem.first(
        this::formerDriverIsMissing,
        request.unlessForced(this::boundByAnotherProgram),
        request.unlessForced(this::inUse),
        this::keptByTheKernel,
        request.unlessForced(this::boundByDriverctlAtBoot));
  }

  private Optional<Problem> formerDriverIsMissing() {
    return availability instanceof Availability.None none
        ? Optional.of(
            none.problem()
                .prefixed("the former driver cannot be restored")
                .help(
                    "load that driver's module, or use --none to leave the device without a "
                        + "driver"))
        : Optional.empty();
  }

  /** Only a driver that is not generic is evidence that somebody else wants the device bound. */
  private Optional<Problem> boundByAnotherProgram() {
    LinuxDevice device = plan.before();
    if (request.then() == Then.NONE || binding.isPresent()) {
      return Optional.empty();
    }
    return device
        .driver()
        .or(() -> device.override().driver())
        .filter(name -> !Drivers.isGeneric(name))
        .map(
            name ->
                Problem.of(
                        Reason.UNSUITABLE,
                        "%s is %s %s, but not by dtbind"
                            .formatted(
                                device.text(),
                                device.driver().isPresent() ? "bound to" : "reserved for",
                                name))
                    .details(stale.stream().toList())
                    .help("use --force to release it anyway, or --none to keep all drivers away"));
  }

  private Optional<Problem> inUse() {
    return plan.releases() ? actual.inUse().rejected(plan.before()) : Optional.empty();
  }

  private Optional<Problem> keptByTheKernel() {
    return plan.releases() ? actual.inUse().unreleasable(plan.before()) : Optional.empty();
  }

  private Optional<Problem> boundByDriverctlAtBoot() {
    return request.then() == Then.NONE && request.persist()
        ? actual
            .driverctl(plan.before(), plan.driver())
            .map(note -> Rejections.twoDrivers(plan.before(), note))
        : Optional.empty();
  }
}
