// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.util.concurrent.Callable;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;

/** The command {@code dtbind export}, which exports a declaration as files for other programs. */
@Command(
    name = "export",
    description = "Export a declaration as files for other programs.",
    synopsisSubcommandLabel = "KIND",
    sortOptions = false)
public final class ExportCommand extends CommandGroup {

  public ExportCommand(Session session) {
    super(
        session,
        "export",
        "what to export",
        "target",
        "kernel-patch",
        "dt-schema",
        "boot",
        "yocto",
        "qemu",
        "cdi");
  }

  @Override
  public Callable<Integer> command(String name, Session of) {
    return switch (name) {
      case "target" -> new ExportTargetCommand(of);
      case "kernel-patch" -> new ExportKernelPatchCommand(of);
      case "dt-schema" -> new ExportDtSchemaCommand(of);
      case "boot" -> new ExportBootCommand(of);
      case "yocto" -> new ExportYoctoCommand(of);
      case "qemu" -> new ExportQemuCommand(of);
      case "cdi" -> new ExportCdiCommand(of);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
