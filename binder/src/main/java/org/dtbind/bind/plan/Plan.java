// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dtbind.bind.plan.Drivers.Way;
import org.dtbind.bind.plan.Step.Attach;
import org.dtbind.bind.plan.Step.Release;
import org.dtbind.bind.plan.Step.SetOverride;
import org.dtbind.bind.record.Binding;
import org.dtbind.change.FileChange;
import org.dtbind.change.NeededModule;
import org.dtbind.change.SafeLine;
import org.dtbind.device.LinuxDevice;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.kernel.Kernel;
import org.dtbind.spec.SafeState;

/**
 * What is to be written to bring a device from one state to another.
 *
 * @param before the device as it is
 * @param driver it is to have afterwards; empty for none
 * @param override it is to have afterwards; empty for none
 * @param steps in order; none where all is so already
 * @param chip what its GPIO chip is to be like afterwards; empty where it is to have none
 * @param module that must be loaded first; empty where none must
 * @param files that are written or removed before the first step
 * @param owners to whom its nodes are given once all is verified
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

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    files = List.copyOf(files);
  }

  /**
   * {@return the plan}
   *
   * <p>While the device goes from driver to driver its override names the one it goes to, whatever
   * it is to be afterwards, so that there is no moment in which a third could take it.
   *
   * @param device as it is
   * @param driver it is to have; empty for none
   * @param override it is to have; empty for none
   * @param chip what its GPIO chip is to be like
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
   * {@return the plan for a driver that is told a device's id before, and to forget it after}
   *
   * @param device the device
   * @param driver name of the driver
   * @param id that was told to the driver
   * @param chip that is expected; empty for none
   */
  public static Plan byId(
      LinuxDevice device, String driver, String id, Optional<ExpectedChip> chip) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.AddId(device, driver, id));
    device.driver().ifPresent(holder -> steps.add(new Release(device, holder)));
    steps.add(new Attach(device, driver));
    steps.add(new Step.RemoveId(device, driver, id));
    Optional<String> override = device.override().driver();
    return new Plan(
        device,
        Optional.of(driver),
        override,
        steps,
        chip,
        Optional.empty(),
        List.of(),
        OwnerPlan.NOTHING);
  }

  /** {@return what takes back the id that a driver is told for a moment; empty where none is} */
  public Optional<Step.RemoveId> forgetting() {
    return steps.stream()
        .filter(Step.RemoveId.class::isInstance)
        .map(Step.RemoveId.class::cast)
        .findFirst();
  }

  /**
   * {@return the same, with the module loaded first by which the driver comes}
   *
   * @param way how the driver gets there
   */
  public Plan after(Way way) {
    Optional<NeededModule> needed =
        way instanceof Way.Load load ? Optional.of(load.module()) : Optional.empty();
    return new Plan(before, driver, override, steps, chip, needed, files, owners);
  }

  /**
   * {@return the same, and in the end the device is offered to whichever driver matches: one that
   * came while it was kept for another has not seen it}
   */
  public Plan offering() {
    List<Step> all = new ArrayList<>(steps);
    all.add(new Step.Offer(before));
    return new Plan(before, driver, override, all, chip, module, files, owners);
  }

  /**
   * {@return the same, where it takes the device from gpio-aggregator with steps before the others
   * that set lines to what is on record, since their chip goes}
   *
   * @param kernel of the system
   * @param binding what is recorded; empty for nothing
   * @param force whether lines that cannot be set are left
   * @param notes for people, a line each
   */
  public Plan settingLines(
      Kernel kernel, Optional<Binding> binding, boolean force, List<String> notes) {
    Map<Integer, SafeState> safe = binding.map(Binding::safe).orElse(Map.of());
    if (safe.isEmpty() || !releases() || !before.driver().equals(Optional.of(Drivers.AGGREGATOR))) {
      return this;
    }
    List<Step> all = new ArrayList<>();
    SafeLine.of(LiveGpio.below(kernel, before.folder()), safe, force, notes)
        .forEach(line -> all.add(new Step.SetLine(before, line)));
    all.addAll(steps);
    return new Plan(before, driver, override, all, chip, module, files, owners);
  }

  /**
   * {@return the same, with files that are changed first}
   *
   * @param changes of files
   */
  public Plan with(List<FileChange> changes) {
    return new Plan(before, driver, override, steps, chip, module, changes, owners);
  }

  /**
   * {@return the same, with nodes that are given to somebody}
   *
   * @param nodes owners of nodes
   */
  public Plan with(OwnerPlan nodes) {
    return new Plan(before, driver, override, steps, chip, module, files, nodes);
  }

  /** Keeping devices for their next drivers, releasing them, binding them. */
  public static final int PHASES = 3;

  /**
   * {@return how many steps are done at the end of a phase: devices that are changed together go
   * from phase to phase together}
   *
   * @param phase 0, 1 or 2: hold, release, attach
   */
  public int end(int phase) {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      int begins = step instanceof Release ? 1 : step instanceof Attach ? 2 : 0;
      if (begins > phase) {
        return i;
      }
    }
    return steps.size();
  }

  /** {@return whether there is anything to do} */
  public boolean changes() {
    return !steps.isEmpty() || !files.isEmpty() || owners.pending();
  }

  /** {@return whether the device is offered to whichever driver matches} */
  public boolean offers() {
    return steps.stream().anyMatch(Step.Offer.class::isInstance);
  }

  /** {@return whether the device is taken from a driver} */
  public boolean releases() {
    return steps.stream().anyMatch(Release.class::isInstance);
  }

  /** {@return the writes in order, a line each, and what they cannot undo} */
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    if (!changes()) {
      lines.add("nothing to write: " + before.text() + " is already as requested");
      return lines;
    }
    files.forEach(change -> lines.add(change.text()));
    module.map(NeededModule::text).ifPresent(lines::add);
    for (Step step : steps) {
      lines.add(step.text());
      if (step instanceof Attach) {
        lines.add("# if that answers EAGAIN: " + new Step.Queue(before).text());
      }
    }
    if (owners.pending() || !driver.equals(before.driver())) {
      lines.addAll(owners.text());
    }
    if (releases()) {
      lines.add("# not restored by a rollback: the electrical state of lines that the driver set");
    }
    return lines;
  }
}
