// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.concurrent.Callable;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;
import picocli.CommandLine.Command;

/** The command {@code dtbind overlay}, for overlays. */
@Command(
    name = "overlay",
    description = "Create, check, compare and merge overlays.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
public final class OverlayCommand extends CommandGroup {

  public OverlayCommand(Session session) {
    super(session, "overlay", "a command", "create", "check", "diff", "apply", "params");
  }

  @Override
  public Callable<Integer> command(String name, Session of) {
    return switch (name) {
      case "create" -> new OverlayCreateCommand(of);
      case "check" -> new OverlayCheckCommand(of);
      case "diff" -> new OverlayDiffCommand(of);
      case "apply" -> new OverlayApplyCommand(of);
      case "params" -> new OverlayParamsCommand(of);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
