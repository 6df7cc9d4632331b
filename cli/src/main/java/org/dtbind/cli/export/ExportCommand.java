// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.util.List;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind export}, which exports a declaration as files for other programs. */
public final class ExportCommand extends CommandGroup {

  public ExportCommand(Session session) {
    super(
        session,
        "export",
        "KIND",
        "KIND",
        "target",
        "kernel-patch",
        "dt-schema",
        "boot",
        "yocto",
        "qemu",
        "cdi");
  }

  @Override
  public List<String> description() {
    return List.of("Export a declaration as files for other programs.");
  }

  @Override
  public Command command(String name, Session of) {
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
