// SPDX-FileCopyrightText: 2026 The dtbind authors
// SPDX-License-Identifier: Apache-2.0
package org.dtbind.cli;

import java.util.List;
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

  private static final List<String> COMMANDS = List.of("create", "check", "diff", "apply");

  private final Session session;

  private OverlayCommand(Session session) {
    this.session = session;
  }

  /** {@return it with those of its own commands that are asked for} */
  static CommandLine line(Session session, List<String> given) {
    CommandLine line = new CommandLine(new OverlayCommand(session));
    for (String name : CommandName.asked(COMMANDS, given)) {
      line.addSubcommand(name, command(name, session));
    }
    return line;
  }

  private static Callable<Integer> command(String name, Session session) {
    return switch (name) {
      case "create" -> new OverlayCreateCommand(session);
      case "check" -> new OverlayCheckCommand(session);
      case "diff" -> new OverlayDiffCommand(session);
      case "apply" -> new OverlayApplyCommand(session);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @Override
  public Integer call() {
    return session.fail(
        Exit.USAGE,
        "a command is missing: create, check, diff or apply\nsee dtbind overlay --help");
  }
}
