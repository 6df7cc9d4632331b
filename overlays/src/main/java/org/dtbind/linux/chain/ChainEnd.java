// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.ArrayList;
import java.util.List;
import org.dtbind.linux.Population;

/**
 * Why the chain from a devicetree node to the lines that programs use ends.
 *
 * @param after the last existing link
 * @param reason one line
 * @param next what can be done, one line each; empty if nothing needs to be done
 */
public record ChainEnd(Link after, String reason, List<String> next) {

  /** The beginning of a reason that is not one: as far as is known, nothing blocks the chain. */
  public static final String CLEAR = "nothing blocks it so far: ";

  /** Separates causes, each of which takes effect after the one before it is fixed. */
  public static final String THEN = "; then: ";

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
    /** The driver that is bound to the device. */
    DRIVER,
    /** The file in {@code /dev}. */
    FILE
  }

  /**
   * {@return why a node has no device, with all causes, and how to get one}
   *
   * @param node without a device
   */
  static ChainEnd ofNode(NodeChain node) {
    List<String> reasons = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (Population obstacle : node.obstacles()) {
      Population usual = Obstacles.usual(obstacle);
      if (usual instanceof Population.None || usual instanceof Population.Depends) {
        boolean known =
            reasons.isEmpty() && usual instanceof Population.Depends d && !d.drivers().isEmpty();
        reasons.add((known ? CLEAR : "") + obstacle.text());
        next.addAll(next(node, usual));
      }
    }
    return reasons.isEmpty()
        ? new ChainEnd(Link.NODE, node.population().text(), List.of())
        : new ChainEnd(Link.NODE, String.join(THEN, reasons), next);
  }

  private static List<String> next(NodeChain node, Population population) {
    if (population instanceof Population.Depends depends) {
      String ask = "see the node that it depends on: dtbind explain " + depends.parent();
      // A driver that nobody knows of is most often none at all.
      return depends.drivers().isEmpty()
          ? List.of(
              "if %s is a plain bus, add the missing \"simple-bus\" to its compatible"
                  .formatted(depends.parent()),
              ask)
          : List.of(ask);
    }
    if (!(population instanceof Population.None none)) {
      return List.of();
    }
    return switch (none.reason()) {
      case NO_COMPATIBLE -> List.of("add a \"compatible\" to the node");
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
      case HOG -> List.of("see its controller: dtbind explain " + node.node().parent());
      default -> List.of();
    };
  }
}
