// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;

/** The option to print a change instead of making it. Picocli fills it in. */
public final class DryRunOption implements ArgumentGroup {

  private boolean dryRun;

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--dry-run")
        .description("Print exactly what would be written, but write nothing.")
        .flag(value -> dryRun = value);
  }

  /** Returns whether to write nothing. */
  public boolean isGiven() {
    return dryRun;
  }
}
