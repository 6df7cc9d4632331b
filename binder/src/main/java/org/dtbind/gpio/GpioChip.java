// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Failure;
import org.dtbind.tree.NodePath;

/**
 * A GPIO chip.
 *
 * @param name the name, such as {@code gpiochip1}; it may differ at the next boot
 * @param device the path of the device node, such as {@code /dev/gpiochip1}
 * @param parent the name of the chip's parent device in Linux, such as {@code door}; empty if it
 *     has none
 * @param node the devicetree node of the chip; empty if it has none
 * @param label the label given by the driver; empty if the chip could not be read
 * @param lines the lines, by offset; none if the chip could not be read
 * @param unreadable why the chip could not be read; empty if it was read
 */
public record GpioChip(
    String name,
    String device,
    Optional<String> parent,
    Optional<NodePath> node,
    Optional<String> label,
    List<GpioLine> lines,
    Optional<Failure> unreadable) {

  /** Copies the list. */
  public GpioChip {
    lines = List.copyOf(lines);
  }

  /** {@return one of the lines; empty if the chip does not have it, or was not read} */
  public Optional<GpioLine> line(int offset) {
    return offset >= 0 && offset < lines.size() ? Optional.of(lines.get(offset)) : Optional.empty();
  }

  /** {@return label and name, such as {@code gpio2 (gpiochip0)}} */
  public String text() {
    return label.map(text -> text + " (" + name + ")").orElse(name);
  }
}
