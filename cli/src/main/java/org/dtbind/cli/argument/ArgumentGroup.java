// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

/** A command, or options that several commands share. */
public interface ArgumentGroup {

  /** Declares the options and parameters. Their help has the same order. */
  void declare(Arguments arguments);
}
