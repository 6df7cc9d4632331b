// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dtbind overlay}: the commands about overlays. */
@Command(
    name = "overlay",
    description = "Makes and checks overlays, and merges them into a base.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false)
final class OverlayCommand implements Callable<Integer> {

  private final Session session;

  private OverlayCommand(Session session) {
    this.session = session;
  }

  /**
   * {@return it with its own commands}
   *
   * @param session what they work with
   */
  static CommandLine line(Session session) {
    return new CommandLine(new OverlayCommand(session))
        .addSubcommand("create", new OverlayCreateCommand(session))
        .addSubcommand("check", new OverlayCheckCommand(session))
        .addSubcommand("diff", new OverlayDiffCommand(session))
        .addSubcommand("apply", new OverlayApplyCommand(session));
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE,
        "a command is missing: create, check, diff or apply\nsee dtbind overlay --help");
  }
}
