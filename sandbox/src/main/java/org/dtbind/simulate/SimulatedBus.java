// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.KernelDriver.DriverKind;
import org.dtbind.tree.NodePath;

/**
 * A node whose driver on the board creates devices for the nodes below, and which a driver of the
 * sandbox's kernel replaces: SPI and I²C controllers, and buses with drivers of their own.
 *
 * @param kind what the driver on the board does
 * @param compatible compatibles of the node on the board, most specific first
 * @param lacking the option that a kernel lacks, without {@code CONFIG_}, because of which the node
 *     was not replaced; empty if it was
 * @param leftOut whether the kernel of the board lacks this option, so that the board has no such
 *     bus either; otherwise the kernel of the sandbox lacks it
 */
public record SimulatedBus(
    NodePath controller,
    DriverKind kind,
    List<String> compatible,
    Optional<String> lacking,
    boolean leftOut) {

  public SimulatedBus {
    compatible = List.copyOf(compatible);
  }

  /** Whether the controller drives simulated lines, on which no chip answers. */
  public boolean hasLines() {
    return kind == DriverKind.SPI || kind == DriverKind.I2C;
  }
}
