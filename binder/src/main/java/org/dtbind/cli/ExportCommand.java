// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
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

  private static final List<String> COMMANDS =
      List.of("target", "kernel-patch", "dt-schema", "boot", "yocto", "qemu");

  private final Session session;

  private ExportCommand(Session session) {
    this.session = session;
  }

  /** {@return it with those of its own commands that are asked for} */
  static CommandLine line(Session session, List<String> given) {
    CommandLine line = new CommandLine(new ExportCommand(session));
    for (String name : CommandName.asked(COMMANDS, given)) {
      line.addSubcommand(name, command(name, session));
    }
    return line;
  }

  private static Callable<Integer> command(String name, Session session) {
    return switch (name) {
      case "target" -> new ExportTargetCommand(session);
      case "kernel-patch" -> new ExportKernelPatchCommand(session);
      case "dt-schema" -> new ExportDtSchemaCommand(session);
      case "boot" -> new ExportBootCommand(session);
      case "yocto" -> new ExportYoctoCommand(session);
      case "qemu" -> new ExportQemuCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE,
        "what to export is missing: target, kernel-patch, dt-schema, boot, yocto or qemu\n"
            + "see dtbind export --help");
  }
}
