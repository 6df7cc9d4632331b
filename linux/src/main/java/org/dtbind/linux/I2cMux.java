// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.DtNode;
import org.dtbind.tree.NodePath;

/**
 * I²C multiplexers. Their child nodes are not devices but channels, whose {@code reg} is a number
 * and no address, and the devices are below the channels (drivers/i2c/i2c-mux.c, {@code
 * i2c_mux_add_adapter()}).
 */
public final class I2cMux {

  private static final String MUX = "i2c-mux";
  private static final String ARBITRATOR = "i2c-arb";

  private I2cMux() {}

  /**
   * {@return whether a driver is that of a multiplexer. The demultiplexer is none: its devices are
   * its child nodes (drivers/i2c/muxes/i2c-demux-pinctrl.c)}
   *
   * @param driver a known driver
   */
  public static boolean is(KernelDriver driver) {
    return driver.file().startsWith("drivers/i2c/muxes/")
        && driver.name().filter("i2c-demux-pinctrl"::equals).isEmpty();
  }

  /**
   * {@return whether a node is a channel of a multiplexer}
   *
   * @param channel path of the node
   * @param mux path of the multiplexer
   */
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
