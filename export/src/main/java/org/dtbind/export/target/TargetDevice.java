// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.export.target;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.gpio.LineRef;
import org.dtbind.spec.Access;
import org.dtbind.tree.NodePath;

/**
 * A declared device on the target.
 *
 * @param node path of the node; empty for a device that is declared by its name, as in IOMMU groups
 * @param name name on the bus; empty if only a driver knows it, in which case rules find the device
 *     by its node
 * @param driver the declared driver, or {@link #NO_DRIVER} to keep drivers away; empty if the
 *     device is not to be bound
 * @param lines the GPIO lines that the device requests
 * @param access owner and link of the device nodes
 * @param seen subsystem of device nodes that the driver is known to have created; empty if it has
 *     to be derived from the driver
 */
public record TargetDevice(
    Optional<NodePath> node,
    String bus,
    Optional<String> name,
    Optional<String> driver,
    List<LineRef> lines,
    Access access,
    Optional<String> seen) {

  /**
   * A driver name that does not exist. As an override, it keeps all drivers away; driverctl uses
   * it, too.
   */
  public static final String NO_DRIVER = "none";

  /**
   * Device names that rules can contain: printable ASCII without the characters that udev cannot
   * quote in a pattern, or that begin a substitution. Rules can thus be found by a name.
   */
  private static final String NAMEABLE = "[ -~&&[^|\\\\\"$%]]+";

  /** Copies the list. */
  public TargetDevice {
    lines = List.copyOf(lines);
  }

  /**
   * Creates a device whose driver determines its device nodes.
   *
   * @param node path of the node; empty for a device that is declared by its name
   * @param name name on the bus; empty if only a driver knows it
   * @param driver the declared driver; empty if the device is not to be bound
   * @param lines the GPIO lines that the device requests
   * @param access owner and link of the device nodes
   */
  public TargetDevice(
      Optional<NodePath> node,
      String bus,
      Optional<String> name,
      Optional<String> driver,
      List<LineRef> lines,
      Access access) {
    this(node, bus, name, driver, lines, access, Optional.empty());
  }

  /** {@return whether udev rules can contain the name of a device} */
  public static boolean isNameable(String linuxName) {
    return linuxName.matches(NAMEABLE);
  }

  /**
   * {@return whether udev rules and settings can contain the names of the device and its suppliers.
   * A tree may contain any name, and udev executes the rules, so other names would be unsafe}
   */
  public boolean isNameable() {
    return node.stream().allMatch(NodePath::isStandard)
        && suppliers().stream().allMatch(NodePath::isStandard)
        && Stream.of(Optional.of(bus), name, driver, seen)
            .flatMap(Optional::stream)
            .allMatch(TargetDevice::isNameable);
  }

  /** Returns the paths of the GPIO controllers whose lines the device requests, each once. */
  List<NodePath> suppliers() {
    return lines.stream().map(LineRef::controller).distinct().toList();
  }

  boolean isAggregator() {
    return driver.filter(GenericDriver.GPIO_AGGREGATOR.driver()::equals).isPresent();
  }

  boolean isKeptFree() {
    return driver.filter(NO_DRIVER::equals).isPresent();
  }

  /** Whether the device node is that of an IOMMU group. */
  boolean isVfio() {
    return has(GenericDriver.VFIO_PCI);
  }

  /** Whether the device node is that of a GPIO chip. */
  boolean isChip() {
    return has(GenericDriver.GPIO_AGGREGATOR);
  }

  /** Whether the device node is in the subsystem of those of a driver. */
  boolean has(GenericDriver other) {
    return subsystem().filter(other.subsystem()::equals).isPresent();
  }

  Optional<String> module() {
    return driver.flatMap(GenericDriver::named).map(GenericDriver::module);
  }

  /**
   * Returns the subsystem of the device nodes that the driver creates; empty if it is unknown or
   * there are none. A device without a driver counts as a GPIO chip.
   */
  Optional<String> subsystem() {
    return seen.or(
        () -> GenericDriver.subsystem(driver.orElse(GenericDriver.GPIO_AGGREGATOR.driver())));
  }

  /**
   * {@return the part of the access that rules can set: nothing if the device nodes are unknown; no
   * link if the device node is not that of a chip}
   */
  public Access possibleAccess() {
    Optional<String> subsystem = subsystem();
    boolean chip = isChip();
    // Rules find the group of a device by the name of the device only.
    boolean known = name.isPresent() || node.isPresent() && !isVfio();
    if (subsystem.isEmpty() || !chip && !known) {
      return Access.NONE;
    }
    return chip ? access : access.withoutLink();
  }

  /** {@return this device without a driver to bind, so that it keeps its current one} */
  public TargetDevice left() {
    return new TargetDevice(node, bus, name, Optional.empty(), lines, access, seen);
  }

  /**
   * {@return this device with another owner}
   *
   * @param other owner and link of the device nodes
   */
  public TargetDevice withAccess(Access other) {
    return new TargetDevice(node, bus, name, driver, lines, other, seen);
  }

  String title() {
    return node.map(NodePath::text).or(() -> name).orElse("");
  }
}
