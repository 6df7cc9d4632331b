// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.export;

import java.util.List;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind export}, which exports a declaration as files for other programs. */
public final class ExportCommand extends CommandGroup {

  public ExportCommand(Session session) {
    super(session, "export", "KIND", "KIND");
    add("target", () -> new ExportTargetCommand(session));
    add("kernel-patch", () -> new ExportKernelPatchCommand(session));
    add("boot", () -> new ExportBootCommand(session));
    add("yocto", () -> new ExportYoctoCommand(session));
    add("qemu", () -> new ExportQemuCommand(session));
  }

  @Override
  public List<String> description() {
    return List.of("Export a declaration as files for other programs.");
  }
}
