// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.simulate;

import java.util.List;
import java.util.Optional;
import org.dtbind.tree.NodePath;

/**
 * A GPIO controller of the board and the simulated chip that replaces it.
 *
 * @param controller path of the controller in the tree of the board
 * @param compatible compatibles of the controller, most specific first
 * @param chip path of the simulated chip, to which all references to the controller now point
 * @param label label of the simulated chip: the label that Linux usually gives to the real one
 * @param lines number of lines, from 1 to {@value #MOST_LINES}
 * @param source what determines the number of lines, such as {@code its 'ngpios'} or the file of a
 *     driver; empty if neither the tree nor a table does, so that the number is assumed
 * @param inPlace whether the simulated chip is below the node of the controller; false if that node
 *     does not become a platform device, in which case the chip is elsewhere in the tree
 */
public record SimulatedChip(
    NodePath controller,
    List<String> compatible,
    NodePath chip,
    String label,
    int lines,
    Optional<String> source,
    boolean inPlace) {

  /**
   * More lines than any controller in Linux has: large ones have 174 (drivers/gpio/gpio-zynq.c) to
   * 600.
   */
  public static final int MOST_LINES = 1024;

  public SimulatedChip {
    compatible = List.copyOf(compatible);
  }
}
