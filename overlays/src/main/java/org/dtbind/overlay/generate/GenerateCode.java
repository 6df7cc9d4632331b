// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import org.dtbind.diag.Code;

/** The codes of diagnostics about a declaration and the base for which an overlay is generated. */
public enum GenerateCode implements Code {
  UNKNOWN_NODE("A declaration refers to a node that is neither in the base nor declared."),
  CIRCULAR_PARENTS("A declared node is its own parent or ancestor."),
  LABEL_NOT_ADDED(
      "A declaration assigns a label to a node of the base, but an overlay can label only nodes"
          + " that it adds."),
  LABEL_TAKEN("A declared label already belongs to another node."),
  /** For example, {@code led} is declared and the base has {@code led@1}. */
  AMBIGUOUS_NAME("A node name without a unit address also matches a node that has a unit address."),
  /** The node has no {@code gpio-controller}. */
  NOT_A_CONTROLLER("A declared line refers to a node that is not a GPIO controller."),
  /** The number differs from {@code #gpio-cells}. */
  WRONG_CELL_COUNT(
      "The specifier of a line has the wrong number of cells for the GPIO controller."),
  /** The number is {@code ngpios} or more. */
  NO_SUCH_LINE("A line number is too large for the GPIO controller."),
  LINE_TWICE("The declaration of a device lists the same line twice."),
  /** The base disables the node, and the declaration does not set {@code status: okay}. */
  DEVICE_DISABLED("A declared device cannot be bound because its node is disabled."),
  NO_REFERENCE(
      "A declaration refers to a node that has neither a symbol nor a phandle, so the overlay"
          + " cannot refer to it."),
  PATH_NOT_WRITTEN(
      "The path of a declared node contains characters that are not allowed in devicetree source."),
  PARAMETER_IMPOSSIBLE("A declared parameter cannot set what its 'sets' key specifies."),
  NOTHING_LACKS("The base already contains everything that is declared, so the overlay is empty.");

  private final String meaning;

  GenerateCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return switch (this) {
      case DEVICE_DISABLED, NOTHING_LACKS -> Adjustable.UNLESS_ERROR;
      default -> Adjustable.NEVER;
    };
  }
}
