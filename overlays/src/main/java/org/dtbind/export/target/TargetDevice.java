// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.linux.KnownDriver;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;

/**
 * A declared device on the target.
 *
 * @param node its path; empty for a device that is declared by its name, as in IOMMU groups
 * @param bus of the device
 * @param name on the bus; empty if only a driver knows it, and then the device is found by its node
 * @param driver its declared driver, {@link #NO_DRIVER} for none; empty if it is not to be bound
 * @param suppliers the GPIO controllers whose lines it uses, each once
 * @param access who may use its nodes
 * @param seen the subsystem of the nodes that its driver has created; empty if only the driver
 *     determines it
 */
public record TargetDevice(
    Optional<NodePath> node,
    String bus,
    Optional<String> name,
    Optional<String> driver,
    List<NodePath> suppliers,
    Access access,
    Optional<String> seen) {

  /**
   * A name that no driver has: as an override, it keeps all drivers away. driverctl uses it, too.
   */
  public static final String NO_DRIVER = "none";

  /** Linux's names: printable ASCII without what udev has no way to quote in a pattern. */
  private static final String NAMEABLE = "[ -~&&[^|\\\\\"]]+";

  /** The nodes of IOMMU groups, beside which devices may have nodes of their own. */
  private static final String VFIO = "vfio";

  /** Copies the list. */
  public TargetDevice {
    suppliers = List.copyOf(suppliers);
  }

  /**
   * Creates a device whose driver determines its nodes.
   *
   * @param node its path; empty for a device that is declared by its name
   * @param bus of the device
   * @param name on the bus; empty if only a driver knows it
   * @param driver its declared driver; empty if it is not to be bound
   * @param suppliers the GPIO controllers whose lines it uses, each once
   * @param access who may use its nodes
   */
  public TargetDevice(
      Optional<NodePath> node,
      String bus,
      Optional<String> name,
      Optional<String> driver,
      List<NodePath> suppliers,
      Access access) {
    this(node, bus, name, driver, suppliers, access, Optional.empty());
  }

  /**
   * {@return whether rules can contain a device's Linux name}
   *
   * @param linuxName of a device
   */
  public static boolean isNameable(String linuxName) {
    return linuxName.matches(NAMEABLE);
  }

  /**
   * {@return whether rules and settings can contain the names of the device and its suppliers: a
   * tree may contain any names, and udev executes the rules}
   */
  public boolean isNameable() {
    return node.stream().allMatch(NodePath::isStandard)
        && suppliers.stream().allMatch(NodePath::isStandard)
        && Stream.of(Optional.of(bus), name, driver, seen)
            .flatMap(Optional::stream)
            .allMatch(TargetDevice::isNameable);
  }

  boolean isAggregator() {
    return driver.filter(KnownDriver.GPIO_AGGREGATOR.driver()::equals).isPresent();
  }

  /** {@return whether all drivers are kept away from it} */
  boolean isKeptFree() {
    return driver.filter(NO_DRIVER::equals).isPresent();
  }

  boolean isVfio() {
    return subsystem().filter(VFIO::equals).isPresent();
  }

  /** {@return whether its device node is a GPIO chip} */
  boolean isChip() {
    return subsystem().filter("gpio"::equals).isPresent();
  }

  /** {@return the module of the driver, where it is known} */
  Optional<String> module() {
    return driver.flatMap(KnownDriver::named).map(KnownDriver::module);
  }

  /**
   * {@return the subsystem of the nodes that the driver creates; empty if not known, or if it
   * creates none}
   */
  Optional<String> subsystem() {
    return seen.or(() -> driver.isEmpty() ? Optional.of("gpio") : subsystem(driver.get()));
  }

  /**
   * {@return the part of its access for which a rule is possible: nothing if its nodes in {@code
   * /dev} are not known; no link if it is not a chip}
   */
  public Access possibleAccess() {
    Optional<String> subsystem = subsystem();
    boolean chip = isChip();
    // Of an IOMMU group the rules know no more than names.
    boolean known = name.isPresent() || node.isPresent() && !isVfio();
    if (subsystem.isEmpty() || !chip && !known) {
      return Access.NONE;
    }
    return chip ? access : access.withoutLink();
  }

  static Optional<String> subsystem(String driver) {
    return switch (driver) {
      case "gpio-aggregator" -> Optional.of("gpio");
      case "spidev" -> Optional.of("spidev");
      case "uio_pdrv_genirq" -> Optional.of("uio");
      case "vfio-pci", "vfio-platform", "vfio-amba" -> Optional.of(VFIO);
      default -> Optional.empty();
    };
  }

  /** {@return this device, keeping its current driver} */
  public TargetDevice left() {
    return new TargetDevice(node, bus, name, Optional.empty(), suppliers, access, seen);
  }

  /**
   * {@return this device with other users}
   *
   * @param other who may use its nodes
   */
  public TargetDevice withAccess(Access other) {
    return new TargetDevice(node, bus, name, driver, suppliers, other, seen);
  }

  /** {@return its name, as text} */
  String title() {
    return node.map(NodePath::text).or(() -> name).orElse("");
  }
}
