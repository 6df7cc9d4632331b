// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.Optional;

/** A command, or options that several commands share. */
public interface ArgumentGroup {

  /** Declares the options and parameters. Their help has the same order. */
  void declare(Arguments arguments);

  /**
   * {@return the reason why the arguments are invalid together; empty if they are valid} It is
   * asked before the command runs.
   */
  default Optional<String> problem() {
    return Optional.empty();
  }
}
