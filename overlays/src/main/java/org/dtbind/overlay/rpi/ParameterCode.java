// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import org.dtbind.diag.Code;

/** The codes of diagnostics about parameters of overlays. */
public enum ParameterCode implements Code {
  OVERRIDE_MALFORMED("A property of __overrides__ is malformed."),
  OVERRIDE_TOO_LARGE(
      "The parameters in __overrides__, or the values that they set, exceed one of dtbind's"
          + " limits."),
  OVERRIDE_NO_NODE(
      "A parameter changes a node that is not in the tree that defines the parameter."),
  OVERRIDE_NO_FRAGMENT("A parameter turns on or off a fragment that does not exist."),
  UNKNOWN_PARAMETER("Neither the overlay nor the base has a parameter with the given name."),
  PARAMETER_VALUE("A parameter does not accept the given value.");

  /** The argument of messages about a parameter: its name. */
  public static final String PARAMETER = "parameter";

  /** The argument of messages with PARAMETER_VALUE. */
  public static final String VALUE = "value";

  private final String meaning;

  ParameterCode(String meaning) {
    this.meaning = meaning;
  }

  @Override
  public String meaning() {
    return meaning;
  }

  @Override
  public Adjustable adjustable() {
    return Adjustable.NEVER;
  }
}
