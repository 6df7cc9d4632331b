// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.tree.NodePath;

/**
 * A node that will be a GPIO chip.
 *
 * @param node the chip's
 * @param kind what makes it one
 * @param label of the chip, where it can be told from the tree
 * @param cells {@code #gpio-cells}; empty where the node has none
 * @param lines how many it has, where the tree says so
 * @param names of its lines by offset, {@code ""} for none; may be shorter than {@code lines}
 */
public record GpioController(
    NodePath node,
    Kind kind,
    Optional<String> label,
    OptionalInt cells,
    OptionalInt lines,
    List<String> names) {

  /** What makes a node a GPIO chip. */
  public enum Kind {
    /** A {@code gpio-controller} of a driver. */
    CONTROLLER,
    /** A bank of a {@code gpio-simulator}. */
    SIMULATED,
    /** Lines of others, once gpio-aggregator is bound to it. */
    AGGREGATOR
  }

  /** Copies the list. */
  public GpioController {
    names = List.copyOf(names);
  }

  /**
   * {@return the name of a line; empty where it has none}
   *
   * @param offset from 0
   */
  public String name(int offset) {
    return offset >= 0 && offset < names.size() ? names.get(offset) : "";
  }
}
