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
 * @param name such as {@code gpiochip1}: not stable over boots
 * @param device such as {@code /dev/gpiochip1}
 * @param parent the Linux device that it belongs to, such as {@code door}; empty where it has none
 * @param node the devicetree node behind it
 * @param label given by its driver; empty where the chip could not be asked
 * @param lines by offset; none where the chip could not be asked
 * @param unreadable why it could not be asked
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

  /** {@return label and name for people, such as {@code gpio2 (gpiochip0)}} */
  public String text() {
    return label.map(text -> text + " (" + name + ")").orElse(name);
  }
}
