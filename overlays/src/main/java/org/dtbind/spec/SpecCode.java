// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.diag.Code;

/** The kinds of problems that a declaration can have beyond those of YAML. */
public enum SpecCode implements Code {
  /** Not {@link Specification#API_VERSION}. */
  SPEC_VERSION("The apiVersion is missing, or one that is not known."),
  /** A key that means nothing. */
  UNKNOWN_KEY("A key is not known where it stands."),
  /** A key without which the rest means nothing. */
  MISSING_KEY("A key that must be there is missing."),
  /** A list where text belongs, and the like. */
  WRONG_KIND("A value is of another kind than its key takes."),
  /** A number that is not decimal, or too large. */
  BAD_NUMBER("A value is no number that its key takes."),
  /** Text that its key has no meaning for. */
  BAD_VALUE("A value is not one of those that its key takes."),
  /** Two keys of which one too many is given. */
  CONFLICTING_KEYS("Keys contradict each other."),
  /** The same thing declared again. */
  MISTYPED_DRIVER("The name of a driver is almost that of a generic driver."),
  /** {@code /dev/gpio/door} twice. */
  LINK_TAKEN("Two things are to have the same link below /dev/gpio."),
  /** Twice the same. */
  DECLARED_TWICE("Something is declared twice.");

  private final String meaning;

  SpecCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
