// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dtbind.export.target.TargetExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dtbind export target}: what a system without Java needs to bind what is declared. */
@Command(
    name = "target",
    description = "Makes the files by which a system without Java binds what is declared.",
    sortOptions = false)
final class ExportTargetCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private ExportOptions options = new ExportOptions();

  /**
   * Creates it.
   *
   * @param session what it works with
   */
  ExportTargetCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    return options.runWithBase(session, "target", TargetExport::of);
  }
}
