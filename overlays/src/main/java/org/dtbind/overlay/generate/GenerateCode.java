// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.generate;

import org.dtbind.diag.Code;

/** The kinds of problems that a declaration can have with the base it is meant for. */
public enum GenerateCode implements Code {
  /** A label that neither base nor declaration has. */
  UNKNOWN_NODE("A declaration names a node that neither the base nor a declaration has."),
  /** Devices that stand below each other. */
  CIRCULAR_PARENTS("Declared nodes stand below each other in a circle."),
  /** A label for a node that has its labels already. */
  LABEL_NOT_ADDED("An overlay can label only nodes that it brings itself."),
  /** A label of another node. */
  LABEL_TAKEN("A declared label is that of another node."),
  /** {@code led} declared, {@code led@1} there. */
  AMBIGUOUS_NAME("A name without unit address is taken for that of a node which has one."),
  /** No {@code gpio-controller}. */
  NOT_A_CONTROLLER("The node that is to have a line is no GPIO controller."),
  /** Other {@code #gpio-cells}. */
  WRONG_CELL_COUNT("A line's specifier has not the cells that its controller asks for."),
  /** {@code ngpios} or more. */
  NO_SUCH_LINE("A line's number is larger than its controller has lines."),
  /** The same controller and offset again. */
  LINE_TWICE("A declared device has the same line twice."),
  /** Disabled in the base, and declared without {@code status: okay}. */
  DEVICE_DISABLED("A device is to be bound, but its node is disabled."),
  /** Neither symbol nor phandle. */
  NO_REFERENCE("An overlay cannot refer to a node that has neither symbol nor phandle."),
  /** Characters that source cannot have. */
  PATH_NOT_WRITTEN("The path of a declared node has characters that source cannot have."),
  /** A base that has all. */
  NOTHING_LACKS("The base has everything that is declared: the overlay is empty.");

  private final String meaning;

  GenerateCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
