// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.cli.session.Session;

/**
 * The programs of other projects that dtbind replaces. Users start one as {@code dtbind dtc …} or
 * {@code bin/dtc …}. Each takes the options of the original program, and none of dtbind's global
 * options. Exit codes, written files and the form of warnings are those of the original.
 */
public enum DropIn {
  DTC("Convert source, blobs and directories, as dtc does."),
  FDTOVERLAY("Merge overlay blobs into a base blob, as fdtoverlay does."),
  DT_VALIDATE("Validate blobs against binding documents, as dt-schema's dt-validate does.");

  /** The exit code of a program that ends with an exception. */
  public static final int FAILED = DropInProgram.FAILED;

  private final String summary;

  DropIn(String summary) {
    this.summary = summary;
  }

  /** Returns the name of the program as users type it, such as {@code dt-validate}. */
  public String typed() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the line for the list of commands. */
  public String summary() {
    return summary;
  }

  /** {@return the program that the first argument names} */
  public static Optional<DropIn> of(String[] args) {
    if (args.length > 0) {
      for (DropIn known : values()) {
        if (known.typed().equals(args[0])) {
          return Optional.of(known);
        }
      }
    }
    return Optional.empty();
  }

  public int run(Session session, List<String> arguments) throws IOException {
    DropInProgram program =
        switch (this) {
          case DTC -> new DtcProgram(session);
          case FDTOVERLAY -> new FdtoverlayProgram(session);
          case DT_VALIDATE -> new DtValidateProgram(session);
        };
    return program.run(arguments);
  }
}
