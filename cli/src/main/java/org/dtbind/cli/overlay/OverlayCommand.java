// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.List;
import org.dtbind.cli.argument.Command;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind overlay}, for overlays. */
public final class OverlayCommand extends CommandGroup {

  public OverlayCommand(Session session) {
    super(session, "overlay", "COMMAND", "a command", "create", "check", "diff", "apply", "params");
  }

  @Override
  public List<String> description() {
    return List.of("Create, check, compare and merge overlays.");
  }

  @Override
  public Command command(String name, Session of) {
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
