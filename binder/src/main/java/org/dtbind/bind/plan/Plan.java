// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.bind.plan.Drivers.Availability;
import org.dtbind.bind.plan.Step.Attach;
import org.dtbind.bind.plan.Step.Release;
import org.dtbind.bind.plan.Step.SetOverride;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.FileChange;
import org.dtbind.change.NeededModule;
import org.dtbind.change.Phase;
import org.dtbind.change.SafeLine;
import org.dtbind.change.result.Result.Planned;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.SafeState;

/**
 * The writes that change the state of a device.
 *
 * @param driver its driver afterwards; empty for none
 * @param override its override afterwards; empty for none
 * @param steps the writes, in order; empty if nothing has to change
 * @param chip its expected GPIO chip afterwards; empty for none
 * @param module the module to load first; empty for none
 * @param files the files to write or remove before the first step
 * @param owners the change of owner of its nodes after verification
 */
public record Plan(
    LinuxDevice before,
    Optional<String> driver,
    Optional<String> override,
    List<Step> steps,
    Optional<ExpectedChip> chip,
    Optional<NeededModule> module,
    List<FileChange> files,
    OwnerPlan owners) {

  /** Copies the lists, each change of a file once. */
  public Plan {
    steps = List.copyOf(steps);
    // A rule of a device may also be a rule of its IOMMU group.
    files = files.stream().distinct().toList();
  }

  /**
   * {@return the plan that gives a device a driver and an override}
   *
   * <p>While the driver changes, the override names the new driver, regardless of its final value,
   * so that no third driver can bind to the device in between.
   *
   * @param driver its driver afterwards; empty for none
   * @param override its override afterwards; empty for none
   * @param chip its expected GPIO chip; empty for none
   */
  public static Plan of(
      LinuxDevice device,
      Optional<String> driver,
      Optional<String> override,
      Optional<ExpectedChip> chip) {
    List<Step> steps = new ArrayList<>();
    boolean moves = !device.driver().equals(driver);
    Optional<String> former = device.override().driver();
    boolean overrides = device.override().supported();
    Optional<String> meanwhile = moves && overrides ? driver.or(() -> override) : override;
    if (overrides && !former.equals(meanwhile)) {
      steps.add(new SetOverride(device, meanwhile));
    }
    if (moves) {
      device.driver().ifPresent(holder -> steps.add(new Release(device, holder)));
      driver.ifPresent(wanted -> steps.add(new Attach(device, wanted)));
    }
    if (overrides && !meanwhile.equals(override)) {
      steps.add(new SetOverride(device, override));
    }
    return new Plan(
        device, driver, override, steps, chip, Optional.empty(), List.of(), OwnerPlan.NOTHING);
  }

  /**
   * {@return this plan, with the device's id added to a driver, the device bound, and the id
   * removed, instead of steps that change the override}
   *
   * @param wanted the driver's name
   * @param id the id, in the format of {@code new_id}
   */
  public Plan byId(String wanted, String id) {
    List<Step> all = new ArrayList<>();
    all.add(new Step.AddId(before, wanted, id));
    before.driver().ifPresent(holder -> all.add(new Release(before, holder)));
    all.add(new Attach(before, wanted));
    all.add(new Step.RemoveId(before, wanted, id));
    return withSteps(all);
  }

  /** {@return the step that removes a temporary id; empty if there is none} */
  public Optional<Step.RemoveId> forgetting() {
    return steps.stream()
        .filter(Step.RemoveId.class::isInstance)
        .map(Step.RemoveId.class::cast)
        .findFirst();
  }

  /**
   * {@return this plan, with the driver's module loaded first if necessary}
   *
   * @param availability how the driver becomes available
   */
  public Plan after(Availability availability) {
    Optional<NeededModule> needed =
        availability instanceof Availability.Load load
            ? Optional.of(load.module())
            : Optional.empty();
    return new Plan(before, driver, override, steps, chip, needed, files, owners);
  }

  /**
   * {@return this plan, with the device released from its driver and bound to it again: processes
   * that opened its nodes before can no longer use it}
   */
  public Plan bindingAgain() {
    List<Step> all = new ArrayList<>(steps);
    driver.ifPresent(
        same -> all.addAll(List.of(new Release(before, same), new Attach(before, same))));
    return withSteps(all);
  }

  /**
   * {@return this plan, with the device offered to any matching driver in the end: a driver that
   * was loaded while the device was reserved could not bind to it}
   */
  public Plan offering() {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step.Offer(before));
    return withSteps(all);
  }

  /**
   * {@return this plan with steps that first set lines to their recorded safe states, if it takes
   * the device from gpio-aggregator, because the chip disappears then; with notes about lines that
   * are left out}
   *
   * @param binding the record; empty for none
   * @param force whether to leave out lines that are in use
   */
  public Planned<Plan> settingLines(Kernel kernel, Optional<Binding> binding, boolean force) {
    Map<Integer, SafeState> safe = binding.map(Binding::safe).orElse(Map.of());
    if (safe.isEmpty() || !releases() || !before.driver().equals(Optional.of(Drivers.AGGREGATOR))) {
      return new Planned<>(this, List.of());
    }
    Planned<List<SafeLine>> lines =
        SafeLine.of(LiveGpio.below(kernel, before.directory()), safe, force);
    List<Step> all = new ArrayList<>();
    lines.subject().forEach(line -> all.add(new Step.SetLine(before, line)));
    all.addAll(steps);
    return new Planned<>(withSteps(all), lines.notes());
  }

  private Plan withSteps(List<Step> all) {
    return new Plan(before, driver, override, all, chip, module, files, owners);
  }

  /**
   * {@return this plan with the given files to change first}
   *
   * @param changes the changes to files, which replace those of this plan
   */
  public Plan with(List<FileChange> changes) {
    return new Plan(before, driver, override, steps, chip, module, changes, owners);
  }

  public Plan with(OwnerPlan nodes) {
    return new Plan(before, driver, override, steps, chip, module, files, nodes);
  }

  /**
   * {@return the steps of a phase, in order; devices that are changed together go through the
   * phases together}
   *
   * @param phase {@link Phase#RELEASE} begins with the first release, {@link Phase#ATTACH} with the
   *     first step that binds, and all steps before belong to {@link Phase#HOLD}
   */
  public List<Step> steps(Phase phase) {
    List<Step> found = new ArrayList<>();
    Phase now = Phase.HOLD;
    for (Step step : steps) {
      if (step instanceof Attach) {
        now = Phase.ATTACH;
      } else if (step instanceof Release && now == Phase.HOLD) {
        now = Phase.RELEASE;
      }
      if (now == phase) {
        found.add(step);
      }
    }
    return found;
  }

  /** {@return whether there is anything to do} */
  public boolean changes() {
    return !steps.isEmpty() || !files.isEmpty() || owners.pending();
  }

  /** {@return whether the device is offered to any matching driver in the end} */
  public boolean offers() {
    return steps.stream().anyMatch(Step.Offer.class::isInstance);
  }

  /** {@return whether the device is taken from a driver} */
  public boolean releases() {
    return steps.stream().anyMatch(Release.class::isInstance);
  }

  /**
   * {@return the writes of this plan in order, one per line, and comments about retries and about
   * what a rollback cannot restore}
   */
  public List<String> text() {
    return text(List.of(this));
  }

  /**
   * {@return the writes of plans that are carried out together, in order, one per line, with
   * comments; the writes for different devices are interleaved}
   */
  public static List<String> text(List<Plan> plans) {
    Set<String> lines = new LinkedHashSet<>();
    plans.stream()
        .filter(plan -> !plan.changes())
        .forEach(
            plan ->
                lines.add("nothing to write: " + plan.before.text() + " is already as requested"));
    plans.forEach(plan -> plan.files.forEach(change -> lines.add(change.text())));
    plans.forEach(plan -> plan.module.map(NeededModule::text).ifPresent(lines::add));
    List<String> all = new ArrayList<>(lines);
    for (Phase phase : Phase.values()) {
      for (Plan plan : plans) {
        for (Step step : plan.steps(phase)) {
          all.add(step.text());
          if (step instanceof Attach) {
            all.add("# if that fails with EAGAIN: " + new Step.Queue(plan.before).text());
          }
        }
      }
    }
    // The devices of an IOMMU group share a device node.
    plans.stream()
        .filter(plan -> plan.owners.pending() || !plan.driver.equals(plan.before.driver()))
        .flatMap(plan -> plan.owners.text().stream())
        .distinct()
        .forEach(all::add);
    if (plans.stream().anyMatch(Plan::releases)) {
      all.add("# a rollback does not restore the electrical state of lines that the driver set");
    }
    return all;
  }
}
