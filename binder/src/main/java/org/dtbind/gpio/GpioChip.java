// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.gpio;

import java.util.List;
import java.util.Optional;
import org.dtbind.kernel.Failure;
import org.dtbind.tree.NodePath;

/**
 * A chip.
 *
 * @param name such as {@code gpiochip1}: may differ at the next boot
 * @param device such as {@code /dev/gpiochip1}
 * @param parent its Linux device, such as {@code door}; empty if it has none
 * @param node its devicetree node
 * @param label given by its driver; empty if the chip could not be read
 * @param lines by offset; none if the chip could not be read
 * @param unreadable why it could not be read
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

  /** {@return label and name, such as {@code gpio2 (gpiochip0)}} */
  public String text() {
    return label.map(text -> text + " (" + name + ")").orElse(name);
  }
}
