// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.option;

import org.dtbind.cli.argument.ArgumentGroup;
import org.dtbind.cli.argument.Arguments;
import org.dtbind.view.Format;

/** The option for the format of a result. Picocli fills it in. */
public final class FormatOption implements ArgumentGroup {

  private final String description;
  private Format format = Format.TABLE;

  public FormatOption(String description) {
    this.description = description;
  }

  @Override
  public void declare(Arguments arguments) {
    arguments
        .option("--format")
        .label("table|json")
        .description(description)
        .value(Format.class, value -> format = value);
  }

  public Format value() {
    return format;
  }

  /** Returns whether the result is for people, which is the default. */
  public boolean isTable() {
    return format == Format.TABLE;
  }
}
