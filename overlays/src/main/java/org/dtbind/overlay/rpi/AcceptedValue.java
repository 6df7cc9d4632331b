// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.overlay.rpi;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dtbind.diag.Diagnostic;

/** What a target of a parameter accepts. */
public enum AcceptedValue {
  NUMBER,
  TEXT,
  BYTES,
  /** The name of a node. */
  NAME,
  /** One of the keys of a table. */
  KEY;

  /** The argument of diagnostics with {@link ParameterCode#PARAMETER_VALUE}. */
  static final String ARGUMENT = "expected";

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** {@return what was expected instead of a refused value; empty for other diagnostics} */
  public static Optional<AcceptedValue> of(Diagnostic problem) {
    return problem
        .argument(ARGUMENT)
        .flatMap(
            word -> Stream.of(values()).filter(value -> value.word().equals(word)).findFirst());
  }
}
