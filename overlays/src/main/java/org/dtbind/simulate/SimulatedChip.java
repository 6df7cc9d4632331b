// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import org.dtbind.tree.NodePath;

/**
 * A GPIO controller that another took the place of.
 *
 * @param controller its node in the tree that was given
 * @param compatible what it was, most specific first
 * @param chip the node of the simulated chip, to which all that referred to the controller refers
 *     now
 * @param label of the simulated chip: what Linux mostly calls the real one
 * @param lines how many it has, from 1 to {@value #MOST_LINES}
 * @param source what says so, such as {@code its 'ngpios'} or a driver's file; why that many are
 *     assumed where nothing does
 * @param assumed whether nothing says how many lines the real one has
 * @param inPlace whether the simulated chip belongs to the device that the controller was; if not,
 *     the controller's node is no device of the platform, and the chip stands elsewhere
 */
public record SimulatedChip(
    NodePath controller,
    List<String> compatible,
    NodePath chip,
    String label,
    int lines,
    String source,
    boolean assumed,
    boolean inPlace) {

  /** More than any controller that Linux knows has: 174 (drivers/gpio/gpio-zynq.c) to 600. */
  public static final int MOST_LINES = 1024;

  public SimulatedChip {
    compatible = List.copyOf(compatible);
  }
}
