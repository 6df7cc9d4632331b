// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dtbind export}: files for others, made of a declaration. */
@Command(
    name = "export",
    description = "Makes files for others of what is declared.",
    synopsisSubcommandLabel = "KIND",
    sortOptions = false)
final class ExportCommand implements Callable<Integer> {

  private final Session session;

  private ExportCommand(Session session) {
    this.session = session;
  }

  /**
   * {@return it with its own commands}
   *
   * @param session what they work with
   */
  static CommandLine line(Session session) {
    return new CommandLine(new ExportCommand(session))
        .addSubcommand("target", new ExportTargetCommand(session))
        .addSubcommand("kernel-patch", new ExportKernelPatchCommand(session))
        .addSubcommand("dt-schema", new ExportDtSchemaCommand(session))
        .addSubcommand("boot", new ExportBootCommand(session))
        .addSubcommand("yocto", new ExportYoctoCommand(session));
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE,
        "what to export is missing: target, kernel-patch, dt-schema, boot or yocto\n"
            + "see dtbind export --help");
  }
}
