// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.spec;

import org.dtbind.diag.Code;

/** The kinds of problems in a declaration, in addition to those in {@code YamlCode}. */
public enum SpecCode implements Code {
  /** The value of {@code apiVersion} is not {@link Specification#API_VERSION}. */
  SPEC_VERSION("The apiVersion is missing or not supported."),
  /** A mapping contains an unknown key. */
  UNKNOWN_KEY("A mapping contains a key that is not valid there."),
  /** A mapping lacks a required key. */
  MISSING_KEY("A required key is missing."),
  /** A value is of the wrong type: for example, a list instead of text. */
  WRONG_KIND("A value has the wrong type for its key."),
  /** A number is not decimal or is out of range. */
  BAD_NUMBER("A value is not a valid number for its key."),
  /** Text is not valid for its key. */
  BAD_VALUE("A value is not valid for its key."),
  /** Two keys or values exclude each other. */
  CONFLICTING_KEYS("Two keys or values contradict each other."),
  /** The name of a driver is similar to that of a generic driver. */
  MISTYPED_DRIVER(
      "The name of a driver is probably a misspelling of the name of a generic driver (a driver"
          + " that works with any device, such as spidev)."),
  /** Two entries declare one link, such as {@code /dev/gpio/door}. */
  LINK_TAKEN("Two entries declare the same link in /dev/gpio."),
  /** Two entries declare one device, aggregator or IOMMU group. */
  DECLARED_TWICE("A device, an aggregator or an IOMMU group is declared twice.");

  private final String meaning;

  SpecCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return this == MISTYPED_DRIVER ? Adjustable.UNLESS_ERROR : Adjustable.NEVER;
  }
}
