// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;

/**
 * Why a chain from a devicetree node to the lines that programs use goes no further.
 *
 * @param after the last link that there is
 * @param reason one line
 * @param next what can be done, one line each; none where nothing has to be done
 */
public record ChainEnd(Link after, String reason, List<String> next) {

  /** Copies the list. */
  public ChainEnd {
    next = List.copyOf(next);
  }

  /** The links of a chain, in its order. */
  public enum Link {
    /** The devicetree node. */
    NODE,
    /** The device that Linux makes of it. */
    DEVICE,
    /** The driver that has the device. */
    DRIVER,
    /** The file in {@code /dev}. */
    FILE
  }

  /**
   * {@return why a node without device has none, and what would give it one}
   *
   * @param node without device
   * @param population what Linux makes of it
   */
  static ChainEnd ofNode(NodeChain node, Population population) {
    return new ChainEnd(Link.NODE, population.text(), next(node, population));
  }

  private static List<String> next(NodeChain node, Population population) {
    if (population instanceof Population.Depends depends) {
      return List.of("ask for that one: dtbind explain " + depends.parent());
    }
    if (!(population instanceof Population.None none)) {
      return List.of();
    }
    return switch (none.reason()) {
      case NO_COMPATIBLE -> List.of("give the node a \"compatible\" of its own");
      case DISABLED ->
          List.of("set status = \"okay\" in " + none.cause() + ", and boot with that tree");
      case BELOW_PLAIN_NODE ->
          List.of(
              "move "
                  + node.node().name()
                  + " to the root, or make "
                  + none.cause()
                  + " a bus: compatible = \"simple-bus\"");
      case NAME_TAKEN -> List.of("give one of the two nodes another name or address");
      case HOG -> List.of("ask for its controller: dtbind explain " + node.node().parent());
      default -> List.of();
    };
  }
}
