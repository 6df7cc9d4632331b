// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.sandbox;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dtbind.cli.session.Phrases;
import org.dtbind.linux.chain.NodeChain;
import org.dtbind.sandbox.SeenSystem;
import org.dtbind.simulate.NotSimulated;
import org.dtbind.simulate.PredictedBoard;
import org.dtbind.tree.NodePath;

/**
 * A device that the kernel of the board creates, but not the kernel of the sandbox.
 *
 * @param reason what the node becomes on the board, and by which driver
 */
record OnlyOnBoard(NodePath node, String bus, String reason) {

  private static final Map<String, String> SHOWN =
      Map.of("spi", "SPI", "i2c", "I²C", "mdio_bus", "MDIO", "amba", "AMBA");

  /** The sandbox has one processor, whichever the board has. */
  private static final String PROCESSORS = "cpu";

  static List<OnlyOnBoard> of(PredictedBoard board, SeenSystem seen) {
    Set<NodePath> created =
        seen.devices().stream().map(SeenSystem.Device::node).collect(Collectors.toSet());
    List<OnlyOnBoard> devices = new ArrayList<>();
    board
        .onOwn()
        .forEach(
            (node, population) ->
                NodeChain.buses(node, population.usual()).stream()
                    .findFirst()
                    .filter(bus -> !bus.equals(PROCESSORS) && !created.contains(node))
                    .flatMap(
                        bus ->
                            NotSimulated.onBoard(population.usual())
                                .map(reason -> new OnlyOnBoard(node, bus, reason)))
                    .ifPresent(devices::add));
    return devices;
  }

  /** Returns a line with the number of devices on each bus; empty text if there are none. */
  static String text(List<OnlyOnBoard> devices) {
    Map<String, Integer> counts = new TreeMap<>();
    devices.forEach(
        device -> counts.merge(SHOWN.getOrDefault(device.bus, device.bus), 1, Integer::sum));
    return devices.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(one -> Phrases.count(one.getValue(), one.getKey() + " device"))
            .collect(
                joining(", ", "not simulated: ", ", which only the kernel of the board creates\n"));
  }
}
