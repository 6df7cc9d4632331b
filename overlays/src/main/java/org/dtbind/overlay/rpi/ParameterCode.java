// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import org.dtbind.diag.Code;
import org.dtbind.diag.Wording;

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

  /** The argument of messages with OVERRIDE_NO_NODE, in hexadecimal. */
  public static final String PHANDLE = "phandle";

  /** The argument of messages with OVERRIDE_NO_FRAGMENT: the number of the fragment. */
  public static final String FRAGMENT = "fragment";

  /** The argument of messages about a parameter: its name. */
  public static final String PARAMETER = "parameter";

  /** The argument of messages with PARAMETER_VALUE. */
  public static final String VALUE = "value";

  // The ends of messages with OVERRIDE_MALFORMED for which libdtovl has messages of its own.
  public static final Wording NOT_SWITCHES =
      Wording.of("'{fragments}' does not consist of +N, -N, =N and !N");
  public static final Wording UNENDED_STRING =
      Wording.of("the string does not end with {expected}");
  public static final Wording UNENDED_TABLE =
      Wording.of("a table does not end with '}' and {expected}");

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
