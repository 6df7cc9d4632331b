// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dtbind.tree.DeviceTree;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.DtProperty;
import org.dtbind.tree.NodePath;

/**
 * The names that Linux gives to the devices of nodes. Boards with auxdata (ARM boards from before
 * 2015) rename some devices; those names are not predicted.
 */
public final class DeviceNames {

  private final Nodes nodes;
  private final Addresses addresses;
  private final Map<NodePath, String> platform = new HashMap<>();

  /** The numbers in aliases, by stem and then by the path of the node. */
  private final Map<String, Map<String, Integer>> aliases = new HashMap<>();

  /** Creates the names of a tree's devices by the rules of the newest kernel known. */
  public DeviceNames(DeviceTree tree) {
    this(new Nodes(tree), Rules.NEWEST);
  }

  DeviceNames(Nodes nodes, Rules rules) {
    this.nodes = nodes;
    this.addresses = new Addresses(nodes, rules);
  }

  /**
   * {@return the name of the platform or AMBA device of a node, such as {@code 1000.dev} or {@code
   * soc:door}, by the rules of the newest kernel known; empty for the root}
   *
   * @param tree the tree that contains the node
   */
  public static String of(DeviceTree tree, NodePath node) {
    return new DeviceNames(tree).platform(node);
  }

  /**
   * {@return the name of the platform or AMBA device of a node ({@code of_device_make_bus_id()}, in
   * drivers/of/device.c or, in older kernels, drivers/of/platform.c); empty for the root}
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
    DtNode named = nodes.at(node);
    String name;
    if (address.isPresent()) {
      String mask = Nodes.cell(named, "mask").map(m -> "." + lowestBit(m)).orElse("");
      name = Long.toHexString(address.getAsLong()) + mask + "." + named.baseName();
    } else {
      name = join(platform(nodes.parent(node)), named.name());
    }
    platform.put(node, name);
    return name;
  }

  /**
   * Returns the addresses of the first {@code reg} entry ({@code of_address_to_resource()}); empty
   * if the node has none.
   */
  Optional<DeviceDirectories.Registers> registers(NodePath node) {
    OptionalLong first = addresses.cpuAddress(node);
    OptionalLong size = addresses.size(node);
    return first.isPresent() && size.isPresent()
        ? Optional.of(
            new DeviceDirectories.Registers(
                first.getAsLong(), first.getAsLong() + size.getAsLong() - 1))
        : Optional.empty();
  }

  /**
   * Returns the name of an SPI device, such as {@code spi0.1} (drivers/spi/spi.c, {@code
   * spi_dev_set_name()}); empty if the controller has no alias, since Linux then chooses the number
   * of the bus.
   */
  Optional<String> spi(NodePath node) {
    OptionalInt bus = alias(node.parent(), "spi");
    Optional<Integer> select = Nodes.cell(nodes.at(node), "reg");
    return bus.isPresent() && select.isPresent()
        ? Optional.of("spi" + bus.getAsInt() + "." + Integer.toUnsignedString(select.get()))
        : Optional.empty();
  }

  /**
   * Returns the name of an I²C device, such as {@code 0-0050} (drivers/i2c/i2c-core-base.c, {@code
   * i2c_dev_set_name()}); empty if the controller has no alias. The nodes of devices may be in a
   * child node {@code i2c-bus} of the controller.
   */
  Optional<String> i2c(NodePath node) {
    boolean inside = node.parent().name().equals("i2c-bus");
    OptionalInt bus = alias(inside ? node.parent().parent() : node.parent(), "i2c");
    Optional<Integer> reg = Nodes.cell(nodes.at(node), "reg");
    if (bus.isEmpty() || reg.isEmpty()) {
      return Optional.empty();
    }
    int address = reg.get() & ~(BusAddress.TEN_BITS | BusAddress.OWN);
    int shown =
        address
            | ((reg.get() & BusAddress.TEN_BITS) == 0 ? 0 : 0xa000)
            | ((reg.get() & BusAddress.OWN) == 0 ? 0 : 0x1000);
    return Optional.of(String.format(Locale.ROOT, "%d-%04x", bus.getAsInt(), shown));
  }

  /**
   * Returns the number in the node's first alias that consists of the stem and a number
   * (drivers/of/base.c, {@code of_alias_get_id()}).
   */
  private OptionalInt alias(NodePath node, String stem) {
    Integer number = aliases.computeIfAbsent(stem, this::aliasesOf).get(node.text());
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Returns the numbers of the first aliases with a stem, by the path of the node. */
  private Map<String, Integer> aliasesOf(String stem) {
    Map<String, Integer> numbers = new HashMap<>();
    Pattern numbered = Pattern.compile(stem + "(\\d{1,6})");
    for (DtProperty alias :
        nodes.find(NodePath.ROOT.child("aliases")).map(DtNode::properties).orElse(List.of())) {
      Matcher matcher = numbered.matcher(alias.name());
      if (matcher.matches()) {
        int number = Integer.parseInt(matcher.group(1));
        alias.value().string().ifPresent(path -> numbers.putIfAbsent(path, number));
      }
    }
    return numbers;
  }

  private static String join(String first, String rest) {
    return first.isEmpty() ? rest : first + ":" + rest;
  }

  /** Returns {@code ffs(mask) - 1} as the kernel prints it: a mask of 0 gives {@code ffffffff}. */
  private static String lowestBit(int mask) {
    return Integer.toHexString(mask == 0 ? -1 : Integer.numberOfTrailingZeros(mask));
  }
}
