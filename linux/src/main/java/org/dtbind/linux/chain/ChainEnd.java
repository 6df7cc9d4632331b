// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dtbind.linux.GenericDriver;
import org.dtbind.linux.Population;

/**
 * The end of the chain from a devicetree node to the device nodes and lines that programs use, and
 * why it ends there.
 *
 * @param after the last link that exists
 * @param clear whether nothing is known to block the chain
 * @param reasons why the chain ends, one line each; each takes effect after the one before it is
 *     fixed
 * @param next actions that continue the chain, one line each; empty if nothing needs to be done
 */
public record ChainEnd(Link after, boolean clear, List<String> reasons, List<String> next) {

  /** Copies the lists. */
  public ChainEnd {
    reasons = List.copyOf(reasons);
    next = List.copyOf(next);
  }

  /**
   * Creates the end of a chain for one reason, which blocks the chain.
   *
   * @param after the last link that exists
   * @param next actions that continue the chain, one line each; empty if nothing needs to be done
   */
  public ChainEnd(Link after, String reason, List<String> next) {
    this(after, false, List.of(reason), next);
  }

  /** The links of a chain, in its order. */
  public enum Link {
    /** The devicetree node. */
    NODE,
    /** The device that Linux creates for the node. */
    DEVICE,
    /** The driver that is bound to the device. */
    DRIVER,
    /** The device node, a file in {@code /dev}. */
    FILE
  }

  public String reason() {
    return (clear ? "nothing blocks it so far: " : "") + String.join("; then: ", reasons);
  }

  /**
   * Returns the end of the chain of a node without a device, with all causes.
   *
   * @param explain the command that explains other nodes of the same tree
   */
  static ChainEnd ofNode(NodeChain node, String explain) {
    boolean clear = false;
    List<String> reasons = new ArrayList<>();
    List<String> next = new ArrayList<>();
    for (Population obstacle : node.obstacles()) {
      Population usual = obstacle.usual();
      if (usual instanceof Population.None || usual instanceof Population.Depends) {
        clear |=
            reasons.isEmpty() && usual instanceof Population.Depends d && !d.drivers().isEmpty();
        reasons.add(obstacle.text());
        next.addAll(next(node, usual, explain));
      }
    }
    Optional<GenericDriver> named = GenericDriver.namedBy(node.compatible());
    if (clear && named.isPresent()) {
      String bind = "on the target: " + named.get().bindCommand(node.node().text());
      return new ChainEnd(Link.NODE, named.get().unmatched(), List.of(bind));
    }
    return reasons.isEmpty()
        ? new ChainEnd(Link.NODE, node.population().text(), List.of())
        : new ChainEnd(Link.NODE, clear, reasons, next);
  }

  private static List<String> next(NodeChain node, Population population, String explain) {
    if (population instanceof Population.Depends depends) {
      String advice = "see the node that it depends on: " + explain + " " + depends.parent();
      if (!depends.drivers().isEmpty()) {
        return List.of(advice);
      }
      boolean bus =
          node.belowBus()
              && !node.compatible().isEmpty()
              && node.node().parent().equals(depends.parent());
      return bus
          ? List.of(
              advice,
              "if %s is a plain bus, add the missing \"simple-bus\" to its \"compatible\" property"
                  .formatted(depends.parent()))
          : List.of(
              "nothing, if the driver of %s uses the node itself, as drivers of LEDs, keys and"
                      .formatted(depends.parent())
                  + " network controllers do",
              advice);
    }
    if (!(population instanceof Population.None none)) {
      return List.of();
    }
    List<String> next = new ArrayList<>(none.remedy(node.node()).stream().toList());
    switch (none.reason()) {
      case DISABLED -> next.replaceAll(set -> set + ", and boot with that tree");
      case HOG -> next.add("see its controller: " + explain + " " + node.node().parent());
      default -> {}
    }
    return next;
  }
}
