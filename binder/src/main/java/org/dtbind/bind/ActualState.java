// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dtbind.bind.plan.Drivers;
import org.dtbind.bind.plan.InUse;
import org.dtbind.bind.record.Binding;
import org.dtbind.bind.record.Bindings;
import org.dtbind.bind.record.PersistentBinding;
import org.dtbind.bind.record.PersistentBindings;
import org.dtbind.bind.record.Recorded;
import org.dtbind.device.Deferrals;
import org.dtbind.device.DeviceResolver;
import org.dtbind.device.DeviceSnapshot;
import org.dtbind.device.DriverctlOverrides;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LinuxDevice;
import org.dtbind.device.LiveTree;
import org.dtbind.device.PageSize;
import org.dtbind.device.Resolution;
import org.dtbind.export.target.TargetDevice;
import org.dtbind.gpio.LineControllers;
import org.dtbind.gpio.LiveGpio;
import org.dtbind.gpio.SourceLines;
import org.dtbind.iommu.GroupRules;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.uio.UioMappings;
import org.dtbind.spec.SafeState;

/**
 * The state of a system that plans need. Data that all devices share is read once, when it is first
 * needed. Confined to one thread.
 */
public final class ActualState {

  private final Kernel kernel;
  private final LiveTree tree;
  private final DeviceResolver resolver;
  private final Bindings bindings;
  private final LineControllers controllers;
  private final Set<String> drivers = new HashSet<>();
  private Optional<Map<String, String>> deferred = Optional.empty();
  private Optional<KernelModules.Aliases> aliases = Optional.empty();
  private Optional<GroupRules> groupRules = Optional.empty();
  private Optional<Persistence> persistence = Optional.empty();
  private Optional<DriverctlOverrides> driverctl = Optional.empty();
  private final UioMappings uio;
  private final List<LiveGpio.Place> freed;

  private ActualState(Kernel kernel) {
    this.kernel = kernel;
    this.tree = LiveTree.of(kernel.sysfs());
    this.controllers = new LineControllers(tree);
    this.resolver = new DeviceResolver(DeviceSnapshot.read(kernel.sysfs()), tree);
    this.bindings = new Bindings(kernel.files()).ofMany();
    this.uio = new UioMappings(tree::whole, () -> PageSize.of(kernel.sysfs()));
    this.freed = List.of();
  }

  private ActualState(ActualState before, List<LiveGpio.Place> freed) {
    this.kernel = before.kernel;
    this.tree = before.tree;
    this.controllers = before.controllers;
    this.resolver = before.resolver;
    this.bindings = before.bindings;
    this.uio = before.uio;
    this.freed = List.copyOf(freed);
  }

  static ActualState read(Kernel kernel) {
    return new ActualState(kernel);
  }

  public Kernel kernel() {
    return kernel;
  }

  /**
   * {@return this state, in which lines count as free that are in use now: the same request frees
   * them before it changes any device}
   */
  public ActualState freeing(List<LiveGpio.Place> lines) {
    return lines.isEmpty() ? this : new ActualState(this, lines);
  }

  /** {@return what finds uses of devices} */
  InUse inUse() {
    return new InUse(kernel, freed);
  }

  /** {@return the tree of the running kernel} */
  public LiveTree tree() {
    return tree;
  }

  /** {@return the controllers that have been found in the tree so far} */
  public LineControllers controllers() {
    return controllers;
  }

  /**
   * {@return the device that a name refers to}
   *
   * @param wanted a node path, label, alias, node name or Linux name
   */
  public Resolution resolve(String wanted) {
    return resolver.resolve(wanted);
  }

  Recorded recorded(LinuxDevice device) {
    return bindings.of(device);
  }

  /**
   * {@return a note if driverctl binds a device to another driver than the given one when it is
   * added}
   */
  Optional<String> driverctl(LinuxDevice device, Optional<String> driver) {
    if (driverctl.isEmpty()) {
      driverctl = Optional.of(DriverctlOverrides.read(kernel.files()));
    }
    return driverctl
        .get()
        .of(device)
        .filter(other -> !other.equals(driver.orElse(TargetDevice.NO_DRIVER)))
        .map(
            other ->
                ("because of %s, driverctl binds it to %s whenever it is added, for example at the"
                        + " next boot")
                    .formatted(DriverctlOverrides.path(device), other));
  }

  /** {@return what a program can reach through a device's node of a driver, beyond the device} */
  List<String> beyond(LinuxDevice device, Optional<String> driver) {
    return uio.beyond(device.node(), driver);
  }

  /** {@return the udev rules that set the owners of the device nodes of IOMMU groups} */
  GroupRules groupRules() {
    if (groupRules.isEmpty()) {
      groupRules = Optional.of(GroupRules.read(kernel.files()));
    }
    return groupRules.get();
  }

  /** {@return the names of dtbind's udev rule files that last until the next boot} */
  List<String> rulesUntilReboot() {
    return groupRules().names().getOrDefault(GroupRules.UNTIL_REBOOT, List.of());
  }

  Persistence persistence() {
    if (persistence.isEmpty()) {
      persistence = Optional.of(new Persistence(kernel, PersistentBindings.read(kernel.files())));
    }
    return persistence.get();
  }

  /**
   * {@return the binding that dtbind made since the system started, or at boot, if the device has
   * not been changed since}
   */
  Optional<Binding> held(LinuxDevice device, Recorded recorded) {
    return recorded
        .known()
        .or(() -> persistence().records().of(device).map(PersistentBinding::binding))
        .filter(binding -> binding.holds(device));
  }

  /**
   * {@return the safe states of a device that is bound to a driver at each boot; empty if it is not
   * bound to this one}
   */
  Optional<Map<Integer, SafeState>> safeAtBoot(LinuxDevice device, Optional<String> driver) {
    return persistence()
        .records()
        .of(device)
        .map(PersistentBinding::binding)
        .filter(one -> one.driver().equals(driver) && one.node().equals(device.node()))
        .map(Binding::safe);
  }

  /**
   * {@return how a driver is made available for a device; a present driver is looked up only once}
   */
  Drivers.Availability availability(LinuxDevice device, String driver) {
    String path = device.bus() + "/" + driver;
    if (drivers.contains(path)) {
      return new Drivers.Availability.Present();
    }
    Drivers.Availability availability = Drivers.availability(kernel, device, driver);
    if (availability instanceof Drivers.Availability.Present) {
      drivers.add(path);
    }
    return availability;
  }

  List<Recorded> recorded() {
    return bindings.all();
  }

  /** {@return the lines that gpio-aggregator would use for a device} */
  Optional<SourceLines> lines(LinuxDevice device) {
    return device.node().flatMap(node -> SourceLines.of(tree, node, controllers));
  }

  /** {@return why the kernel defers a device's probe; empty if it does not, or gives no reason} */
  Optional<String> deferral(LinuxDevice device) {
    if (deferred.isEmpty()) {
      deferred = Optional.of(Deferrals.read(kernel.sysfs()));
    }
    return Optional.ofNullable(deferred.get().get(device.name())).filter(text -> !text.isEmpty());
  }

  /** {@return the modules that support a device, except those whose drivers support any device} */
  List<KernelModules.Claim> claims(LinuxDevice device) {
    if (aliases.isEmpty()) {
      List<KernelModules.Claim> all = new ArrayList<>(KernelModules.of(kernel).aliases().claims());
      all.removeIf(claim -> GenericDriver.isModule(claim.module()));
      aliases = Optional.of(new KernelModules.Aliases(all));
    }
    KernelModules.Aliases known = aliases.get();
    return known.claims().isEmpty()
        ? List.of()
        : device.modalias(kernel.sysfs()).map(known::claims).orElse(List.of());
  }
}
