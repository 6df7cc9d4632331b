// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.diag;

import java.util.Locale;

/** The stable name of a kind of problem. Scripts may rely on it; messages may change. */
public interface Code {

  /** {@return the name of the constant: upper-case words joined by underscores} */
  String name();

  /** {@return the name, in dtc's shape: lower-case words joined by underscores} */
  default String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return one sentence about the problem, for the catalogue} */
  String meaning();
}
