// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.bind.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.change.NeededModule;
import org.dtbind.change.result.Problem;
import org.dtbind.change.result.Problem.Reason;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LinuxDevice;
import org.dtbind.diag.Nearest;
import org.dtbind.kernel.Kernel;
import org.dtbind.kernel.Paths;
import org.dtbind.kernel.Sysfs;
import org.dtbind.linux.GenericDriver;
import org.dtbind.source.FileName;

/** Finds the drivers of a system, and the modules that contain them. */
public final class Drivers {

  /** The driver that creates chips from lines of other chips. */
  public static final String AGGREGATOR = GenericDriver.GPIO_AGGREGATOR.driver();

  private Drivers() {}

  /** How a driver becomes available to a device. */
  public sealed interface Availability {
    /** The driver is present. */
    record Present() implements Availability {}

    /** A module contains the driver. */
    record Load(NeededModule module) implements Availability {}

    /**
     * The driver is not available.
     *
     * @param problem the reason as text for users
     */
    record None(Problem problem) implements Availability {}
  }

  /**
   * {@return whether a driver is generic: dtbind knows that it supports any device, like spidev}
   */
  public static boolean isGeneric(String driver) {
    return GenericDriver.named(driver).isPresent();
  }

  /**
   * {@return whether a bus has a driver with the attribute {@code bind}}
   *
   * <p>A copy of a system lacks this attribute, because nobody can read it, so there any driver
   * counts.
   */
  public static boolean exists(Kernel kernel, String bus, String driver) {
    String directory = "/sys/bus/" + bus + "/drivers/" + driver;
    return FileName.isSingle(driver)
        && kernel.sysfs().exists(kernel.live() ? directory + "/bind" : directory);
  }

  /**
   * {@return how a driver becomes available to a device: it is on the bus, a module contains it, or
   * it is not available}
   */
  public static Availability availability(Kernel kernel, LinuxDevice device, String driver) {
    if (exists(kernel, device.bus(), driver)) {
      return new Availability.Present();
    }
    Optional<GenericDriver> known = GenericDriver.named(driver);
    boolean elsewhere = known.filter(one -> !one.bus().equals(device.bus())).isPresent();
    KernelModules modules = KernelModules.of(kernel);
    String module = known.map(GenericDriver::module).orElse(driver);
    List<String> all =
        elsewhere || !FileName.isSingle(driver) ? List.of() : modules.withDependencies(module);
    Optional<String> loader = modules.loader();
    if (!all.isEmpty() && loader.isPresent() && !modules.loaded().containsKey(all.get(0))) {
      return new Availability.Load(new NeededModule(driver, all.get(0), loader.get(), all));
    }
    return new Availability.None(missing(kernel, device, driver, modules));
  }

  /** Explains that neither the device's bus nor a module has the driver. */
  private static Problem missing(
      Kernel kernel, LinuxDevice device, String driver, KernelModules modules) {
    Sysfs sysfs = kernel.sysfs();
    String bus = device.bus();
    Problem problem =
        Problem.of(
            Reason.DRIVER_MISSING,
            "this kernel has no driver \"%s\" on bus %s".formatted(driver, bus));
    Optional<GenericDriver> known = GenericDriver.named(driver);
    List<String> details = new ArrayList<>();
    for (String other : sysfs.names("/sys/bus")) {
      if (!other.equals(bus) && exists(kernel, other, driver)) {
        details.add("bus %s has one, but %s is on bus %s".formatted(other, device.name(), bus));
      }
    }
    if (known.filter(one -> !one.bus().equals(bus)).isPresent()) {
      return problem
          .details(details)
          .help(
              "specify another driver: %s is for bus %s, and cannot bind to a device on bus %s"
                  .formatted(driver, known.get().bus(), bus));
    }
    details.add(whyNoModule(modules, known.map(GenericDriver::module).orElse(driver)));
    List<String> near = Nearest.to(driver, sysfs.names("/sys/bus/" + bus + "/drivers"));
    String help =
        known
            .map(GenericDriver::option)
            .map(
                option ->
                    "build the kernel with %s=y or =m, or install the package that contains its module (%s)"
                        .formatted(option, "Yocto: kernel-module-" + driver.replace('_', '-')))
            .orElse(
                near.isEmpty()
                    ? ("load the module that contains it; to list the drivers on bus %s, run ls "
                            + "/sys/bus/%s/drivers")
                        .formatted(bus, bus)
                    : Nearest.question(near));
    return problem.details(details).help(help);
  }

  private static String whyNoModule(KernelModules modules, String module) {
    if (modules.loader().isEmpty()) {
      return "this kernel does not load modules, or no longer does";
    }
    if (modules.loaded().containsKey(module)) {
      return "module %s is loaded, but has no such driver".formatted(module);
    }
    return modules.listed()
        ? "there is no module %s in %s".formatted(module, modules.directory())
        : "the list of the running kernel's modules is missing: %s/modules.dep"
            .formatted(modules.directory());
  }

  /** {@return the names of the drivers of a bus} */
  public static List<String> of(Kernel kernel, String bus) {
    return kernel.sysfs().names("/sys/bus/" + bus + "/drivers");
  }

  /** {@return the module with a driver for a device's bus; empty if the driver is built in} */
  public static Optional<String> module(Kernel kernel, LinuxDevice device, String driver) {
    return kernel
        .sysfs()
        .target(device.busDirectory() + "/drivers/" + driver + "/module")
        .value()
        // The kernel also has module directories for built-in code, but without initstate.
        .filter(directory -> kernel.sysfs().exists(directory + "/initstate"))
        .map(Paths::name);
  }
}
