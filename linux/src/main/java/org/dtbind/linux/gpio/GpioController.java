// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dtbind.tree.NodePath;

/**
 * A node for which Linux creates a GPIO chip.
 *
 * @param kind why the node becomes a chip
 * @param label label of the chip; empty if the tree does not determine it
 * @param cells {@code #gpio-cells}; empty if the node has none
 * @param lines number of lines; empty if the tree does not say it
 * @param names names of the lines by offset, {@code ""} for none; may be shorter than {@code
 *     lines}, and is never longer, since Linux ignores additional names
 * @param reserved lines that Linux must not use ({@code gpio-reserved-ranges})
 */
public record GpioController(
    NodePath node,
    ChipKind kind,
    Optional<String> label,
    OptionalInt cells,
    OptionalInt lines,
    List<String> names,
    List<LineRange> reserved) {

  /** What makes a node a GPIO chip. */
  public enum ChipKind {
    /** A node with {@code gpio-controller}, whose driver creates the chip. */
    CONTROLLER,
    /** A bank of a {@code gpio-simulator}. */
    SIMULATED,
    /** A node whose lines belong to other chips, once gpio-aggregator is bound to its device. */
    AGGREGATOR
  }

  /** Copies the lists, and drops names beyond the number of lines. */
  public GpioController {
    names = List.copyOf(names);
    if (lines.isPresent() && lines.getAsInt() >= 0 && names.size() > lines.getAsInt()) {
      names = names.subList(0, lines.getAsInt());
    }
    reserved = List.copyOf(reserved);
  }

  GpioController with(int count) {
    return new GpioController(node, kind, label, cells, OptionalInt.of(count), names, reserved);
  }

  /**
   * {@return whether Linux must not use a line}
   *
   * @param offset offset of the line, from 0
   */
  public boolean isReserved(int offset) {
    return reserved.stream().anyMatch(range -> range.contains(offset));
  }

  /**
   * {@return the name of a line; empty if it has none}
   *
   * @param offset offset of the line, from 0
   */
  public String name(int offset) {
    return offset >= 0 && offset < names.size() ? names.get(offset) : "";
  }
}
