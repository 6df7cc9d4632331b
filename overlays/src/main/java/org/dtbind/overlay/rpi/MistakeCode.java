// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import org.dtbind.diag.Code;
import org.dtbind.diag.Severity;

/** Common mistakes in the definition of parameters. */
public enum MistakeCode implements Code {
  /** For example, {@code +7} without a {@code fragment@7}. */
  PARAMETER_NO_FRAGMENT(
      Severity.ERROR, "A parameter turns on or off a fragment that is not in the overlay."),
  /** For example, a label of the base. */
  PARAMETER_NO_NODE(
      Severity.ERROR,
      "A parameter changes a node that is not in the overlay, so setting the parameter fails."),
  /** For example, a label at {@code fragment@0} instead of its {@code __overlay__}. */
  PARAMETER_FRAGMENT_LABEL(
      Severity.WARNING,
      "A parameter sets a property of a fragment itself, instead of a property of the node that the"
          + " fragment merges into the base."),
  PARAMETER_NO_EFFECT(
      Severity.WARNING,
      "A parameter changes a node that no fragment merges into the base, or a property that does not"
          + " exist."),
  /** The content node is {@code __dormant__}. */
  FRAGMENT_NEVER_ON(Severity.WARNING, "A fragment is turned off, and no parameter turns it on."),
  /** For example, {@code reg#0}, which writes two cells, if {@code reg} has one cell. */
  PARAMETER_REG_SIZE(
      Severity.WARNING,
      "A parameter writes something other than whole cells to the 'reg' property, or writes beyond"
          + " the end of this property."),
  /** For example, {@code gpios:0}, where the line is at offset 4. */
  PARAMETER_PHANDLE(
      Severity.WARNING, "A parameter writes a number over the phandle in a list of references."),
  /** Source that merges two definitions of {@code __overrides__} keeps only the last one. */
  PARAMETER_TWICE(Severity.WARNING, "A parameter is defined twice, and only the last one counts."),
  /** For example, {@code x#0}, which writes two cells, if {@code x} has one cell. */
  PARAMETER_SIZE(
      Severity.WARNING,
      "A parameter writes a number that extends beyond the end of the property that it changes.");

  private final Severity level;
  private final String meaning;

  MistakeCode(Severity level, String meaning) {
    this.level = level;
    this.meaning = meaning;
  }

  public Severity level() {
    return level;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return Adjustable.ALWAYS;
  }
}
