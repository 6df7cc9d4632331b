// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.Locale;

/** The stable name of a kind of problem. Scripts may rely on it; messages may change. */
public interface Code {

  /** Whether the severity of problems of a kind can be changed. */
  enum Adjustable {
    /** Always, since there is a result in spite of the problem. */
    ALWAYS,
    /** Only if the problem is not an error. If it is one, there is no result. */
    UNLESS_ERROR,
    /** Never: the problem is always an error, and there is no result. */
    NEVER
  }

  /** {@return the name of the constant: upper-case words joined by underscores} */
  String name();

  /** {@return the name in the form of dtc's checks: lower-case words joined by underscores} */
  default String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return a description of the problem in one sentence, for the list of all diagnostics} */
  String meaning();

  /** {@return whether the severity of such a problem can be changed} */
  default Adjustable adjustable() {
    return Adjustable.UNLESS_ERROR;
  }
}
