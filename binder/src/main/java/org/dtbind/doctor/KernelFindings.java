// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.aggregator.live.BackEnd;
import org.dtbind.device.KernelModules;
import org.dtbind.device.LiveKernel;
import org.dtbind.device.Mount;
import org.dtbind.kernel.Kernel;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.KernelConfig;
import org.dtbind.linux.Release;
import org.dtbind.linux.TargetKernel;

/**
 * Examines the features of the kernel, in sysfs or, if sysfs does not show them, in the kernel's
 * configuration.
 *
 * @param known the release and the configuration, as far as the kernel shows them
 */
record KernelFindings(Kernel kernel, TargetKernel known, KernelModules modules) {

  /** The name of the finding on the driver that the main task needs. */
  static final String AGGREGATOR = "driver " + GenericDriver.GPIO_AGGREGATOR.driver();

  private static final String CONFIGFS = "/sys/kernel/config";

  /** The first release in which an aggregator can be a group in configfs. */
  private static final Release FIRST_GROUPS = new Release(6, 16);

  static KernelFindings of(Kernel kernel) {
    return new KernelFindings(kernel, LiveKernel.of(kernel.sysfs()), KernelModules.of(kernel));
  }

  List<DoctorFinding> all() {
    List<DoctorFinding> all = new ArrayList<>();
    all.add(configuration());
    all.add(
        seen(
            "devicetree",
            "/sys/firmware/devicetree/base",
            "dtbind bind can identify devices by their devicetree nodes",
            "boot with a devicetree; aggregators work without one"));
    for (GenericDriver driver : GenericDriver.values()) {
      all.add(driver(driver));
    }
    all.add(loading());
    all.add(configfs());
    all.add(
        seen(
            "debugfs",
            "/sys/kernel/debug/devices_deferred",
            "shows what a device is waiting for",
            "mount -t debugfs none /sys/kernel/debug (as root)"));
    all.add(
        option("gpio uAPI v1", "GPIO_CDEV_V1", "the libgpiod 1.x tools need it; dtbind does not"));
    for (String bus : List.of("platform", "amba", "spi", "pci")) {
      all.add(override(bus));
    }
    all.add(iommu());
    return all;
  }

  private String release() {
    return modules.release();
  }

  private DoctorFinding configuration() {
    String why = "the configuration shows which options the kernel lacks if sysfs does not";
    return known
        .config()
        .map(
            config ->
                DoctorFinding.ok(
                    "kernel " + release(),
                    "%d options are set".formatted(config.symbols().size()),
                    why))
        .orElseGet(
            () ->
                DoctorFinding.unknown(
                    "kernel " + release(),
                    "cannot read /proc/config.gz or /boot/config-" + release(),
                    why,
                    "build the kernel with CONFIG_IKCONFIG_PROC=y, or copy its .config to /boot"));
  }

  private DoctorFinding seen(String what, String path, String why, String help) {
    return kernel.sysfs().exists(path)
        ? DoctorFinding.ok(what, path, why)
        : DoctorFinding.missing(what, path + " does not exist", why, help);
  }

  private DoctorFinding option(String what, String symbol, String why) {
    Optional<KernelConfig> config = known.config();
    if (config.isEmpty()) {
      return DoctorFinding.unknown(
          what,
          "the kernel's configuration is not available",
          why,
          "check whether the kernel has CONFIG_" + symbol);
    }
    return config.get().value(symbol) == 'n'
        ? DoctorFinding.missing(
            what,
            "CONFIG_%s is not set".formatted(symbol),
            why,
            "build the kernel with CONFIG_%s=y".formatted(symbol))
        : DoctorFinding.ok(what, "CONFIG_" + symbol, why);
  }

  /** {@return whether a generic driver is built in, a module, or missing} */
  private DoctorFinding driver(GenericDriver driver) {
    String what = "driver " + driver.driver();
    String why = why(driver);
    if (kernel.sysfs().exists(directory(driver))) {
      boolean loaded = modules.loaded().containsKey(driver.module());
      return DoctorFinding.ok(what, loaded ? "module, loaded" : "built in", why);
    }
    if (!modules.withDependencies(driver.module()).isEmpty()) {
      return modules.loader().isPresent()
          ? DoctorFinding.ok(what, "module, loaded when needed", why)
          : DoctorFinding.missing(
              what, "module, but this kernel no longer loads modules", why, "reboot");
    }
    if (!kernel.sysfs().exists("/sys/bus")) {
      return DoctorFinding.unknown(
          what, "/sys/bus does not exist", why, "mount sysfs: mount -t sysfs sysfs /sys");
    }
    boolean bus = kernel.sysfs().exists("/sys/bus/" + driver.bus());
    return DoctorFinding.missing(
        what,
        bus
            ? "neither built into this kernel nor available as a module"
            : "this kernel does not support bus " + driver.bus(),
        why,
        (bus
                ? "build the kernel with %s=y or =m, or install the package that contains its module"
                : "build the kernel with support for that bus, and with %s=y or =m")
            .formatted(driver.option()));
  }

  private static String directory(GenericDriver driver) {
    return "/sys/bus/" + driver.bus() + "/drivers/" + driver.driver();
  }

  private static String why(GenericDriver driver) {
    return switch (driver) {
      case GPIO_AGGREGATOR ->
          "creates GPIO chips made up of selected lines, which is dtbind's main purpose";
      case SPIDEV -> "creates a device node for an SPI device";
      case UIO -> "gives a program access to the registers and the interrupt of a device";
      case VFIO_PLATFORM, VFIO_PCI, VFIO_AMBA -> "makes a device available to a virtual machine";
    };
  }

  private DoctorFinding loading() {
    String why = "dtbind loads drivers that are modules when it needs them";
    if (modules.loader().isEmpty()) {
      return DoctorFinding.missing(
          "modules",
          "this kernel does not load modules",
          why,
          "build missing drivers into the kernel");
    }
    return modules.listed()
        ? DoctorFinding.ok("modules", modules.directory(), why)
        : DoctorFinding.missing(
            "modules",
            "%s/modules.dep does not exist".formatted(modules.directory()),
            why,
            "install the modules of the running kernel, or run depmod");
  }

  private DoctorFinding configfs() {
    String what = "aggregators in configfs";
    String why = "with configfs, the lines of an aggregator keep their names";
    if (kernel.sysfs().isDirectory(BackEnd.GROUPS)) {
      return DoctorFinding.ok(what, BackEnd.GROUPS, why);
    }
    String newer =
        "use Linux 6.16 or later with configfs; otherwise, dtbind uses new_device, and lines lose"
            + " their names";
    if (!kernel.sysfs().isDirectory(CONFIGFS)) {
      return DoctorFinding.missing(what, CONFIGFS + " does not exist", why, newer);
    }
    if (known.release().filter(release -> release.compareTo(FIRST_GROUPS) < 0).isPresent()) {
      return DoctorFinding.missing(what, "the kernel does not support them", why, newer);
    }
    if (!isConfigfsMounted()) {
      String mount = "mount -t configfs none " + CONFIGFS + " (as root)";
      return DoctorFinding.missing(what, "configfs is not mounted", why, mount);
    }
    // The driver creates the directory when its module is loaded.
    GenericDriver driver = GenericDriver.GPIO_AGGREGATOR;
    return driver(driver).state() == DoctorFinding.State.OK
            && !kernel.sysfs().exists(directory(driver))
        ? DoctorFinding.unknown(
            what,
            "the module " + driver.module() + " is not loaded",
            why,
            "modprobe " + driver.module() + " (as root)")
        : DoctorFinding.missing(what, "the kernel does not support them", why, newer);
  }

  /** An empty configfs can only be told from a directory without it by the mounts. */
  private boolean isConfigfsMounted() {
    return !kernel.sysfs().names(CONFIGFS).isEmpty()
        || Mount.of(kernel.sysfs(), "self")
            .anyMatch(mount -> mount.point().equals(CONFIGFS) && mount.type().equals("configfs"));
  }

  /** Tests any device of the bus: either all devices of a bus have the attribute, or none has. */
  private DoctorFinding override(String bus) {
    String what = "driver_override on bus " + bus;
    String why = "without it, a device cannot be reserved for one driver";
    String devices = "/sys/bus/" + bus + "/devices";
    Optional<String> device = kernel.sysfs().names(devices).stream().findFirst();
    if (device.isEmpty()) {
      return DoctorFinding.unknown(what, "there is no device on this bus", why, "");
    }
    return kernel.sysfs().exists(devices + "/" + device.get() + "/driver_override")
        ? DoctorFinding.ok(what, device.get() + " has this attribute", why)
        : DoctorFinding.missing(
            what, device.get() + " does not have this attribute", why, "use a newer kernel");
  }

  private DoctorFinding iommu() {
    String why = "only devices in IOMMU groups can be safely given to a virtual machine";
    int groups = kernel.sysfs().names("/sys/kernel/iommu_groups").size();
    return groups > 0
        ? DoctorFinding.ok("IOMMU", groups + (groups == 1 ? " group" : " groups"), why)
        : DoctorFinding.missing(
            "IOMMU",
            "/sys/kernel/iommu_groups contains no groups",
            why,
            "if you need VFIO, use a machine with an IOMMU and a kernel with its driver, and"
                + " enable the IOMMU if it is off");
  }
}
