// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.diag.Code;

/** The kinds of problems in a declaration, in addition to those of YAML. */
public enum SpecCode implements Code {
  /** Not {@link Specification#API_VERSION}. */
  SPEC_VERSION("The apiVersion is missing or unknown."),
  /** An unknown key. */
  UNKNOWN_KEY("A key is not allowed in this part of the file."),
  /** A required key is missing. */
  MISSING_KEY("A required key is missing."),
  /** A list where text belongs, and the like. */
  WRONG_KIND("A value is of the wrong type for its key."),
  /** A number that is not decimal, or too large. */
  BAD_NUMBER("A value is not a valid number for its key."),
  /** Text that is not valid for its key. */
  BAD_VALUE("A value is not valid for its key."),
  /** Two keys that exclude each other. */
  CONFLICTING_KEYS("Two keys contradict each other."),
  /** The same thing declared again. */
  MISTYPED_DRIVER(
      "The name of a driver is probably a misspelling of the name of a generic driver."),
  /** {@code /dev/gpio/door} twice. */
  LINK_TAKEN("Two entries declare the same link in /dev/gpio."),
  /** Twice the same. */
  DECLARED_TWICE("The same item is declared twice.");

  private final String meaning;

  SpecCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }
}
