// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * The name of a node's device in Linux. Boards with auxdata, ARM boards from before 2015, rename
 * some devices.
 */
public final class DeviceNames {

  private static final int TEN_BITS = 0x8000_0000;
  private static final int OWN = 0x4000_0000;

  private final Nodes nodes;
  private final Addresses addresses;
  private final Map<NodePath, String> platform = new HashMap<>();

  /**
   * Creates the names of a tree's devices by the rules of the newest kernel known.
   *
   * @param tree any
   */
  public DeviceNames(DeviceTree tree) {
    this(new Nodes(tree), Rules.NEWEST);
  }

  DeviceNames(Nodes nodes, Rules rules) {
    this.nodes = nodes;
    this.addresses = new Addresses(nodes, rules);
  }

  /**
   * {@return the platform or AMBA device's name, such as {@code 1000.dev}, {@code soc:door}, by the
   * rules of the newest known kernel; empty for the root}
   *
   * @param tree with the node
   * @param node its path
   */
  public static String of(DeviceTree tree, NodePath node) {
    return new DeviceNames(tree).platform(node);
  }

  /**
   * {@return the name of the platform or AMBA device of a node (drivers/of/device.c, once
   * platform.c, {@code of_device_make_bus_id()}); empty for the root}
   *
   * @param node its path, in the tree
   */
  public String platform(NodePath node) {
    if (node.isRoot()) {
      return "";
    }
    String known = platform.get(node);
    if (known != null) {
      return known;
    }
    OptionalLong address = addresses.cpuAddress(node);
    DtNode here = nodes.at(node);
    String name;
    if (address.isPresent()) {
      String mask = Nodes.cell(here, "mask").map(m -> "." + lowestBit(m)).orElse("");
      name = Long.toHexString(address.getAsLong()) + mask + "." + here.baseName();
    } else {
      name = join(platform(nodes.parent(node)), here.name());
    }
    platform.put(node, name);
    return name;
  }

  /** The registers of a node ({@code of_address_to_resource()}); empty if it has none. */
  Optional<DeviceFolders.Registers> registers(NodePath node) {
    OptionalLong first = addresses.cpuAddress(node);
    OptionalLong size = addresses.size(node);
    return first.isPresent() && size.isPresent()
        ? Optional.of(
            new DeviceFolders.Registers(
                first.getAsLong(), first.getAsLong() + size.getAsLong() - 1))
        : Optional.empty();
  }

  /**
   * drivers/spi/spi.c, {@code spi_dev_set_name()}: {@code spi0.1}; empty if the controller has no
   * alias, since it gets any number then.
   */
  Optional<String> spi(NodePath node) {
    OptionalInt bus = alias(node.parent(), "spi");
    Optional<Integer> select = Nodes.cell(nodes.at(node), "reg");
    return bus.isPresent() && select.isPresent()
        ? Optional.of("spi" + bus.getAsInt() + "." + Integer.toUnsignedString(select.get()))
        : Optional.empty();
  }

  /**
   * drivers/i2c/i2c-core-base.c, {@code i2c_dev_set_name()}: {@code 0-0050}; empty if the
   * controller has no alias. Devices may stand in a child called {@code i2c-bus}.
   */
  Optional<String> i2c(NodePath node) {
    boolean inside = node.parent().name().equals("i2c-bus");
    OptionalInt bus = alias(inside ? node.parent().parent() : node.parent(), "i2c");
    Optional<Integer> reg = Nodes.cell(nodes.at(node), "reg");
    if (bus.isEmpty() || reg.isEmpty()) {
      return Optional.empty();
    }
    int address = reg.get() & ~(TEN_BITS | OWN);
    int shown =
        address
            | ((reg.get() & TEN_BITS) == 0 ? 0 : 0xa000)
            | ((reg.get() & OWN) == 0 ? 0 : 0x1000);
    return Optional.of(String.format(Locale.ROOT, "%d-%04x", bus.getAsInt(), shown));
  }

  /** drivers/of/base.c, {@code of_alias_get_id()}: the first alias STEM and number of the node. */
  private OptionalInt alias(NodePath node, String stem) {
    Optional<DtNode> aliases = nodes.find(NodePath.ROOT.child("aliases"));
    return aliases.stream()
        .flatMap(a -> a.properties().stream())
        .filter(p -> p.name().matches(stem + "\\d{1,6}"))
        .filter(p -> p.value().string().filter(node.text()::equals).isPresent())
        .mapToInt(p -> Integer.parseInt(p.name().substring(stem.length())))
        .findFirst();
  }

  private static String join(String first, String rest) {
    return first.isEmpty() ? rest : first + ":" + rest;
  }

  /** {@code ffs(mask) - 1}, in 32 bits: -1 for none. */
  private static String lowestBit(int mask) {
    return Integer.toHexString(mask == 0 ? -1 : Integer.numberOfTrailingZeros(mask));
  }
}
