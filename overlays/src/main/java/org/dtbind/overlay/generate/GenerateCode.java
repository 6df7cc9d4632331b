// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import org.dtbind.diag.Code;

/** The kinds of problems that a declaration can have with the base it is meant for. */
public enum GenerateCode implements Code {
  /** A label that neither base nor declaration has. */
  UNKNOWN_NODE("A declaration refers to a node that is neither in the base nor declared."),
  /** Devices that stand below each other. */
  CIRCULAR_PARENTS("A declared node is its own parent, directly or through other nodes."),
  /** A label for a node that has its labels already. */
  LABEL_NOT_ADDED(
      "A declaration labels a node of the base, but an overlay can label only the nodes that it"
          + " adds."),
  /** A label of another node. */
  LABEL_TAKEN("A declared label already belongs to another node."),
  /** {@code led} declared, {@code led@1} there. */
  AMBIGUOUS_NAME("A node name without a unit address also matches a node that has a unit address."),
  /** No {@code gpio-controller}. */
  NOT_A_CONTROLLER("A declared line refers to a node that is not a GPIO controller."),
  /** Other {@code #gpio-cells}. */
  WRONG_CELL_COUNT(
      "The specifier of a line has the wrong number of cells for the GPIO controller."),
  /** {@code ngpios} or more. */
  NO_SUCH_LINE("A line number is too large for the GPIO controller."),
  /** The same controller and offset again. */
  LINE_TWICE("A declared device contains the same line twice."),
  /** Disabled in the base, and declared without {@code status: okay}. */
  DEVICE_DISABLED("A declared device cannot be bound because its node is disabled."),
  /** Neither symbol nor phandle. */
  NO_REFERENCE(
      "A declaration refers to a node that has neither a symbol nor a phandle, so the overlay"
          + " cannot refer to it."),
  /** Characters that source cannot have. */
  PATH_NOT_WRITTEN(
      "The path of a declared node contains characters that are not allowed in devicetree source."),
  /** A place that nothing can set. */
  PARAMETER_IMPOSSIBLE("A declared parameter names a value that no parameter can set."),
  /** A base that has all. */
  NOTHING_LACKS("The base already contains everything that is declared, so the overlay is empty.");

  private final String meaning;

  GenerateCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
