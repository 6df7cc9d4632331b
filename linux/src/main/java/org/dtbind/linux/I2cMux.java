// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * I²C multiplexers, and controllers of several buses. Their child nodes are not devices but
 * channels, whose {@code reg} is a number and no address, and the devices are below the channels
 * (drivers/i2c/i2c-mux.c, {@code i2c_mux_add_adapter()}).
 */
public final class I2cMux {

  private static final String MUX = "i2c-mux";
  private static final String ARBITRATOR = "i2c-arb";

  /** The drivers of controllers that add an adapter for each child node, in Linux 6.1 and 7.2. */
  private static final Set<String> CONTROLLERS =
      Set.of(
          "drivers/i2c/busses/i2c-fsi.c",
          "drivers/i2c/busses/i2c-qcom-cci.c",
          "drivers/i2c/busses/i2c-rtl9300.c");

  /**
   * How many buses are above each other at most: Linux can lock no more
   * (drivers/i2c/i2c-core-base.c, {@code i2c_adapter_lock_bus()}; {@code MAX_LOCKDEP_SUBCLASSES}).
   */
  private static final int DEPTH = 8;

  private I2cMux() {}

  /**
   * {@return whether the child nodes of a driver's node are channels. Those of the demultiplexer
   * are devices (drivers/i2c/muxes/i2c-demux-pinctrl.c)}
   */
  public static boolean is(KernelDriver driver) {
    return isController(driver)
        || driver.file().startsWith("drivers/i2c/muxes/")
            && driver.name().filter("i2c-demux-pinctrl"::equals).isEmpty();
  }

  static boolean isController(KernelDriver driver) {
    return CONTROLLERS.contains(driver.file());
  }

  /**
   * {@return the bus to which a multiplexer connects a channel, the one to which another connects
   * that, and so on; none if the node is no channel of a multiplexer, or the bus is not in the
   * tree}
   *
   * @param phandles finds the path of the node that has a phandle
   */
  public static List<NodePath> upstream(
      NodePath channel,
      Function<NodePath, Optional<DtNode>> nodes,
      IntFunction<Optional<NodePath>> phandles) {
    List<NodePath> buses = new ArrayList<>();
    Optional<NodePath> next = above(channel, nodes, phandles);
    while (next.isPresent() && buses.size() < DEPTH && !buses.contains(next.get())) {
      buses.add(next.get());
      next = above(next.get(), nodes, phandles);
    }
    return buses;
  }

  private static Optional<NodePath> above(
      NodePath channel,
      Function<NodePath, Optional<DtNode>> nodes,
      IntFunction<Optional<NodePath>> phandles) {
    NodePath parent = channel.parent();
    boolean direct = nodes.apply(parent).filter(I2cMux::is).isPresent();
    NodePath mux = direct ? parent : parent.parent();
    Optional<DtNode> node = nodes.apply(mux).filter(I2cMux::is);
    Optional<Integer> number = node.flatMap(found -> Nodes.cell(found, "i2c-parent"));
    return number.isPresent()
        ? phandles.apply(number.get())
        : node.filter(found -> !mux.isRoot() && Nodes.cell(found, "reg").isPresent())
            .map(found -> mux.parent());
  }

  /** {@return whether a node is a channel of a multiplexer} */
  public static boolean isChannel(NodePath channel, NodePath mux) {
    NodePath parent = channel.parent();
    return parent.equals(mux) || parent.name().equals(MUX) && parent.parent().equals(mux);
  }

  static boolean is(DtNode node) {
    return KernelTables.populating().of(node.compatible()).stream().anyMatch(I2cMux::is);
  }

  /** Returns the channels of a multiplexer. */
  static List<NodePath> channels(Nodes nodes, NodePath mux, KernelDriver driver) {
    boolean arbitrates =
        driver
            .name()
            .filter(name -> name.equals("pca9541") || name.startsWith("i2c-arb"))
            .isPresent();
    Optional<NodePath> inner =
        nodes.children(mux).stream()
            .filter(child -> nodes.at(child).baseName().equals(arbitrates ? ARBITRATOR : MUX))
            .findFirst()
            .filter(child -> Nodes.cell(nodes.at(child), "reg").isEmpty());
    return inner.isPresent() && arbitrates
        ? List.of(inner.get())
        : nodes.children(inner.orElse(mux)).stream()
            .filter(child -> Nodes.cell(nodes.at(child), "reg").isPresent())
            .toList();
  }
}
