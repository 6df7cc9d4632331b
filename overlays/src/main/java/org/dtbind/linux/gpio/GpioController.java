// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.linux.gpio;

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
 * @param cells {@code #gpio-cells}; empty if the node has none
 * @param lines how many it has, where the tree says so
 * @param names of its lines by offset, {@code ""} for none; may be shorter than {@code lines}, and
 *     is never longer: Linux ignores what is left over
 * @param reserved lines that Linux must not use ({@code gpio-reserved-ranges})
 */
public record GpioController(
    NodePath node,
    Kind kind,
    Optional<String> label,
    OptionalInt cells,
    OptionalInt lines,
    List<String> names,
    List<LineRange> reserved) {

  /** What makes a node a GPIO chip. */
  public enum Kind {
    /** A {@code gpio-controller} of a driver. */
    CONTROLLER,
    /** A bank of a {@code gpio-simulator}. */
    SIMULATED,
    /** Lines of others, once gpio-aggregator is bound to it. */
    AGGREGATOR
  }

  /** Copies the lists, and drops names of lines that there are not. */
  public GpioController {
    names = List.copyOf(names);
    if (lines.isPresent() && lines.getAsInt() >= 0 && names.size() > lines.getAsInt()) {
      names = names.subList(0, lines.getAsInt());
    }
    reserved = List.copyOf(reserved);
  }

  /**
   * {@return whether Linux must not use a line}
   *
   * @param offset from 0
   */
  public boolean isReserved(int offset) {
    return reserved.stream().anyMatch(range -> range.contains(offset));
  }

  /**
   * {@return the name of a line; empty if it has none}
   *
   * @param offset from 0
   */
  public String name(int offset) {
    return offset >= 0 && offset < names.size() ? names.get(offset) : "";
  }
}
