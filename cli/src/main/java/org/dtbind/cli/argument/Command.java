// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.argument;

import java.util.List;
import java.util.concurrent.Callable;

/** A command. Its result is the exit code. */
public interface Command extends ArgumentGroup, Callable<Integer> {

  /** {@return what the command does, in paragraphs for its help} */
  List<String> description();
}
