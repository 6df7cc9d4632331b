// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.bind.plan.DeviceNodes;
import org.dtbind.bind.plan.OwnerPlan;
import org.dtbind.bind.plan.Plan;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.FileChange;
import org.dtbind.change.NodeGrant;
import org.dtbind.change.result.DeclaredPlace;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.LinuxDevice;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.Access;

/**
 * Determines the owners of a device's nodes after a request, or the reason why they cannot be set.
 * Only reads.
 */
record AccessPlanning(
    ActualState actual, AccessRequest request, Plan plan, Optional<Binding> known) {

  /** {@return the access settings that dtbind applied to the nodes before this request} */
  Access before() {
    return known.map(Binding::access).orElse(Access.NONE);
  }

  /** The requested settings; without any, those for each boot, then the recorded ones. */
  private Access wanted() {
    return request.access().orElseGet(() -> asksAtBoot().orElseGet(this::before));
  }

  private Optional<Access> asksAtBoot() {
    return request.atBoot() instanceof AtBoot.Bound bound && bound.access().isSpecified()
        ? Optional.of(bound.access())
        : Optional.empty();
  }

  /**
   * {@return the device with its new driver, and with those of the wanted access settings that
   * rules can apply}
   */
  TargetDevice target() {
    LinuxDevice device = plan.before();
    TargetDevice requested =
        new TargetDevice(
            device.node(),
            device.bus(),
            Optional.of(device.name()),
            plan.driver().or(plan::override),
            List.of(),
            wanted(),
            request instanceof GiveRequest
                ? DeviceNodes.subsystems(actual.kernel(), device).stream().findFirst()
                : Optional.empty());
    return requested.withAccess(requested.possibleAccess());
  }

  /** {@return the reason why the access settings are impossible; empty if they are possible} */
  Optional<Problem> rejected() {
    Access wanted = wanted();
    Optional<Problem> account = DeclaredPlace.noAccount(kernel(), wanted);
    if (account.isPresent()) {
      return account;
    }
    if (target().access().isSpecified() && !target().isNameable()) {
      return Optional.of(
          Problem.of(
                  Reason.UNSUITABLE,
                  "udev rules cannot contain the name of " + plan.before().text())
              .help("omit owner, group, mode and link"));
    }
    Optional<Problem> more = givesMore();
    if (more.isPresent()) {
      return more;
    }
    boolean asked = request.access().isPresent() || asksAtBoot().isPresent();
    return !asked || target().access().equals(wanted)
        ? Optional.empty()
        : Optional.of(impossible(wanted));
  }

  /** Rejects to give somebody more than the device, unless he already has it. */
  private Optional<Problem> givesMore() {
    boolean same =
        plan.driver().equals(plan.before().driver()) && before().equals(target().access());
    if (same || request.force() || !target().access().admitsOthers()) {
      return Optional.empty();
    }
    List<String> beyond = beyond();
    return beyond.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                    Reason.UNSUITABLE,
                    "%s was not given to a user other than root: its device node gives access to more than the device"
                        .formatted(plan.before().text()))
                .details(beyond)
                .help("omit owner, group and mode, or use --force to give it to that user anyway"));
  }

  private List<String> beyond() {
    return actual.beyond(plan.before(), plan.driver());
  }

  /** Whether the driver is known to create nodes, so that only a link can be impossible. */
  private boolean knowsNodes() {
    return target().withAccess(Access.ROOT_ONLY).possibleAccess().isSpecified();
  }

  private Problem impossible(Access wanted) {
    String device = plan.before().text();
    return knowsNodes()
        ? Problem.of(
                Reason.UNSUITABLE,
                "%s is not a GPIO chip, so it cannot have the link %s"
                    .formatted(device, NodeGrant.LINKS + wanted.link().orElse("")))
            .help("omit the link")
        : Problem.of(
                Reason.UNSUITABLE,
                ("dtbind does not know which device nodes %s creates for %s, so it cannot "
                        + "set their owner")
                    .formatted(plan.driver().orElse("its driver"), device))
            .help("omit owner, group, mode and link");
  }

  /**
   * {@return notes about settings that are lost because the new driver creates other nodes, and
   * about what programs can reach beyond the device}
   */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!target().access().equals(wanted())) {
      notes.add(
          knowsNodes()
              ? "dtbind no longer sets the link: only a GPIO chip has one"
              : "dtbind no longer sets the owner of the device nodes: another driver creates them");
    }
    notes.addAll(beyond());
    return notes;
  }

  OwnerPlan owners() {
    return OwnerPlan.of(kernel(), plan, before(), target().access());
  }

  /** {@return the files to change first: the given ones, and those with the access settings} */
  List<FileChange> files(List<FileChange> atBoot) {
    List<FileChange> all = new ArrayList<>(atBoot);
    all.addAll(
        OwnerPlan.files(kernel(), target(), before(), persists(), actual.rulesUntilReboot()));
    return all;
  }

  /** Whether files in {@code /etc} contain the same settings after this request. */
  private boolean persists() {
    return request.atBoot() instanceof AtBoot.Bound
        || request.atBoot() instanceof AtBoot.Unchanged
            && actual
                .persistence()
                .records()
                .of(plan.before())
                .filter(known -> known.binding().access().equals(target().access()))
                .isPresent();
  }

  private Kernel kernel() {
    return actual.kernel();
  }
}
