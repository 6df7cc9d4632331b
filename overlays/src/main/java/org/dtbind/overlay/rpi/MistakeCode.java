// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import org.dtbind.diag.Code;
import org.dtbind.diag.Severity;

/**
 * What those who write parameters get wrong: the checks of {@code overlay check} that have levels.
 */
public enum MistakeCode implements Code {
  /** {@code +7} where there is no {@code fragment@7}. */
  PARAMETER_NO_FRAGMENT(
      Severity.ERROR, "A parameter turns on or off a fragment that the overlay does not have."),
  /** A label of the base. */
  PARAMETER_NO_NODE(
      Severity.ERROR,
      "A parameter changes a node that is not in the overlay, so setting the parameter fails."),
  /** {@code f: fragment@0} instead of {@code f: __overlay__}. */
  PARAMETER_FRAGMENT_LABEL(
      Severity.WARNING,
      "A parameter sets a property of a fragment itself, instead of a property of the node that the"
          + " fragment merges into the base."),
  /** Outside of all fragments. */
  PARAMETER_NO_EFFECT(
      Severity.WARNING, "A parameter changes a node that no fragment merges into the base."),
  /** {@code __dormant__} for good. */
  FRAGMENT_NEVER_ON(Severity.WARNING, "A fragment is turned off, and no parameter turns it on."),
  /** {@code reg#0} where it has one cell. */
  PARAMETER_REG_SIZE(
      Severity.WARNING,
      "A parameter writes a value that does not fit the cells of the 'reg' property."),
  /** {@code x#0} where it has one cell. */
  PARAMETER_SIZE(
      Severity.WARNING,
      "A parameter writes a number that extends beyond the end of the property that it changes.");

  private final Severity level;
  private final String meaning;

  MistakeCode(Severity level, String meaning) {
    this.level = level;
    this.meaning = meaning;
  }

  /** {@return how bad it is where nothing else is asked for} */
  public Severity level() {
    return level;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
