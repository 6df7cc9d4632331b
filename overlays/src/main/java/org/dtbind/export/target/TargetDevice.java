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
 * A declared device as the target will have it.
 *
 * @param node its path; empty for one that is declared by its name alone, as those of IOMMU groups
 * @param bus it is on
 * @param name it has there; empty where only a driver knows, and then it is found by its node
 * @param driver it is to have, {@link #NO_DRIVER} for none; empty where it is not to be bound
 * @param suppliers the GPIO controllers whose lines it takes, each once
 * @param access who may use what comes up
 * @param seen the subsystem of nodes that a driver of any kind was seen to make; empty where only
 *     the driver tells
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
   * A name that no driver has: the override by which none takes a device. driverctl uses it, too.
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
   * Creates one whose driver tells which nodes it makes.
   *
   * @param node its path; empty for one that is declared by its name alone
   * @param bus it is on
   * @param name it has there; empty where only a driver knows
   * @param driver it is to have; empty where it is not to be bound
   * @param suppliers the GPIO controllers whose lines it takes, each once
   * @param access who may use what comes up
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
   * {@return whether rules can name a device by its Linux name}
   *
   * @param linuxName of a device
   */
  public static boolean isNameable(String linuxName) {
    return linuxName.matches(NAMEABLE);
  }

  /**
   * {@return whether rules and settings can name it and its suppliers: whoever supplies a tree may
   * call nodes anything, and what is written here is run by udev}
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

  /** {@return whether it is kept from all drivers} */
  boolean isKeptFree() {
    return driver.filter(NO_DRIVER::equals).isPresent();
  }

  boolean isVfio() {
    return subsystem().filter(VFIO::equals).isPresent();
  }

  /** {@return whether what it has in {@code /dev} is a GPIO chip} */
  boolean isChip() {
    return subsystem().filter("gpio"::equals).isPresent();
  }

  /** {@return the module of the driver, where it is known} */
  Optional<String> module() {
    return driver.flatMap(KnownDriver::named).map(KnownDriver::module);
  }

  /**
   * {@return the subsystem of the device nodes that the driver makes; empty where it is not known,
   * or makes none of its own}
   */
  Optional<String> subsystem() {
    return seen.or(() -> driver.isEmpty() ? Optional.of("gpio") : subsystem(driver.get()));
  }

  /**
   * {@return as much of who may use it as a rule can be made for: nothing where it cannot be told
   * which nodes of {@code /dev} are its; no link where it is no chip}
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

  /** {@return the same, left with whatever driver it has} */
  public TargetDevice left() {
    return new TargetDevice(node, bus, name, Optional.empty(), suppliers, access, seen);
  }

  /**
   * {@return the same for other users}
   *
   * @param other who may use what comes up
   */
  public TargetDevice withAccess(Access other) {
    return new TargetDevice(node, bus, name, driver, suppliers, other, seen);
  }

  /** {@return what it is called for people} */
  String title() {
    return node.map(NodePath::text).or(() -> name).orElse("");
  }
}
