// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli.overlay;

import java.util.List;
import org.dtbind.cli.option.CommandGroup;
import org.dtbind.cli.session.Session;

/** The command {@code dtbind overlay}, for overlays. */
public final class OverlayCommand extends CommandGroup {

  public OverlayCommand(Session session) {
    super(session, "overlay", "COMMAND", "a command");
    add("create", () -> new OverlayCreateCommand(session));
    add("apply", () -> new OverlayApplyCommand(session));
  }

  @Override
  public List<String> description() {
    return List.of("Create and merge overlays.");
  }
}
