// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import java.util.Optional;
import org.dtbind.linux.KernelDriver;
import org.dtbind.tree.NodePath;

/**
 * A node whose driver on the board creates devices for the nodes below, and which a driver of the
 * sandbox's kernel replaces: SPI and I²C controllers, and buses with drivers of their own.
 *
 * @param controller path of the node
 * @param kind what the driver on the board does
 * @param compatible compatibles of the node on the board, most specific first
 * @param lacking the option that the kernel lacks, without {@code CONFIG_}, because of which the
 *     node was not replaced; empty if it was
 */
public record SimulatedBus(
    NodePath controller,
    KernelDriver.Kind kind,
    List<String> compatible,
    Optional<String> lacking) {

  public SimulatedBus {
    compatible = List.copyOf(compatible);
  }

  /** Whether the controller drives simulated lines, on which no chip answers. */
  public boolean hasLines() {
    return kind == KernelDriver.Kind.SPI || kind == KernelDriver.Kind.I2C;
  }
}
