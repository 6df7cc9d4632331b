// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.dtc;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dtbind.cli.session.Session;

/**
 * Programs of other projects that dtbind stands in for, under their names: {@code dtbind dtc …}, or
 * {@code bin/dtc …}. Their options, output, messages and exit codes are those of the program that
 * is replaced, so none of dtbind's own options count here.
 */
public enum DropIn {
  /** The devicetree compiler. */
  DTC("Convert source, blobs and folders, as dtc does."),
  /** Values out of a blob. */
  FDTGET("Print values, properties or nodes of a blob, as fdtget does."),
  /** Values into a blob. */
  FDTPUT("Set properties of a blob, and add and remove its nodes, as fdtput does."),
  /** A blob's tokens. */
  FDTDUMP("Print a blob token by token, as fdtdump does."),
  /** Overlays into a blob. */
  FDTOVERLAY("Merge overlay blobs into a base blob, as fdtoverlay does."),
  /** Blobs against binding documents. */
  DT_VALIDATE("Validate blobs against binding documents, as dt-schema's dt-validate does."),
  /** An overlay with parameters into a blob. */
  DTMERGE("Merge an overlay with parameters into a base blob, as the Raspberry Pi's dtmerge does."),
  /** Help on overlays, and one with its parameters set. */
  DTOVERLAY("Show help for overlays, set their parameters, and list overlays, as dtoverlay does."),
  /** Help on parameters of the base. */
  DTPARAM("Show help for parameters of the base, as dtparam does.");

  private final String summary;

  DropIn(String summary) {
    this.summary = summary;
  }

  /** {@return what is typed} */
  public String typed() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return one line for the list of commands} */
  public String summary() {
    return summary;
  }

  /** {@return its exit code for input that it cannot take} */
  public int failed() {
    return 1;
  }

  /** {@return the program that a command line asks for} */
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

  /** Runs it. */
  public int run(Session session, List<String> arguments) throws IOException {
    return switch (this) {
      case DTC -> new DtcProgram(session).run(arguments);
      case FDTGET -> new FdtgetProgram(session).run(arguments);
      case FDTPUT -> new FdtputProgram(session).run(arguments);
      case FDTDUMP -> new FdtdumpProgram(session).run(arguments);
      case FDTOVERLAY -> new FdtoverlayProgram(session).run(arguments);
      case DT_VALIDATE -> new DtValidateProgram(session).run(arguments);
      case DTMERGE -> new DtmergeProgram(session).run(arguments);
      case DTOVERLAY, DTPARAM ->
          new DtoverlayProgram(session, typed(), Path.of("/"), Path.of("")).run(arguments);
    };
  }
}
